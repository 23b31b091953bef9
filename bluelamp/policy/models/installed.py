"""A force's installed packs."""

from typing import Self

from django.db import models
from django.db.models import Q

from bluelamp.forces.models import Member
from bluelamp.forces.tenancy import Owned, OwnedQuerySet


class PackQuerySet(OwnedQuerySet["InstalledPack"]):
    def in_force(self) -> Self:
        """The packs that judge now, layer by layer, base first. Within a layer `policy.layers` puts them in order."""
        return self.filter(retired_at=None).order_by("layer", "created_at", "pk")


class InstalledPack(Owned):
    """One version of one pack, word for word. A new version is a new row; the old one is retired, never changed.

    `by` installed it (none = the command line or the set-up), `agreed_by` said yes where two people were needed.
    """

    name = models.SlugField()
    version = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    text = models.TextField()
    layer = models.PositiveSmallIntegerField(help_text="0 base, 1 country, 2 from other forces, 3 the force's own")
    signer = models.CharField(max_length=64, blank=True, help_text="The public key that signed it, in hex")
    by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = PackQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint("force", "name", condition=Q(retired_at=None), name="one_version_in_force")
        ]
