"""Between the editor's forms and the pack's entries: one rule at a time, of the own pack or of a pack below."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from bluelamp.forces.models import Force
from bluelamp.kernel.errors import NotAllowed, Refused
from bluelamp.policy import own
from bluelamp.policy.own_forms import AmendForm, NewRuleForm, OwnRuleForm, RuleForm, phrases_of, plain_examples
from bluelamp.rulebook import editing
from bluelamp.rulebook.editing import Table
from bluelamp.rulebook.rules import Rule
from bluelamp.rulebook.stacking import stack

Data = Mapping[str, Any] | None


@dataclass(frozen=True)
class Editing:
    """A rule on the desk: its form, the entry as it was, and the rule below if it is one of a lower pack."""

    rule: str
    form: RuleForm
    old: Table
    below: Rule | None

    @property
    def changed(self) -> bool:
        """The own pack says something about it already."""
        return bool(self.old)

    def table(self, table: Table, example: Any = None, wanted: str = "") -> Table:
        """The pack with what the form says, and with one more example. The form must be valid."""
        entry = self.form.entry(self.old, self.rule)
        if example:
            examples = entry.get("examples", {})
            entry["examples"] = {**examples, wanted: [*examples.get(wanted, []), example]}
        return (editing.with_rule if self.below is None else editing.with_amendment)(table, entry)

    def dropped(self, table: Table) -> Table:
        """The pack without what it says about this rule."""
        return (editing.without_rule if self.below is None else editing.without_amendment)(table, self.rule)


def open_rule(force: Force, rule: str, data: Data = None) -> Editing:
    """Raises NotAllowed for a rule that is nowhere."""
    table, seen = own.table(force), revision(force)
    entry = editing.own_rule(table, rule)
    if entry is not None:
        return Editing(rule, OwnRuleForm(data, initial=_of_entry(entry) | {"seen": seen}), entry, None)
    below = next((one for one in stack(own.below(force)) if one.id == rule), None)
    if below is None:
        raise NotAllowed(_("There is no rule with this name."))
    old = editing.amendment(table, rule) or {}
    return Editing(rule, AmendForm(below, data, initial=_of_amendment(below, old) | {"seen": seen}), old, below)


def open_new(force: Force, data: Data = None) -> Editing:
    """A rule that is not there yet. Its name comes with the form."""
    form = NewRuleForm(data, initial={"seen": revision(force), "weight": "advise", "risk": "TONE"})
    return Editing(str((data or {}).get("rule", "")).strip(), form, {}, None)


def must_be_new(force: Force, rule: str) -> None:
    there = {one.id for one in stack(own.below(force))}
    if rule in there or editing.own_rule(own.table(force), rule) is not None:
        raise Refused(_("There is a rule with this name already. Choose another one."))


def revision(force: Force) -> int:
    draft = own.draft_of(force)
    return draft.revision if draft else 0


def _of_entry(entry: Table) -> dict[str, Any]:
    names = ("title", "risk", "weight", "say", "why", "basis", "rewrite", "question")
    return {name: entry.get(name, "") for name in names} | _lines_of(entry)


def _of_amendment(rule: Rule, old: Table) -> dict[str, Any]:
    names = ("say", "why", "rewrite", "question", "weight")
    return {name: old.get(name, getattr(rule, name)) for name in names} | _lines_of(old) | {"on": not old.get("off")}


def _lines_of(entry: Table) -> dict[str, str]:
    examples = entry.get("examples", {})
    return {
        "phrases": "\n".join(phrases_of(entry.get("check", ()))),
        "flags": "\n".join(plain_examples(examples.get("flags", ()))),
        "passes": "\n".join(plain_examples(examples.get("passes", ()))),
    }
