"""Yeses of people to be named, shown or quoted. The signed paper stays where the force keeps it."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from bluelamp.forces.models import Area, Member
from bluelamp.forces.tenancy import Owned, OwnedQuerySet
from bluelamp.policy.models.cases import Case

CONSENTS = ("story", "name", "picture", "child")


class ConsentQuerySet(OwnedQuerySet["Consent"]):
    def valid(self, today: date) -> Self:
        """Those that count on this day."""
        return self.filter(given_on__lte=today, withdrawn_on=None).exclude(runs_out_on__lt=today)


class Consent(Owned):
    """Who agreed to what, in few words, and until when. `number` is what people quote: C-2291."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="consents")
    number = models.CharField(max_length=12)
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in CONSENTS])
    whom = models.CharField(max_length=120)
    given_on = models.DateField()
    runs_out_on = models.DateField(null=True, blank=True, help_text="The last day on which it counts")
    withdrawn_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    objects = ConsentQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint("force", "number", name="consent_number_once"),
            models.CheckConstraint(
                condition=Q(runs_out_on=None) | Q(runs_out_on__gte=models.F("given_on")), name="consent_runs_forward"
            ),
        ]
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.number

    @property
    def audit_name(self) -> str:
        return self.number

    def counts(self, today: date) -> bool:
        runs = self.runs_out_on is None or self.runs_out_on >= today
        return self.withdrawn_on is None and self.given_on <= today and runs
