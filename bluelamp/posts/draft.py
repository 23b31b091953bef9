"""Holding a draft while it changes: one hand at a time, and nobody's words are lost."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from bluelamp.forces.models import Member
from bluelamp.kernel import clock, text
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from bluelamp.posts.access import may_edit
from bluelamp.posts.models import Post

TEXT_LIMIT = 10_000
"""Graphemes. The own site carries all of it; networks carry what fits and the link."""
REASON_LIMIT = 500


class Stale(Conflict):
    """The draft was changed elsewhere meanwhile. `post` is what is kept, `mine` what this hand brought: show both."""

    def __init__(self, post: Post, mine: Mapping[str, Any]) -> None:
        super().__init__(
            _(
                "This draft was changed somewhere else, perhaps on another phone. Both texts are here: keep what you need."
            )
        )
        self.post = post
        self.mine = dict(mine)


def locked(by: Member, post: Post, seen: int | None, mine: Mapping[str, Any] | None = None, hand: str = "") -> Post:
    """The draft's row, locked until the transaction ends. Raises NotAllowed, or Stale if `seen` is not its revision.

    A `hand` (one open page) is not stale against itself: the answer to its last saving may have been lost on the way.
    """
    held = (
        Post.objects.of(by.force_id)
        .select_for_update(of=("self",))
        .select_related("force", "area", "author", "approved", "case")
        .filter(pk=post.pk)
        .first()
    )
    if held is None or held.author_id != by.pk:
        raise NotAllowed(_("Only the person who wrote it can change it."))
    if not may_edit(by, held):
        raise Conflict(_("This post is no longer a draft. Take it back first, then change it."))
    if seen is not None and held.revision != seen and not (hand and hand == held.hand and seen >= held.hand_since):
        raise Stale(held, mine or {})
    return held


def signed(post: Post, hand: str) -> dict[str, Any]:
    """The columns that say whose hand writes from now on."""
    return {} if hand == post.hand else {"hand": hand[:20], "hand_since": post.revision}


def changed(post: Post, **columns: Any) -> Post:
    """Write columns of a locked draft; its revision goes up, so that hands which saw the old one are told."""
    Post.objects.of(post.force_id).filter(pk=post.pk).update(
        revision=F("revision") + 1, updated_at=clock.now(), **columns
    )
    post.refresh_from_db()
    return post


def words(value: str, limit: int = TEXT_LIMIT) -> str:
    """Text for a draft: plain, and allowed to be empty. Raises Refused when it is too long."""
    return text.clean(value, limit) if text.plain(value) else ""


def reason(value: str) -> str:
    """A reason that somebody else will read. Raises Refused when it is empty or too long."""
    said = words(value, REASON_LIMIT)
    if not said:
        raise Refused(_("Say why in a few words, so that the next person understands."))
    return said
