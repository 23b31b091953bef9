"""The live test of the editor: does a rule of the draft speak, and do its examples do what they should?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from bluelamp.forces.models import Force
from bluelamp.kernel.errors import Refused
from bluelamp.policy import own, register
from bluelamp.rulebook.editing import Table, text_of
from bluelamp.rulebook.engine import judge, local_of
from bluelamp.rulebook.findings import Draft, Finding
from bluelamp.rulebook.packs import parse
from bluelamp.rulebook.reading import Reading
from bluelamp.rulebook.rules import Example, Pack, Rule
from bluelamp.rulebook.stacking import stack

MOST = 400
"""Examples that are run at each look."""


@dataclass(frozen=True, slots=True)
class Line:
    """An example, what it must do ("flags" or "passes"), and whether it does."""

    text: str
    wanted: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """`findings` about the sentence; None = no sentence was tried. `problem`: why the draft cannot be tried."""

    sentence: str = ""
    findings: tuple[Finding, ...] | None = None
    lines: tuple[Line, ...] = ()
    problem: str = ""

    @property
    def wrong(self) -> list[Line]:
        return [line for line in self.lines if not line.holds]

    @property
    def right(self) -> list[Line]:
        return [line for line in self.lines if line.holds]


def look(force: Force, table: Table, rule: str, sentence: str = "", kind: str = "", stage: str = "") -> Tried:
    """Run one rule of the pack in `table`, as it would lie on the others."""
    try:
        packs = [*own.below(force), parse(text_of(table))]
        found = next((one for one in stack(packs) if one.id == rule), None)
    except Refused as refused:
        return Tried(sentence, problem=str(refused))
    if found is None:
        return Tried(sentence, problem=_("This rule is switched off, so it says nothing."))
    told = _says(found, packs, Draft(sentence, kind or "update", stage or "none", today=register.today(force)))
    return Tried(sentence, told if sentence.strip() else None, tuple(_lines(found, packs)))


def _says(rule: Rule, packs: Sequence[Pack], draft: Draft) -> tuple[Finding, ...]:
    return tuple(judge(rule, Reading(draft, local_of(packs))))


def _lines(rule: Rule, packs: Sequence[Pack]) -> list[Line]:
    both = [("flags", example) for example in rule.flags] + [("passes", example) for example in rule.passes]
    return [_line(rule, packs, wanted, example) for wanted, example in both[:MOST]]


def _line(rule: Rule, packs: Sequence[Pack], wanted: str, example: Example) -> Line:
    spoke = bool(_says(rule, packs, example.draft))
    return Line(example.line, wanted, spoke == (wanted == "flags"))


def shown_example(entry: Any) -> str:
    """An example with its surroundings, for people."""
    if isinstance(entry, str):
        return entry
    around = ", ".join(f"{name}: {value}" for name, value in entry.items() if name != "text")
    return f"{entry.get('text', '')} [{around}]"
