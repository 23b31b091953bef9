"""One text as the checks see it: folded, cut into words, with what the detectors found. Worked out once, when asked."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property, lru_cache

from bluelamp.language.entities import entities
from bluelamp.language.folding import fold
from bluelamp.language.local import Local
from bluelamp.language.parts import number
from bluelamp.language.spans import Span
from bluelamp.language.tokens import MOST, tokens

# Tries of a phrase at a place, in all. A post takes some hundreds, the longest honest page some ten thousands; only a text made
# to exhaust the machine takes more. Counted, for a clock would make the verdict depend on the machine.
MOST_TRIES = 100_000


class Text:
    """Offsets given out are code points of the original text; token numbers are for use between checks only."""

    def __init__(self, original: str, local: Local = Local()) -> None:  # noqa: B008 - frozen
        self.original = original
        self.local = local
        self.folded = fold(original)
        self.tokens = tokens(self.folded.text)
        self.norms = [token.norm for token in self.tokens]
        self._left = MOST_TRIES
        self.memo: dict[object, dict[int, set[int]]] = {}

    @cached_property
    def stops(self) -> list[int]:
        """For each token: the number of the first token after its sentence."""
        stops, stop = [0] * len(self.tokens), len(self.tokens)
        for at in range(len(self.tokens) - 1, -1, -1):
            if at + 1 < len(self.tokens) and self.tokens[at + 1].sentence != self.tokens[at].sentence:
                stop = at + 1
            stops[at] = stop
        return stops

    @cached_property
    def entities(self) -> list[Span]:
        """All that the detectors found, in folded offsets."""
        return entities(self.folded.text, self.local)

    @cached_property
    def _found(self) -> dict[int, dict[str, int]]:
        """Token number -> kind (lower case) -> number of the token after it."""
        found: dict[int, dict[str, int]] = defaultdict(dict)
        ats = iter(range(len(self.tokens) + 1))
        at = next(ats)
        for span in self.entities:
            while at < len(self.tokens) and self.tokens[at].end <= span.start:
                at = next(ats)
            end = at
            while end < len(self.tokens) and self.tokens[end].start < span.end:
                end += 1
            if end > at:
                found[at][span.kind.lower()] = end
        return dict(found)

    @cached_property
    def keys(self) -> dict[str, list[int]]:
        """Key -> the tokens where it stands: =word, ^pre(fix), # for a number, <kind. Most phrases share none with a text."""
        keys: dict[str, list[int]] = defaultdict(list)
        for at, norm in enumerate(self.norms):
            for key in _keys(norm):
                keys[key].append(at)
        for at, kinds in self._found.items():
            for kind in kinds:
                keys["<" + kind].append(at)
        return dict(keys)

    @cached_property
    def present(self) -> frozenset[str]:
        return frozenset(self.keys)

    def spend(self, tries: int) -> int:
        """Take so many from what is left; gives how many were left. A text that uses up all is `cut_short`."""
        left = self._left
        self._left = left - tries
        return max(left, 0)

    @property
    def cut_short(self) -> bool:
        """Not every phrase was looked for everywhere: somebody must read this text."""
        return self._left < 0 or len(self.tokens) >= MOST

    def found(self, kind: str, at: int) -> Iterable[int]:
        """Where something of this kind that begins at token `at` ends: one place or none."""
        end = self._found.get(at, {}).get(kind)
        return () if end is None else (end,)

    def span(self, first: int, after: int) -> tuple[int, int]:
        """Token numbers -> offsets in the original text."""
        return self.folded.back(self.tokens[first].start, self.tokens[after - 1].end)

    def sentence(self, at: int) -> int:
        return self.tokens[at].sentence


@lru_cache(maxsize=8192)
def _keys(norm: str) -> tuple[str, ...]:
    keys = ("=" + norm, "^" + norm[:3])
    return keys if number(norm) is None else (*keys, "#")
