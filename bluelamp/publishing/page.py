"""What the page of a post shows, put together for the member who looks."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bluelamp.forces.models import Member
from bluelamp.kernel.errors import NotAllowed
from bluelamp.posts import access as posts
from bluelamp.posts import moves, owed, recheck
from bluelamp.posts import words as post_words
from bluelamp.posts.models import Post
from bluelamp.publishing import access, actions, life, release, stops, words
from bluelamp.publishing.models import Delivery

TONES = {"live": "fine", "moving": "lamp", "ask": "care", "off": "quiet"}


@dataclass(frozen=True, slots=True)
class Place:
    """One channel's line: what people see there now, since when, and what may be said about it."""

    delivery: Delivery
    name: str
    word: str
    tone: str
    note: str
    url: str
    choices: list[tuple[str, str]]
    asks_where: bool


def of(member: Member, post: Post) -> dict[str, Any]:
    """The context of the page."""
    rows = [_place(member, delivery) for delivery in access.deliveries_for(member, post)]
    keeps = posts.may_keep(member, post)
    return {
        "post": post,
        "state": (post_words.state(post.state), post_words.tone(post.state)),
        "headline": _headline(post, rows),
        "pictures": _pictures(post),
        "places": rows,
        "owed": owed.until(post),
        "stop": _stop(post, rows),
        "events": life.events(post),
        "may_correct": keeps and moves.can(post, "correct"),
        "may_withdraw": keeps and moves.can(post, "retract"),
        "may_recall": post.author_id == member.pk and moves.can(post, "recall"),
        "may_write": posts.may_edit(member, post),
    }


def to_withdraw(member: Member, post_id: UUID) -> Post:
    """A post that this member may take down. Raises NotAllowed."""
    post = posts.post_for(member, post_id)
    if not posts.may_keep(member, post) or not moves.can(post, "retract"):
        raise NotAllowed(_("There is nothing of this that you can withdraw."))
    return post


def places(member: Member, post: Post) -> list[str]:
    """Where it is, or may be, or is on its way to."""
    rows = access.deliveries_for(member, post)
    return [row.channel.name for row in rows if row.actual_id or row.wanted_id or row.trying_id]


def _place(member: Member, row: Delivery) -> Place:
    word, kind = words.state(row)
    url = row.url if row.actual_id else ""
    may = access.may_decide(member, row)
    return Place(
        delivery=row,
        name=row.channel.name,
        word=word,
        tone=TONES[kind],
        note=row.note or row.channel.note if kind != "live" else "",
        url=url if url.startswith(("http://", "https://")) else "",
        choices=actions.choices(row) if may else [],
        asks_where=may and bool(row.trying_id) and not row.actual_id,
    )


def _pictures(post: Post) -> list[dict[str, str]]:
    """As agreed; a post that nobody has agreed to shows its pictures where it is written."""
    shown = post.approved.frozen["pictures"] if post.approved else []
    return [{"url": reverse("media:picture", args=[one["id"], "thumb"]), "alt": one["alt"]} for one in shown]


def _headline(post: Post, rows: list[Place]) -> str:
    """One sentence for the whole: derived from the places, never stored."""
    live = sum(1 for row in rows if row.delivery.actual_id)
    if not rows:
        return ""
    if not live:
        return _("Nobody outside sees this now.") if post.state == "retracted" else _("It is not live anywhere yet.")
    total = {"live": live, "all": len(rows)}
    return ngettext("Live on %(live)d of %(all)d place.", "Live on %(live)d of %(all)d places.", len(rows)) % total


def _stop(post: Post, rows: list[Place]) -> stops.Stop | None:
    """Why it does not go on, if something keeps it back. Only what should be on its way is asked about."""
    version = post.approved
    waits = any(row.delivery.wanted_id and row.delivery.wanted_id != row.delivery.actual_id for row in rows)
    if version is None or post.state != "approved" or (rows and not waits):
        return None
    if not rows and not release.due().filter(pk=post.pk).exists():
        return None
    stop = stops.why(post, version, stops.people_behind([post], [version]))
    if stop is None and not rows:
        said = recheck.told([version], recheck.in_force(post.force)).get(version.pk, "")
        return stops.Stop.of("rules", say=said) if said else None
    return stop
