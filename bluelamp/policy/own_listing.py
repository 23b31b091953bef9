"""The editor's pages: the rules with what the own pack makes of them, and what stands around one rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from bluelamp.forces.models import Force
from bluelamp.kernel.errors import Refused
from bluelamp.policy import own
from bluelamp.policy.own_editing import Editing
from bluelamp.policy.own_forms import other_examples
from bluelamp.policy.trying import shown_example
from bluelamp.rulebook.editing import Table
from bluelamp.rulebook.rules import Rule
from bluelamp.rulebook.stacking import stack

MOST = 80
"""Phrases of a lower pack's rule that are shown."""


@dataclass(frozen=True)
class Row:
    """A rule in the list. `mark`: what the own pack does with it, in a word; "" = nothing."""

    id: str
    title: str
    weight: str
    mark: str = ""
    tone: str = "quiet"


def page(force: Force, sought: str = "") -> dict[str, Any]:
    table = own.table(force)
    rows = [row for row in [*_own(table), *_below(force, table)] if _fits(row, sought)]
    return {
        "draft": own.draft_of(force),
        "waiting": own.waiting(force),
        "row": own.in_force(force),
        "rows": rows,
        "sought": sought,
        "lists": len(table.get("lists", {})),
    }


def around(desk: Editing) -> dict[str, Any]:
    """What the form of a rule does not show: checks of other kinds, phrases below, examples with a stage or a picture."""
    checks = desk.below.checks if desk.below else ()
    kinds = [check.get("use") for check in desk.old.get("check", ())] or [check.use for check in checks]
    examples = desk.old.get("examples", {})
    kept = {
        name: [shown_example(entry) for entry in other_examples(examples.get(name, ()))] for name in ("flags", "passes")
    }
    there = [str(phrase) for check in checks for phrase in _listed((check.settings or {}).get("any", ()))]
    return {"kinds": sorted({str(kind) for kind in kinds if kind}), "kept": kept, "there": there[:MOST]}


def _listed(phrases: Any) -> Sequence[Any]:
    return phrases if isinstance(phrases, list) else [phrases] if isinstance(phrases, str) else ()


def _own(table: Table) -> list[Row]:
    return [
        Row(entry["id"], entry.get("title", ""), entry.get("weight", ""), _("your own"), "lamp")
        for entry in table.get("rules", ())
    ]


def _below(force: Force, table: Table) -> list[Row]:
    said = {entry["rule"]: entry for entry in table.get("amend", ())}
    try:
        rules = stack(own.below(force))
    except Refused:
        return []
    return sorted((_row(rule, said.get(rule.id)) for rule in rules), key=lambda row: not row.mark)


def _row(rule: Rule, said: Table | None) -> Row:
    if said is None:
        return Row(rule.id, rule.title, rule.weight)
    if said.get("off"):
        return Row(rule.id, rule.title, rule.weight, _("switched off"), "stop")
    return Row(rule.id, said.get("title", rule.title), said.get("weight", rule.weight), _("changed"), "care")


def _fits(row: Row, sought: str) -> bool:
    return sought.casefold().strip() in f"{row.id} {row.title}".casefold()
