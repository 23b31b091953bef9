"""Verbs for a post. Each is one transaction and writes its own audit entry; moves are made by `posts.moves`."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from bluelamp.audit.append import record
from bluelamp.channels.models import Channel
from bluelamp.forces.models import Area, Member
from bluelamp.kernel import digests, ids
from bluelamp.kernel.errors import Conflict, NotAllowed
from bluelamp.posts import moves
from bluelamp.posts.access import may_keep, may_write
from bluelamp.posts.draft import Stale, changed, locked, reason, signed, words
from bluelamp.posts.fields import columns_of, one_of, team_for, write_beside
from bluelamp.posts.models import DraftPicture, Post
from bluelamp.posts.pictures import add_picture, blur, cover_found, remove_picture, set_alt, set_captions
from bluelamp.posts.submit import Blocked, freeze_and_submit
from bluelamp.rulebook.findings import KINDS

__all__ = [
    "Blocked",
    "Stale",
    "add_picture",
    "blur",
    "correct",
    "cover_found",
    "discard",
    "freeze_and_submit",
    "keep",
    "recall",
    "remove_picture",
    "retract",
    "save",
    "set_alt",
    "set_captions",
    "start",
]


def start(
    by: Member,
    area: Area,
    kind: str = "update",
    text: str = "",
    channels: Iterable[Channel] | None = None,
    reply_to: Mapping[str, Any] | None = None,
    identity: UUID | None = None,
) -> Post:
    """A new draft of `by` in the name of `area`; without `channels`, for every live channel of the force.

    `identity` is an id that the page has set aside, so that saving twice makes one draft.
    """
    if not may_write(by, area, kind):
        raise NotAllowed(_("You do not write for this area."))
    identity = identity or ids.new_id()
    with transaction.atomic():
        post = Post.objects.create(
            id=identity,
            force=by.force,
            area=area,
            team=team_for(by, area),
            author=by,
            ref=ids.short(identity),
            kind=one_of(KINDS, kind),
            text=words(text),
            reply_to=dict(reply_to) if reply_to else None,
        )
        live = Channel.objects.of(by.force_id).live()
        post.channels.set(live if channels is None else live.filter(pk__in=[channel.pk for channel in channels]))
        record(by.force_id, "post.create", by, post, kind=post.kind, area=str(area.pk))
    return post


def save(by: Member, post: Post, seen: int, hand: str = "", **fields: Any) -> Post:
    """Keep what was typed: any of text, kind, case_state, case, consent, area, channels (ids), answers, due
    (When or None), alts, pictures.

    `alts` are words for pictures, `pictures` all facts of each, by id of the DraftPicture. `seen` is the revision from which the writer began, `hand` the open
    page (see `draft.locked`). Raises Stale, with both texts, when somebody was faster. No change leaves no trace.
    """
    with transaction.atomic():
        draft = locked(by, post, seen, fields, hand)
        alts, pictures = fields.pop("alts", {}), fields.pop("pictures", {})
        beside = write_beside(draft, fields.pop("channels", None), alts, pictures)
        given = [column for key, value in fields.items() for column in columns_of(by, draft, key, value)]
        columns = {name: value for name, value in given if getattr(draft, name) != value}
        if what := sorted({*columns, *beside}):
            changed(draft, **columns, **signed(draft, hand))
            words_digest = digests.sha256_hex(draft.text.encode())
            record(by.force_id, "post.edit", by, draft, changed=what, revision=draft.revision, text_sha256=words_digest)
    return draft


def recall(by: Member, post: Post) -> Post:
    """Take it back from review, to go on writing."""
    if post.author_id != by.pk:
        raise NotAllowed(_("Only the person who wrote it can take it back."))
    return moves.make(post, "recall", by)


def correct(by: Member, post: Post) -> Post:
    """Begin a correction of what is public, which stays as it is until the correction is agreed.

    Whoever corrects becomes the author: the words are theirs now, and somebody else has to agree to them.
    """
    _keeper(by, post)
    return moves.make(post, "correct", by, sets={"author": by, "note": ""})


def keep(by: Member, post: Post) -> Post:
    """Drop a correction: the draft becomes what the public sees, word for word."""
    if post.author_id != by.pk or post.approved is None:
        raise NotAllowed(_("There is no correction of yours to drop."))
    agreed = post.approved
    kept = agreed.frozen
    columns = {name: kept[name] for name in ("text", "lang", "kind", "case_state", "answers", "due_wall")}
    columns |= {f"{name}_id": kept.get(name) for name in ("case", "consent")} | {"answered": kept.get("answered", {})}
    due = datetime.fromisoformat(kept["due_at"]) if kept["due_at"] else None
    with transaction.atomic():
        moves.make(post, "keep", by, sets={**columns, "due_at": due, "author_id": agreed.by_id, "note": ""})
        post.channels.set(kept["channels"])
        post.pictures.all().delete()
        for place, shown in enumerate(kept["pictures"]):
            DraftPicture.objects.create(
                force_id=post.force_id, post=post, picture_id=shown["id"], place=place, alt=shown["alt"],
                facts=shown.get("facts", {}), captions=shown.get("captions", ""),
            )  # fmt: skip
    return post


def retract(by: Member, post: Post, why: str) -> Post:
    """Withdraw it everywhere; publishing makes the world agree. For its author and for who looks after the area."""
    _keeper(by, post)
    if post.approved_id is None:
        raise Conflict(_("Nobody outside has seen this post. Discard the draft instead."))
    said = reason(why)
    return moves.make(post, "retract", by, sets={"note": said}, content=said)


def discard(by: Member, post: Post) -> Post:
    """Put away a draft that was never public. It stays in the record."""
    if post.author_id != by.pk:
        raise NotAllowed(_("Only the person who wrote it can discard it."))
    return moves.make(post, "discard", by)


def _keeper(by: Member, post: Post) -> None:
    if post.force_id != by.force_id or not may_keep(by, post):
        raise NotAllowed(_("This post is looked after by others."))
