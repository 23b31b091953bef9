"""The calendar of elections: when a force says nothing that could help or harm a candidate."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from bluelamp.forces.models import Area
from bluelamp.forces.tenancy import Owned, OwnedQuerySet


class ElectionQuerySet(OwnedQuerySet["ElectionPeriod"]):
    def on(self, today: date) -> Self:
        return self.filter(begins_on__lte=today, ends_on__gte=today, dropped_at=None)

    def to_come(self, today: date) -> Self:
        """Running or still ahead, soonest first."""
        return self.filter(ends_on__gte=today, dropped_at=None).order_by("begins_on")


class ElectionPeriod(Owned):
    """The weeks before a vote, both days included. No areas = the whole force."""

    title = models.CharField(max_length=120)
    begins_on = models.DateField()
    ends_on = models.DateField()
    areas = models.ManyToManyField(Area, related_name="+", blank=True)
    candidates = models.JSONField(default=list)
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = ElectionQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("begins_on")), name="election_runs_forward")
        ]
        ordering = ["begins_on"]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_name(self) -> str:
        return self.title
