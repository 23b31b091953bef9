"""From a member to deliveries, and to what is kept back in their areas and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from bluelamp.channels.models import Channel
from bluelamp.channels.states import ChannelState
from bluelamp.forces.models import Member
from bluelamp.forces.states import Role
from bluelamp.kernel import clock
from bluelamp.kernel.errors import NotAllowed
from bluelamp.posts import recheck
from bluelamp.posts.access import posts_for
from bluelamp.posts.models import Post, PostQuerySet
from bluelamp.publishing import release, stops
from bluelamp.publishing.models import Delivery, DeliveryQuerySet

DECIDERS = (Role.PRESS, Role.ADMIN)
"""Those who may say what is true where no machine can know."""
KEEPERS = (Role.SUPERVISOR, Role.PRESS, Role.ADMIN)
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Withheld:
    """A post that would be out by now, why it is not, and on how many channels it waits (0 = it was not let go at all)."""

    post: Post
    stop: stops.Stop
    since: datetime | None
    channels: tuple[str, ...] = ()


def deliveries_for(member: Member, post: Post) -> DeliveryQuerySet:
    """What is, was or should be live of a post that the member may see."""
    visible = posts_for(member).filter(pk=post.pk)
    rows = Delivery.objects.of(member.force_id).filter(post__in=visible)
    return rows.select_related("channel", "wanted", "actual", "post").order_by("channel__created_at")


def delivery_for(member: Member, delivery_id: UUID) -> Delivery:
    """One delivery of a post that the member may see. Raises NotAllowed."""
    rows = Delivery.objects.of(member.force_id).filter(pk=delivery_id, post__in=posts_for(member))
    row = rows.select_related("channel", "post__force", "post__area", "post__author").first()
    if row is None:
        raise NotAllowed(_("There is no such post, or it is not one of yours."))
    return row


def may_decide(member: Member, delivery: Delivery) -> bool:
    return any(member.holds(role, delivery.post.area_id) for role in DECIDERS)


def asking_for(member: Member) -> DeliveryQuerySet:
    """Deliveries about which a person must decide, in the member's areas; oldest first."""
    rows = Delivery.objects.of(member.force_id).asking().filter(post__in=_kept_by(member))
    return rows.select_related("channel", "post__area", "post__author").order_by("created_at")


def waiting_for(member: Member, channel: Channel) -> int:
    """How many deliveries of the member's force this channel still owes."""
    return Delivery.objects.of(member.force_id).owing().filter(channel=channel).count()


def withheld_for(member: Member) -> list[Withheld]:
    """Everything that people, a hold, rules or a channel keep back in the member's areas; longest first.

    Twelve questions at most, however much is kept back.
    """
    mine = _kept_by(member).values("pk")
    posts = list(release.due().filter(pk__in=mine)[:SHOWN])
    queued = _queued(Delivery.objects.of(member.force_id).open_to_claims().filter(post__in=mine).exclude(wanted=None))
    pairs = [(post, post.approved) for post in posts] + [(row.post, row.wanted) for row in queued]
    known = [(post, version) for post, version in pairs if version is not None]
    sight = stops.look(member.force_id, stops.people_behind(*zip(*known, strict=True))) if known else None
    if sight is None:
        return []
    found = [*_unreleased(posts, sight, recheck.in_force(member.force)), *_lines(queued, sight)]
    return sorted(found, key=lambda row: row.since or clock.now())


def _kept_by(member: Member) -> PostQuerySet:
    areas: list[UUID] = []
    for role in KEEPERS:
        some = member.areas_for(role)
        if some is None:
            return Post.objects.of(member.force_id)
        areas += some
    return Post.objects.of(member.force_id).filter(area_id__in=areas)


def _unreleased(posts: list[Post], sight: stops.Sight, packs: list[str]) -> Iterator[Withheld]:
    said = recheck.told([post.approved for post in posts if post.approved], packs)
    for post in posts:
        if (version := post.approved) is None:
            continue
        stop = sight.why(post, version)
        if stop is None and version.pk in said:
            stop = stops.Stop.of("rules", say=said[version.pk])
        if stop:
            yield Withheld(post, stop, post.first_approved_at)


def _queued(rows: DeliveryQuerySet) -> list[Delivery]:
    """Deliveries that exist and may not start: their words are stopped, or their channel is silent."""
    waiting = rows.filter(stops.stopped_deliveries() | stops.silent_channels())
    return list(
        waiting.select_related("post__author", "post__area", "channel", "wanted").order_by("created_at")[:SHOWN]
    )


def _lines(rows: list[Delivery], sight: stops.Sight) -> Iterator[Withheld]:
    """One line for each post and reason, with the channels on which it waits."""
    names: dict[tuple[UUID, str], list[str]] = {}
    first: dict[tuple[UUID, str], tuple[Post, stops.Stop]] = {}
    for row in rows:
        stop = sight.why(row.post, row.wanted) if row.wanted else None
        if stop is None and row.channel.state != ChannelState.CONNECTED:
            stop = stops.Stop.of("channel", name=row.channel.name)
        if stop:
            key = (row.post_id, str(stop.says))
            first.setdefault(key, (row.post, stop))
            names.setdefault(key, []).append(row.channel.name)
    for key, (post, stop) in first.items():
        yield Withheld(post, stop, post.first_approved_at, tuple(names[key]))
