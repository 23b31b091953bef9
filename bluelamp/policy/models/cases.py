"""The case register: as much of a case as the rules need, and no more. What happened is not written here."""

from datetime import date
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from bluelamp.forces.models import Area, Member
from bluelamp.forces.tenancy import Owned, OwnedQuerySet
from bluelamp.kernel import clock
from bluelamp.rulebook.findings import CASE_STATES

STAGES = CASE_STATES[1:]
ACTIVE = ("arrest", "charged", "trial")
"""Stages in which a careless word can stop a trial."""
ORDERS = ("no_report", "postponed", "witness_anonymity", "youth_anonymity", "teacher_anonymity", "other")
GATES = ("next_of_kin_informed", "family_informed")


class CaseQuerySet(OwnedQuerySet["Case"]):
    def in_areas(self, areas: list[UUID] | None) -> Self:
        """Those of these areas; None = of the whole force."""
        return self if areas is None else self.filter(area_id__in=areas)

    def newest_first(self) -> Self:
        return self.order_by("-stage_since", "-pk")


class Case(Owned):
    """A case by its reference. Its stage stands here once, and every post about it follows.

    `known_as`: words by which a post about it can be recognised, such as the name of the operation or the street.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    ref = models.CharField(max_length=40)
    title = models.CharField(max_length=120, help_text="For officers; the public never sees it")
    stage = models.CharField(max_length=14, choices=[(s, s) for s in STAGES], default="investigation")
    stage_since = models.DateTimeField(default=clock.now)
    lead = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    linked_trial = models.BooleanField(default=False, help_text="Another trial of the same case is still to come")
    known_as = models.JSONField(default=list)

    objects = CaseQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [models.UniqueConstraint("force", "ref", name="case_ref_once")]
        indexes = [models.Index("force", "area", "stage_since", name="case_by_area")]
        ordering = ["ref"]

    def __str__(self) -> str:
        return self.ref

    @property
    def audit_name(self) -> str:
        return self.ref

    @property
    def contempt_active(self) -> bool:
        """Whether words about it can harm a trial that is running or still to come."""
        return self.stage in ACTIVE or self.linked_trial


class Gate(Owned):
    """Somebody ticked that the family, or the next of kin, knows. Taken back by `undone_at`, never changed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="gates")
    kind = models.CharField(max_length=24, choices=[(kind, kind) for kind in GATES])
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("case", "kind", condition=Q(undone_at=None), name="gate_ticked_once")]
        ordering = ["created_at"]


class OrderQuerySet(OwnedQuerySet["CourtOrder"]):
    def in_force(self, today: date) -> Self:
        """Those that bind on this day."""
        ended = Q(ends_on__lt=today) | Q(lifted_on__lte=today)
        return self.filter(made_on__lte=today).exclude(ended)


class CourtOrder(Owned):
    """What a court, or the law, forbids to publish about a case, with its own words."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="orders")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in ORDERS])
    made_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="The last day on which it binds; none = until lifted")
    lifted_on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True, help_text="What it says, without the names it protects")

    objects = OrderQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["made_on", "created_at"]

    def binds(self, today: date) -> bool:
        over = (self.ends_on and self.ends_on < today) or (self.lifted_on and self.lifted_on <= today)
        return self.made_on <= today and not over


class ProtectedName(Owned):
    """A name, or another word that gives somebody away, under an order. In clear because drafts are searched for it."""

    order = models.ForeignKey(CourtOrder, on_delete=models.PROTECT, related_name="names")
    words = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint("order", "words", name="protected_name_once")]
        ordering = ["words"]

    @property
    def audit_name(self) -> str:
        """The record never learns the name."""
        return ""
