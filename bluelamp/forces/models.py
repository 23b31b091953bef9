"""Forces, areas, teams, people, their roles; who is stopped, and what is held."""

from typing import ClassVar, Self
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bluelamp.forces.states import Role, Trust
from bluelamp.forces.tenancy import M, Owned, OwnedQuerySet
from bluelamp.kernel import clock, ids


def english() -> list[str]:
    return ["en"]


class Force(models.Model):
    """A police force: the tenant. Its own rules, colours and channels are data below it."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40)
    domain = models.CharField(max_length=120, help_text=_("The domain of the force's own mailboxes"))
    zone = models.CharField(max_length=60, default="Europe/London")
    colour = models.CharField(max_length=7, default="#0b1f3a")
    languages = models.JSONField(default=english, help_text=_("The languages in which this force must publish"))
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return self.name


class Area(Owned):
    slug = models.SlugField()
    name = models.CharField(max_length=120)
    about = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("force", "slug", name="area_slug_once")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Team(Owned):
    """A neighbourhood team: the contact the public sees stays, whoever is on it."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="teams")
    slug = models.SlugField()
    name = models.CharField(max_length=120)
    mailbox = models.EmailField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("force", "slug", name="team_slug_once")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None) -> "User":
        user = self.model(email=self.normalize_email(email).lower())
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A sign-in. What the person may do hangs on `Member`, never on this."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=clock.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.email


class MemberQuerySet(OwnedQuerySet["Member"]):
    def active(self) -> Self:
        """Those who may act now: not left, not stopped."""
        return self.filter(left_at=None).exclude(pk__in=Suspension.objects.open().values("member_id"))

    def holding(self, role: str, area: "Area | UUID | None" = None) -> Self:
        """Those with a role in an area; a grant without an area counts everywhere."""
        grants = Grant.objects.filter(role=role)
        if area is not None:
            grants = grants.filter(Q(area=None) | Q(area_id=getattr(area, "pk", area)))
        return self.filter(pk__in=grants.values("member_id"))


class Member(Owned):
    """A person in a force: the one identity that writes, approves and answers."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="member")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="members")
    name = models.CharField(max_length=120)
    rank = models.CharField(max_length=40, blank=True)
    trust = models.PositiveSmallIntegerField(
        choices=[(level.value, level.name) for level in Trust], default=Trust.TRAINEE
    )
    epoch = models.PositiveIntegerField(default=0, help_text=_("Sessions of an older epoch are over"))
    left_at = models.DateTimeField(null=True, blank=True)

    objects = MemberQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.rank} {self.name}".strip()

    def grants_list(self) -> list[tuple[str, UUID | None]]:
        """(role, area id; None = the whole force) for each grant; asks the database only if not prefetched."""
        return [(grant.role, grant.area_id) for grant in self.grants.all()]

    def holds(self, role: str, area: "Area | UUID | None" = None) -> bool:
        """A grant without an area counts everywhere; without `area` asked for, any grant of the role counts."""
        wanted = getattr(area, "pk", area)
        return any(
            held == role and (where is None or wanted is None or where == wanted) for held, where in self.grants_list()
        )

    def areas_for(self, role: str) -> list[UUID] | None:
        """The areas in which the role is held; None = in the whole force; [] = nowhere."""
        areas = [where for held, where in self.grants_list() if held == role]
        return None if None in areas else [area for area in areas if area is not None]

    def may_act(self, request: HttpRequest) -> bool:
        """This member is signed in here and the session has passed a second factor."""
        return getattr(request, "member", None) == self and bool(getattr(request, "second_factor", False))


class Grant(Owned):
    """A role of a member, in one area or (without an area) in the whole force."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=[(role.value, role.name) for role in Role])
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint("member", "role", "area", name="grant_once", nulls_distinct=False),
        ]


class OpenQuerySet(OwnedQuerySet[M]):
    def open(self) -> Self:
        return self.filter(lifted_at=None)


class Suspension(Owned):
    """A member is stopped. While one is open: no session, no approval, nothing of theirs leaves."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="suspensions")
    reason = models.TextField()
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    objects = OpenQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint("member", condition=Q(lifted_at=None), name="one_open_suspension"),
            models.CheckConstraint(condition=~Q(member=models.F("by")), name="nobody_suspends_themselves"),
        ]


class Hold(Owned):
    """All publishing of a force, or of one area, waits, except the kinds named exempt."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField()
    exempt = models.JSONField(default=list)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    objects = OpenQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "force", "area", condition=Q(lifted_at=None), name="one_open_hold", nulls_distinct=False
            ),
        ]
