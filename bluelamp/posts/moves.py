"""The only writer of a post's state."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from bluelamp.audit.append import record
from bluelamp.forces.models import Member
from bluelamp.jobs import wake
from bluelamp.kernel import clock
from bluelamp.kernel.errors import Conflict
from bluelamp.posts.models import Post, Version
from bluelamp.posts.states import MOVES


def make(post: Post, name: str, by: Member | None, sets: Mapping[str, Any] | None = None, **facts: Any) -> Post:
    """Make the move `name` on `post` as it was seen (its `revision`), or raise Conflict and change nothing.

    `sets` are other columns written in the same statement; `facts` go into the audit entry. Returns the post, fresh.
    """
    move = MOVES[name]
    columns = {"hand": "", **_moments(post, name), **(sets or {})}
    _names_a_version(post, name, columns)
    with transaction.atomic():
        rows = Post.objects.of(post.force_id).filter(pk=post.pk, state__in=move.came_from, revision=post.revision)
        if move.agreed is not None:
            rows = rows.filter(approved__isnull=not move.agreed)
        if rows.update(state=move.to, revision=F("revision") + 1, updated_at=clock.now(), **columns) != 1:
            raise Conflict(_("This post has changed since you opened it. Look at it again, then decide."))
        record(post.force_id, move.act, by, post, came_from=post.state, **facts)
        if move.wakes:
            wake(move.wakes, urgent=move.urgent)
    post.refresh_from_db()
    return post


def can(post: Post, name: str) -> bool:
    """Whether the table knows this move from here; makes the buttons. `make` asks the database again."""
    move = MOVES[name]
    return post.state in move.came_from and (move.agreed is None or move.agreed == (post.approved_id is not None))


def _moments(post: Post, name: str) -> dict[str, Any]:
    if name == "approve" and post.first_approved_at is None:
        return {"first_approved_at": clock.now()}
    return {}


def _names_a_version(post: Post, name: str, columns: Mapping[str, Any]) -> None:
    """A yes is to the newest frozen version of this very post, and nothing but a yes may put one in place."""
    if name != "approve":
        if "approved" in columns:
            raise ValueError("only the move 'approve' names a version")
        return
    newest = Version.objects.of(post.force_id).filter(post=post).order_by("-number").first()
    if newest is None or columns.get("approved") != newest:
        raise Conflict(_("There is a newer version of this post. Look at that one, then decide."))
