"""Who must say yes: routes as a force's own data, what a version still needs, and the decisions."""

from collections.abc import Sequence
from typing import Self

from django.db import models
from django.db.models import Q

from bluelamp.forces.models import Area, Member
from bluelamp.forces.states import Role
from bluelamp.forces.tenancy import Owned, OwnedQuerySet
from bluelamp.posts.models import Post, Version

ROLES = [(role.value, role.name) for role in Role]


class Route(Owned):
    """One line of the approval matrix. The first line (by `place`) that fits decides; empty lists fit everything."""

    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    kinds = models.JSONField(default=list)
    outcomes = models.JSONField(default=list)
    risks = models.JSONField(default=list)
    trust_below = models.PositiveSmallIntegerField(null=True, blank=True)
    needs = models.JSONField(
        default=list, help_text="Roles that must say yes, each by another person; none = straight out"
    )

    class Meta:
        constraints = [models.UniqueConstraint("force", "place", name="route_place_once")]
        ordering = ["place"]


class NeedQuerySet(OwnedQuerySet["Need"]):
    def open(self) -> Self:
        return self.filter(closed_at=None)

    def for_member(self, roles: Sequence[tuple[str, object]]) -> Self:
        """Needs that one of these (role, area id or None) grants can meet."""
        fits = Q(pk__in=[])
        for role, area in roles:
            fits |= Q(role=role) if area is None else Q(role=role, area_id=area)
        return self.filter(fits)


class Need(Owned):
    """A yes that a version still needs from somebody with a role in an area. Closed by a decision or by its version's end."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="needs")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="needs")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=ROLES)
    why = models.CharField(max_length=200)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = NeedQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [models.UniqueConstraint("version", "role", name="need_once")]
        indexes = [models.Index("force", "closed_at", "created_at", name="need_queue")]
        ordering = ["created_at"]


class Decision(Owned):
    """Somebody's yes or no to exactly the digest that they saw."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="decisions")
    need = models.ForeignKey(Need, on_delete=models.PROTECT, null=True, related_name="decisions")
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    approved = models.BooleanField()
    digest = models.CharField(max_length=64)
    reason = models.TextField(blank=True)
    void_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("version", "by", name="one_decision_each"),
            models.CheckConstraint(condition=~Q(by=models.F("author")), name="author_is_never_approver"),
        ]
