"""What authors say to findings that they think are wrong, and what a reviewer makes of it."""

from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from bluelamp.forces.models import Area, Member
from bluelamp.forces.tenancy import Owned, OwnedQuerySet
from bluelamp.policy.words import FINE


class FindingAnswerQuerySet(OwnedQuerySet["FindingAnswer"]):
    def standing(self) -> Self:
        """Those that their author has not taken back."""
        return self.filter(taken_back_at=None)

    def about(self, subject: str) -> Self:
        return self.standing().filter(subject=subject)

    def in_areas(self, areas: list[UUID] | None) -> Self:
        """Those about words of these areas; None = of the whole force."""
        return self if areas is None else self.filter(area_id__in=areas)

    def unweighed(self) -> Self:
        """Those about which nobody has said yet whether the rule was wrong."""
        return self.standing().filter(agreed=None)


class FindingAnswer(Owned):
    """“This is fine because ...”: it opens nothing, it tells a reviewer, and those who write the rules.

    `subject`: id of what was written, such as a post. `place`: digest of rule and words (see `fine.place`), so that the
    answer holds while the words do. `pack`: {"name", "version", "digest"} of the pack that spoke last about this rule.
    `agreed`: a reviewer's word; True = the rule was wrong here.
    """

    subject = models.CharField(max_length=64)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=60)
    weight = models.CharField(max_length=10)
    pack = models.JSONField(default=dict)
    place = models.CharField(max_length=32)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=10, choices=[(name, name) for name in FINE])
    words = models.CharField(max_length=200, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    agreed = models.BooleanField(null=True)
    weighed_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    weighed_at = models.DateTimeField(null=True, blank=True)

    objects = FindingAnswerQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint("subject", "place", condition=Q(taken_back_at=None), name="one_answer_a_place"),
            models.CheckConstraint(condition=~Q(weighed_by=models.F("by")), name="author_never_weighs"),
            models.CheckConstraint(
                condition=Q(agreed=None, weighed_by=None) | Q(agreed__isnull=False, weighed_by__isnull=False),
                name="weighed_by_somebody",
            ),
        ]
        indexes = [models.Index("force", "rule", "created_at", name="answers_by_rule")]
        ordering = ["created_at"]

    @property
    def because(self) -> str:
        """The author's reason as people read it."""
        return self.words or str(FINE[self.reason])
