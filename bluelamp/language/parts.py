"""The pieces of a phrase, each of which says where it can end when it begins at a given word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

_NUMBER_WORDS = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        range(1, 13),
        strict=True,
    )
)
_NUMBER_WORDS |= dict(
    zip(
        ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"],
        range(13, 21),
        strict=True,
    )
)


@lru_cache(maxsize=16_384)
def _only(key: str) -> frozenset[str]:
    """A set of one key; a pack asks for the same ones thousands of times."""
    return frozenset((key,))


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says how to mend it."""


class Reads(Protocol):
    """What a phrase is matched against: see text.Text."""

    norms: list[str]
    memo: dict[object, dict[int, set[int]]]

    @property
    def stops(self) -> list[int]: ...

    @property
    def keys(self) -> Mapping[str, list[int]]: ...

    @property
    def present(self) -> frozenset[str]:
        """All keys of the text."""
        ...

    def spend(self, tries: int) -> int:
        """How many of so many tries may still be made; see text.MOST_TRIES."""
        ...

    def found(self, kind: str, at: int) -> Iterable[int]: ...


class Part(Protocol):
    """One piece of a phrase. `ends` gives the places after it when it begins at `at`, none beyond `limit`."""

    def ends(self, text: Reads, at: int, limit: int) -> Iterable[int]: ...

    def firsts(self) -> frozenset[str]:
        """Keys by which a token can begin this part: =word, ^pre(fix), # or <kind>. Empty = it may match nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Word:
    word: str

    def ends(self, text: Reads, at: int, limit: int) -> Iterable[int]:
        return (at + 1,) if at < limit and text.norms[at] == self.word else ()

    def firsts(self) -> frozenset[str]:
        return _only("=" + self.word)


@dataclass(frozen=True, slots=True)
class Prefix:
    start: str

    def ends(self, text: Reads, at: int, limit: int) -> Iterable[int]:
        return (at + 1,) if at < limit and text.norms[at].startswith(self.start) else ()

    def firsts(self) -> frozenset[str]:
        return _only("^" + self.start[:3])


@dataclass(frozen=True, slots=True)
class Number:
    low: int = 0
    high: int = 10**9

    def ends(self, text: Reads, at: int, limit: int) -> Iterable[int]:
        value = number(text.norms[at]) if at < limit else None
        return (at + 1,) if value is not None and self.low <= value <= self.high else ()

    def firsts(self) -> frozenset[str]:
        return _only("#")


@dataclass(frozen=True, slots=True)
class Gap:
    words: int

    def ends(self, text: Reads, at: int, limit: int) -> Iterable[int]:
        return range(at, min(at + self.words, limit) + 1)

    def firsts(self) -> frozenset[str]:
        raise PhraseError("a phrase cannot begin with ~; begin with the first word you look for")


@dataclass(frozen=True, slots=True)
class Found:
    kind: str

    def ends(self, text: Reads, at: int, limit: int) -> Iterable[int]:
        return [end for end in text.found(self.kind, at) if end <= limit]

    def firsts(self) -> frozenset[str]:
        return _only("<" + self.kind)


@dataclass(frozen=True, slots=True)
class Maybe:
    inner: "Sequence"

    def ends(self, text: Reads, at: int, limit: int) -> Iterable[int]:
        return (at, *self.inner.ends(text, at, limit))

    def firsts(self) -> frozenset[str]:
        return self.inner.firsts()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the options, sorted for speed: single words, those that begin with a word, and all others."""

    words: frozenset[str]
    starts: Mapping[str, tuple["Sequence", ...]]
    rest: tuple["Sequence", ...]

    @classmethod
    def of(cls, options: Iterable["Sequence"]) -> "Choice":
        words: set[str] = set()
        starts: dict[str, tuple[Sequence, ...]] = {}
        rest: list[Sequence] = []
        for option in options:
            first = option.parts[0] if option.parts else None
            if not isinstance(first, Word):
                rest.append(option)
            elif len(option.parts) == 1:
                words.add(first.word)
            else:
                starts[first.word] = (*starts.get(first.word, ()), option)
        return cls(frozenset(words), starts, tuple(rest))

    def ends(self, text: Reads, at: int, limit: int) -> Iterable[int]:
        ends: list[int] = []
        if at < limit:
            norm = text.norms[at]
            if norm in self.words:
                ends.append(at + 1)
            for option in self.starts.get(norm, ()):
                ends += option.ends(text, at, limit)
        for option in self.rest:
            ends += option.ends(text, at, limit)
        return ends

    def firsts(self) -> frozenset[str]:
        words = frozenset("=" + word for word in (*self.words, *self.starts))
        return words.union(*(option.firsts() for option in self.rest))


@dataclass(frozen=True, slots=True)
class Sequence:
    """Parts in a row. Works with sets of places, so that the work grows with the text and never with its square."""

    parts: tuple[Part, ...]
    source: str = ""

    def ends(self, text: Reads, at: int, limit: int) -> Iterable[int]:
        places: Iterable[int] = (at,)
        for part in self.parts:
            ends = part.ends
            many = [end for place in places for end in ends(text, place, limit)]
            places = set(many) if len(many) > 1 else many
            if not places:
                break
        return places

    def firsts(self) -> frozenset[str]:
        keys: frozenset[str] = frozenset()
        for part in self.parts:
            firsts = part.firsts()
            keys = keys | firsts if keys else firsts  # most phrases need no new set
            if not isinstance(part, Maybe):
                return keys
        raise PhraseError(f"“{self.source}” could match nothing at all; leave at least one word outside round brackets")


def number(norm: str) -> int | None:
    """The whole number that a token says, or None."""
    if norm.isascii() and norm.isdigit():
        return int(norm)
    return _NUMBER_WORDS.get(norm)
