"""The life of a post as a timeline: what people decided and what became of it on each channel, oldest first."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bluelamp.audit.models import Entry
from bluelamp.posts.models import Post

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Event:
    """One line: what happened, who did it, when; `tone` is its colour and shape."""

    title: str
    by: str
    at: datetime
    tone: str
    body: str = ""
    url: str = ""
    url_label: str = ""


TITLES: dict[str, tuple[str | Promise, str]] = {
    "post.create": (gettext_lazy("Begun"), "quiet"),
    "post.submit": (gettext_lazy("Handed in"), "quiet"),
    "post.recall": (gettext_lazy("Taken back"), "quiet"),
    "post.agree": (gettext_lazy("One yes; another is needed"), "quiet"),
    "post.approve": (gettext_lazy("Approved"), "fine"),
    "post.return": (gettext_lazy("Given back"), "care"),
    "post.release": (gettext_lazy("Let go to its channels"), "lamp"),
    "post.correct": (gettext_lazy("Correction begun"), "care"),
    "post.keep": (gettext_lazy("Correction dropped"), "quiet"),
    "post.retract": (gettext_lazy("Withdrawn everywhere"), "stop"),
    "post.discard": (gettext_lazy("Discarded"), "quiet"),
    "delivery.live": (gettext_lazy("Live on %(channel)s"), "fine"),
    "delivery.edited": (gettext_lazy("Corrected on %(channel)s"), "fine"),
    "delivery.gone": (gettext_lazy("Gone from %(channel)s"), "stop"),
    "delivery.refused": (gettext_lazy("Refused by %(channel)s"), "care"),
    "delivery.unsure": (gettext_lazy("No clear answer from %(channel)s"), "care"),
    "delivery.held": (gettext_lazy("%(channel)s: a person has to look"), "care"),
    "delivery.decided": (gettext_lazy("%(channel)s: decided by a person"), "quiet"),
}
"""act -> title and tone. Acts that are not listed, such as each keystroke kept, are for the record, not for this page."""


def events(post: Post) -> list[Event]:
    """At most 200, oldest first. The caller has made sure that the reader may see the post."""
    deliveries = [str(pk) for pk in post.deliveries.values_list("pk", flat=True)]
    about = Q(object_type="post", object_id=str(post.pk)) | Q(object_type="delivery", object_id__in=deliveries)
    rows = Entry.objects.of(post.force_id).filter(about, act__in=TITLES).order_by("index")
    return [_event(entry) for entry in rows[:LONGEST]]


def _event(entry: Entry) -> Event:
    title, tone = TITLES[entry.act]
    channel = str(entry.facts.get("channel_name", ""))
    url = str(entry.facts.get("url", ""))
    return Event(
        title=str(title) % {"channel": channel} if channel else str(title),
        by="" if entry.actor_id is None else entry.actor_name,
        at=entry.at,
        tone=tone,
        body=str(entry.facts.get("says") or entry.facts.get("reason") or ""),
        url=url if url.startswith(("https://", "http://")) else "",
        url_label=_("See it on %(channel)s") % {"channel": channel},
    )
