"""Who or what keeps words of ours from leaving now, and who can end it: for release and for people.

Whoever starts something asks `choose.may_leave`, with locks: either it is committed before a stop, or it sees the stop.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bluelamp.channels.states import ChannelState
from bluelamp.forces import hold
from bluelamp.forces.models import Hold, Member
from bluelamp.posts.models import Post, Version
from bluelamp.posts.states import PostState
from bluelamp.review.models import Decision


@dataclass(frozen=True, slots=True)
class Stop:
    """Why something waits: a code for programs, a sentence for people, and who can end it."""

    code: str
    says: str | Promise
    who: str | Promise

    @classmethod
    def of(cls, code: str, **named: object) -> Self:
        says, who = SENTENCES[code]
        return cls(code, str(says) % named if named else says, who)


SENTENCES: dict[str, tuple[Promise, Promise]] = {
    "author": (_("%(name)s, who wrote it, is stopped."), _("A supervisor or an administrator lets them go on.")),
    "approver": (_("%(name)s, who approved it, is stopped."), _("Somebody else approves it, or they may go on again.")),
    "hold": (_("Publishing is paused: %(reason)s"), _("Whoever paused it, or the press office, lets it go on.")),
    "changed": (_("It is being changed, or was withdrawn."), _("Its author finishes the change.")),
    "channel": (_("%(name)s is not connected."), _("An administrator connects it again.")),
    "rules": (
        _("Since it was approved the rules, or what we know of the case, have changed. Now they say: %(say)s"),
        _("Its author corrects it, and it is approved anew."),
    ),
    "digest": (
        _("What would go out is not what was approved. It stays here."),
        _("Tell an administrator: somebody changed it outside this system."),
    ),
}


def people_behind(posts: Iterable[Post], versions: Iterable[Version]) -> dict[UUID, set[UUID]]:
    """By version: whose right to speak it needs, its author's and that of everybody who approved it."""
    found = {version.pk: {post.author_id, version.by_id} for post, version in zip(posts, versions, strict=True)}
    agreed = Decision.objects.filter(version__in=list(found), approved=True, void_at=None)
    for version_id, person in agreed.values_list("version_id", "by_id"):
        found[version_id].add(person)
    return found


@dataclass(frozen=True, slots=True)
class Sight:
    """What can stop posts of one force, read once: who stands behind a version, who of them is stopped, what is paused."""

    people: Mapping[UUID, Collection[UUID]]
    stopped: Mapping[UUID, Member]
    holds: list[Hold]

    def why(self, post: Post, version: Version) -> Stop | None:
        """What keeps exactly this version of this post from leaving, or None."""
        if post.state != PostState.APPROVED or post.approved_id != version.pk:
            return Stop.of("changed")
        for person in sorted(self.people[version.pk]):
            if person in self.stopped:
                code = "author" if person in (post.author_id, version.by_id) else "approver"
                return Stop.of(code, name=str(self.stopped[person]))
        held = hold.stops(self.holds, post.area_id, version.frozen["kind"])
        return Stop.of("hold", reason=held.reason) if held else None


def look(force_id: UUID, people: Mapping[UUID, Collection[UUID]]) -> Sight:
    """Read afresh what can stop these versions: two questions, however many there are."""
    everybody = {person for some in people.values() for person in some}
    stopped = Member.objects.of(force_id).filter(pk__in=everybody).exclude(pk__in=Member.objects.active().values("pk"))
    return Sight(people, {member.pk: member for member in stopped}, hold.open_holds(force_id))


def why(post: Post, version: Version, people: Mapping[UUID, Collection[UUID]]) -> Stop | None:
    """The same for one post, whose state is read afresh too; the channel is not asked."""
    now = Post.objects.of(post.force_id).only("state", "approved_id", "author_id", "area_id").get(pk=post.pk)
    return look(post.force_id, people).why(now, version)


def stopped_people() -> QuerySet[Member]:
    """Everybody who may not act now."""
    return Member.objects.exclude(pk__in=Member.objects.active().values("pk"))


def stopped(version: str, post: str = "") -> Q:
    """A condition for rows whose words may not leave: stopped people behind them, a hold, or a change in the making.

    `version` and `post` are the paths from the row. Where nobody is stopped and nothing held, which is nearly always,
    the condition costs nothing.
    """
    path = f"{post}__" if post else ""
    found = ~Q(**{f"{path}state": PostState.APPROVED})
    if people := list(stopped_people().values_list("pk", flat=True)):
        agreed = Decision.objects.filter(version=OuterRef(version), approved=True, void_at=None, by__in=people)
        found |= Q(**{f"{version}__by__in": people}) | Q(**{f"{path}author__in": people}) | Q(Exists(agreed))
    if Hold.objects.open().exists():
        here = Q(area=None) | Q(area=OuterRef(f"{path}area"))
        covering = Hold.objects.open().filter(here, force=OuterRef("force_id"))
        found |= Q(Exists(covering.exclude(exempt__contains=OuterRef(f"{version}__frozen__kind"))))
    return found


def stopped_deliveries() -> Q:
    """The same for deliveries; what is taken down is never stopped."""
    return Q(wanted__isnull=False) & stopped("wanted", "post")


def silent_channels() -> Q:
    return ~Q(channel__state=ChannelState.CONNECTED)
