"""A table of rules in Markdown, as people keep it: run the examples in its cells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bluelamp.language.local import Local
from bluelamp.rulebook.contexts import draft_of
from bluelamp.rulebook.engine import judge, local_of, stack
from bluelamp.rulebook.examples import Failure
from bluelamp.rulebook.reading import Reading
from bluelamp.rulebook.rules import Pack, Rule

_ROW = re.compile(r"^\|\s*([A-Z]{2,4}-\d{2,3})\s*\|")
_CELLS = 7  # id, catches, basis, detect, severity, must fire, must not fire


@dataclass(frozen=True, slots=True)
class Row:
    rule: str
    flags: tuple[str, ...]
    passes: tuple[str, ...]


def rows(markdown: str) -> Iterator[Row]:
    """The lines of the table that hold a rule, each cell of examples cut at “ ¦ ”; other lines are left alone."""
    for line in markdown.splitlines():
        cells = line.strip().removeprefix("|").removesuffix("|").strip().split(" | ")
        if _ROW.match(line) and len(cells) == _CELLS:
            yield Row(cells[0].strip(), _examples(cells[5]), _examples(cells[6]))


def _examples(cell: str) -> tuple[str, ...]:
    return tuple(example.strip() for example in cell.split(" ¦ ") if example.strip())


def count(table: Sequence[Row]) -> int:
    return sum(len(row.flags) + len(row.passes) for row in table)


def failures(packs: Sequence[Pack], table: Sequence[Row]) -> Iterator[str]:
    """A line for every example that does not do what its cell promises, in the order of the table."""
    rules, local = {rule.id: rule for rule in stack(packs)}, local_of(packs)
    for row in table:
        if rule := rules.get(row.rule):
            yield from _of_row(rule, row, local)
        else:
            yield f"{row.rule}: there is no such rule in these packs"


def _of_row(rule: Rule, row: Row, local: Local) -> Iterator[str]:
    for wanted, examples in (("flags", row.flags), ("passes", row.passes)):
        for written in examples:
            draft, unknown = draft_of(written, rule, wanted)
            if unknown:
                yield f"{rule.id}: nobody understands “{unknown[0]}” in: {written!r}"
            elif bool(judge(rule, Reading(draft, local))) != (wanted == "flags"):
                yield str(Failure(rule.id, wanted, written))
