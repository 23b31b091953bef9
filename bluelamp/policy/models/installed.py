"""A force's installed packs."""

from typing import Self

from django.db import models
from django.db.models import Q

from bluelamp.forces.tenancy import Owned, OwnedQuerySet


class PackQuerySet(OwnedQuerySet["InstalledPack"]):
    def in_force(self) -> Self:
        """The packs that judge now, in the order in which they stack."""
        return self.filter(retired_at=None).order_by("layer")


class InstalledPack(Owned):
    """One version of one pack, word for word. A new version is a new row; the old one is retired, never changed."""

    name = models.SlugField()
    version = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    text = models.TextField()
    layer = models.PositiveSmallIntegerField(help_text="0 base, 1 country, 2 force")
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = PackQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint("force", "name", condition=Q(retired_at=None), name="one_version_in_force")
        ]
