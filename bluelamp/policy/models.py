"""A force's installed packs, and the verdicts given under them."""

from typing import Self

from django.db import models
from django.db.models import Q

from bluelamp.forces.tenancy import Owned, OwnedQuerySet
from bluelamp.rulebook.findings import Finding


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


class Verdict(Owned):
    """What the engine said about exactly these words and pictures (`subject` = the version's digest), kept for good."""

    subject = models.CharField(max_length=64)
    outcome = models.CharField(max_length=10)
    risks = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    packs = models.JSONField(default=list)

    @property
    def said(self) -> list[Finding]:
        """The findings as the engine gave them."""
        return [Finding(**finding) for finding in self.findings]
