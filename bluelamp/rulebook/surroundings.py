"""What differs between two stacks of packs beside their rules: registers, templates, strategies, cards, approval rows."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import TypeVar

from bluelamp.language.local import Local
from bluelamp.rulebook.extras import Named, later_wins
from bluelamp.rulebook.rules import Pack
from bluelamp.rulebook.stacking import local_of

Entry = TypeVar("Entry", bound=Named)
_MOST_NAMED = 8


def now_public(old: Local, new: Local) -> Iterator[str]:
    """What the register lets through from now on; names that people are known by let nothing through."""
    for field in fields(Local):
        more = sorted(set(getattr(new, field.name)) - set(getattr(old, field.name)))
        if more and not field.name.endswith("names"):
            yield f"The register counts these {field.name} as public: {_several(more)}."


def around(old: Sequence[Pack], new: Sequence[Pack]) -> Iterator[str]:
    """Packs that come, go or change, what leaves the register, and all entries that are no rules."""
    yield from _packs({pack.name: pack.version for pack in old}, {pack.name: pack.version for pack in new})
    yield from _no_longer_known(local_of(old), local_of(new))
    yield from _entries("Reply template", [p.templates for p in old], [p.templates for p in new])
    yield from _entries("Strategy", [p.strategies for p in old], [p.strategies for p in new])
    yield from _entries("Training card", [p.cards for p in old], [p.cards for p in new])
    yield from _entries("Row of the approval matrix", [p.routes for p in old], [p.routes for p in new])


def touching(old: Local, new: Local) -> Callable[[str], bool]:
    """Asks of a text whether what changed in the register could matter for it: one of its words or figures stands there."""
    changed = (set(getattr(old, field.name)) ^ set(getattr(new, field.name)) for field in fields(Local))
    words = {word for entries in changed for entry in entries for word in _words(entry)}
    return lambda text: not words.isdisjoint(_words(text)) if words else False


def _words(text: str) -> set[str]:
    """Words in small letters, and the ends of numbers, however they are spaced."""
    figures = re.findall(r"\d(?:[ .-]?\d){3}(?![ .-]?\d)", text)
    return {re.sub(r"\D", "", figure) for figure in figures} | set(re.findall(r"[^\W\d_]{3,}", text.casefold()))


def _no_longer_known(old: Local, new: Local) -> Iterator[str]:
    for field in fields(Local):
        if fewer := sorted(set(getattr(old, field.name)) - set(getattr(new, field.name))):
            yield f"No longer in the register, {field.name.replace('_', ' ')}: {_several(fewer)}."


def _packs(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    for name, version in new.items():
        if name not in old:
            yield f"The pack “{name}” {version} comes in."
        elif old[name] != version:
            yield f"The pack “{name}” goes from {old[name]} to {version}."
    for name in old:
        if name not in new:
            yield f"The pack “{name}” goes out."


def _entries(sort: str, old: Sequence[Sequence[Entry]], new: Sequence[Sequence[Entry]]) -> Iterator[str]:
    before, after = ({entry.id: entry for entry in later_wins(side)} for side in (old, new))
    for title, ids in (
        ("new", [name for name in after if name not in before]),
        ("changed", [name for name in after if name in before and after[name] != before[name]]),
        ("gone", [name for name in before if name not in after]),
    ):
        if ids:
            yield f"{sort}, {title}: {_several(ids)}."


def _several(words: Sequence[str]) -> str:
    more = len(words) - _MOST_NAMED
    return ", ".join(f"“{word}”" for word in words[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
