"""What needs me now, per role, most urgent first; and below it what went well since yesterday."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bluelamp.channels.access import channels_for
from bluelamp.channels.states import ChannelState
from bluelamp.forces.models import Member
from bluelamp.forces.states import Role
from bluelamp.inbox.access import ANSWERERS, conversations_for
from bluelamp.inbox.models import Answer
from bluelamp.kernel import clock
from bluelamp.policy.packs_access import changes_to_decide
from bluelamp.policy.packs_listing import offers_for
from bluelamp.posts import owed
from bluelamp.posts.access import posts_for
from bluelamp.posts.models import Post
from bluelamp.posts.states import PostState
from bluelamp.publishing.models import Delivery
from bluelamp.review.access import queue_for
from bluelamp.ui import times

EACH = 5


@dataclass(frozen=True)
class Task:
    """One row: one verb, what it is about, since when it waits."""

    verb: str
    url: str
    about: str
    detail: str
    since: datetime | None = None
    now: bool = True

    @property
    def more(self) -> str:
        """The small line: what it is about, and how long it has waited."""
        return " · ".join(part for part in (self.detail, times.waiting(self.since) if self.since else "") if part)


def tasks(member: Member) -> list[Task]:
    """Everything that waits for this member, most urgent kind first."""
    return [
        *_broken(member),
        *_owed(member),
        *_to_decide(member),
        *_to_approve(member),
        *_to_answer(member),
        *_changes_of_rules(member),
        *_to_write(member),
    ]


def _short(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(110)


def _broken(member: Member) -> Iterator[Task]:
    if not member.holds(Role.ADMIN):
        return
    for channel in channels_for(member).filter(state=ChannelState.NEEDS_AUTH):
        url = reverse("channels:list")
        yield Task(_("Connect again"), url, channel.name, channel.note, channel.last_sent_at)


def _owed(member: Member) -> Iterator[Task]:
    """What went out in one language because it could not wait."""
    for post, due in islice(owed.owed_by(member), EACH):
        url = reverse("publishing:post", args=[post.pk])
        yield Task(owed.verb(post), url, _short(post.text), f"{post.author} · {times.left(due)}")


def _to_decide(member: Member) -> Iterator[Task]:
    """Deliveries that no machine can settle: the author's to mend, or the press office's to decide."""
    asking = Delivery.objects.of(member.force_id).asking().select_related("post", "channel")
    if not (member.holds(Role.PRESS) or member.holds(Role.ADMIN)):
        asking = asking.filter(post__author=member)
    for delivery in asking.order_by("created_at")[:EACH]:
        url = reverse("publishing:post", args=[delivery.post_id])
        about = f"{delivery.channel.name}: {_short(delivery.post.text)}"
        yield Task(_("Decide"), url, about, delivery.note, delivery.unsure_since or delivery.created_at)


def _to_approve(member: Member) -> Iterator[Task]:
    for need in queue_for(member)[:EACH]:
        url = reverse("review:need", args=[need.pk])
        detail = f"{need.post.author} · {need.area} · {_(need.why)}"
        yield Task(_("Approve"), url, _short(need.version.text), detail, need.created_at)


def _to_answer(member: Member) -> Iterator[Task]:
    for conversation in conversations_for(member, ANSWERERS).open().unanswered().longest_waiting()[:EACH]:
        url = reverse("inbox:conversation", args=[conversation.pk])
        detail = " · ".join(
            str(part) for part in (conversation.last_author, conversation.area or "", conversation.channel) if part
        )
        yield Task(_("Answer"), url, _short(conversation.last_text), detail, conversation.waiting_since)


def _changes_of_rules(member: Member) -> Iterator[Task]:
    """What another person has proposed about the rules and waits for this one's yes."""
    for change in changes_to_decide(member)[:EACH]:
        url = reverse("policy:change", args=[change.pk])
        detail = f"{change.by} · {Truncator(change.reason).chars(110)}"
        yield Task(
            _("Decide"),
            url,
            _("New rules: %(name)s") % {"name": f"{change.title} {change.version}"},
            detail,
            change.updated_at,
        )
    for one in offers_for(member)[:EACH]:
        offer = one["offer"]
        told = {"feed": one["feed"].title, "title": offer["title"], "version": offer["version"]}
        about = _("%(feed)s offers %(title)s %(version)s") % told
        yield Task(_("See what changes"), reverse("policy:packs"), about, offer["summary"], now=False)


def _to_write(member: Member) -> Iterator[Task]:
    mine = Post.objects.of(member.force_id).filter(author=member).editable().select_related("area")
    for post in mine.order_by("-state", "-updated_at")[:EACH]:
        returned = post.state == PostState.RETURNED
        verb = _("Mend") if returned else _("Go on writing")
        detail = post.note if returned else str(post.area)
        about = _short(post.text) or _("An empty draft")
        yield Task(verb, reverse("posts:edit", args=[post.pk]), about, detail, post.updated_at, returned)


def went_well(member: Member) -> list[str]:
    """Sentences about the last 24 hours that are worth a moment's pleasure; only what is true, nothing when nothing."""
    since = clock.now() - timedelta(hours=24)
    live = Delivery.objects.of(member.force_id).filter(live_at__gte=since, post__in=posts_for(member).values("pk"))
    posts = live.values("post").distinct().count()
    answers = Answer.objects.of(member.force_id).filter(post__deliveries__live_at__gte=since).distinct().count()
    lines = []
    if posts:
        lines.append(ngettext("%(n)s post went out.", "%(n)s posts went out.", posts) % {"n": posts})
    if answers:
        lines.append(ngettext("%(n)s person got an answer.", "%(n)s people got an answer.", answers) % {"n": answers})
    return lines
