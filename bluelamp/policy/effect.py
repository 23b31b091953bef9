"""What a change of packs would do: in sentences, on the packs' own examples, and on the force's newest posts."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from bluelamp.forces.models import Force
from bluelamp.kernel.errors import Refused
from bluelamp.kernel.text import opening
from bluelamp.policy import past
from bluelamp.policy.actions import must_hold
from bluelamp.policy.floors import kept
from bluelamp.policy.layers import Laid, in_force, packs_of
from bluelamp.rulebook.differences import Differences, differences
from bluelamp.rulebook.engine import assess
from bluelamp.rulebook.examples import count
from bluelamp.rulebook.rules import Pack

ORDER = ("ok", "advise", "review", "block")
SLOWER = 3.0
"""Seconds of work that the new packs may need for the newest posts beyond what the old ones need."""


@dataclass(frozen=True, slots=True)
class Effect:
    """`problem` says why the change cannot be made; "" = it can. `posts`: on how many it was tried.

    `changes`: {"ref", "url", "words", "old", "new"} for each post whose verdict would be another. `around`: what else is
    in the packs. `against`: the digests of the packs that were in force when this was worked out.
    """

    problem: str = ""
    stricter: tuple[str, ...] = ()
    looser: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    reworded: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    floors: tuple[str, ...] = ()
    examples: int = 0
    posts: int = 0
    changes: tuple[dict[str, str], ...] = ()
    against: tuple[str, ...] = field(default=())

    @property
    def loosens(self) -> bool:
        """Something that was held back could go out."""
        lighter = any(ORDER.index(post["new"]) < ORDER.index(post["old"]) for post in self.changes)
        return bool(self.looser or self.gone or lighter)

    @property
    def nothing(self) -> bool:
        return not (self.stricter or self.looser or self.added or self.gone or self.reworded or self.around)

    def plain(self) -> dict[str, Any]:
        return asdict(self)


def of_plain(told: Mapping[str, Any]) -> Effect:
    kept: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in told.items()}
    return Effect(**kept)


def look(force: Force, old: Sequence[Laid], new: Sequence[Laid]) -> Effect:
    """Try the change; nothing is stored. A change that cannot be made comes back with its `problem`."""
    against = digests(old)
    try:
        must_hold(old, new)
        before, after = packs_of(old), packs_of(new)
        changes, posts = _on_posts(force, before, after)
        told = differences(before, after)
    except Refused as refused:
        return Effect(problem=str(refused), against=against)
    return Effect(
        **_sentences(told),
        floors=tuple(kept(old, new)),
        examples=sum(count(pack) for pack in after),
        posts=posts,
        changes=changes,
        against=against,
    )


def now(force: Force) -> tuple[str, ...]:
    """What `against` must be for an effect to be still true."""
    return digests(in_force(force))


def digests(laid: Sequence[Laid]) -> tuple[str, ...]:
    return tuple(one.pack.digest for one in laid)


def _sentences(told: Differences) -> dict[str, Any]:
    names = ("stricter", "looser", "added", "gone", "reworded", "around")
    return {name: tuple(map(str, getattr(told, name))) for name in names}


def _on_posts(force: Force, before: Sequence[Pack], after: Sequence[Pack]) -> tuple[tuple[dict[str, str], ...], int]:
    """The posts whose verdict changes, and how many were tried. Raises Refused when the new packs are too slow."""
    spent, changes, posts = 0.0, [], past.published(force)
    for one in posts:
        start = time.thread_time()
        old = assess(before, one.draft).verdict if before else "review"
        middle = time.thread_time()
        new = assess(after, one.draft).verdict if after else "review"
        spent += (time.thread_time() - middle) - (middle - start)
        if spent > SLOWER:
            raise Refused(_("These rules take too long to read a post, so they cannot be used. Tell their author."))
        if old != new:
            words = opening(one.draft.text, 90)
            changes.append({"ref": one.ref, "url": one.url, "words": words, "old": old, "new": new})
    return tuple(changes), len(posts)
