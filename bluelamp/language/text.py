"""One text as the checks see it: folded, cut into words, with what the detectors found. Worked out once, when asked."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from bluelamp.language.entities import entities
from bluelamp.language.folding import fold
from bluelamp.language.parts import number
from bluelamp.language.spans import Span
from bluelamp.language.tokens import tokens


class Text:
    """Offsets given out are code points of the original text; token numbers are for use between checks only."""

    def __init__(self, original: str) -> None:
        self.original = original
        self.folded = fold(original)
        self.tokens = tokens(self.folded.text)
        self.norms = [token.norm for token in self.tokens]
        self.memo: dict[tuple[object, int], frozenset[int]] = {}

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
        return entities(self.folded.text)

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
        return found

    def keys_at(self, at: int) -> list[str]:
        """The keys by which a phrase can begin at this token: =word, ^pre(fix), # for a number, <kind."""
        if at >= len(self.norms):
            return []
        norm = self.norms[at]
        keys = ["=" + norm, "^" + norm[:3]]
        if number(norm) is not None:
            keys.append("#")
        keys += ["<" + kind for kind in self._found.get(at, ())]
        return keys

    @cached_property
    def keys(self) -> dict[str, list[int]]:
        """Key -> the tokens where it stands. Most phrases of a pack share no key with a text and cost nothing."""
        keys: dict[str, list[int]] = defaultdict(list)
        for at in range(len(self.norms)):
            for key in self.keys_at(at):
                keys[key].append(at)
        return dict(keys)

    def found(self, kind: str, at: int) -> Iterable[int]:
        """Where something of this kind that begins at token `at` ends: one place or none."""
        end = self._found.get(at, {}).get(kind)
        return () if end is None else (end,)

    def span(self, first: int, after: int) -> tuple[int, int]:
        """Token numbers -> offsets in the original text."""
        return self.folded.back(self.tokens[first].start, self.tokens[after - 1].end)

    def sentence(self, at: int) -> int:
        return self.tokens[at].sentence
