"""What a detector hands back: where, what kind, and the words themselves."""

from typing import NamedTuple


class Span(NamedTuple):
    """`start` and `end` are code points, end exclusive; `kind` is a code such as PHONE or PERSON."""

    start: int
    end: int
    kind: str

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        return text[self.start : self.end]


def without_overlaps(spans: list[Span]) -> list[Span]:
    """Keep the earlier claim: the list comes with the surest detector first. Sorted by place on return."""
    taken: list[Span] = []
    marks: set[int] = set()
    for span in spans:
        ground = range(span.start, span.end)
        if marks.isdisjoint(ground):
            taken.append(span)
            marks.update(ground)
    return sorted(taken)
