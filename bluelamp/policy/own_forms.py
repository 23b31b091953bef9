"""The forms of the editor: what a person sees of a rule, and the entry of the pack that it becomes."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bluelamp.language.local import Local
from bluelamp.policy.listing import RISKS
from bluelamp.policy.naming import WEIGHTS
from bluelamp.policy.words import CASE_STATES, KINDS
from bluelamp.rulebook.editing import Table, question_name
from bluelamp.rulebook.findings import CASE_STATES as STAGES
from bluelamp.rulebook.findings import KINDS as SORTS
from bluelamp.rulebook.rules import Rule

LINE = 2_000
LONG = 40_000


def lines_of(words: str) -> list[str]:
    """One entry a line; blank lines count for nothing."""
    return [line.strip() for line in words.splitlines() if line.strip()]


def plain_examples(entries: Sequence[Any]) -> list[str]:
    """The examples that fit on a line of their own; the others carry a stage or a picture and are kept apart."""
    return [entry for entry in entries if isinstance(entry, str) and "\n" not in entry]


def other_examples(entries: Sequence[Any]) -> list[Any]:
    return [entry for entry in entries if not isinstance(entry, str) or "\n" in entry]


def box(label: Any, hint: Any = "", rows: int = 2, required: bool = True, most: int = LINE) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, required=required, max_length=most, widget=area)


def lines_box(label: Any, hint: Any = "", rows: int = 6) -> forms.CharField:
    field = box(label, hint, rows, required=False, most=LONG)
    field.says_optional = False  # type: ignore[attr-defined]
    return field


class RuleForm(forms.Form):
    """What every rule has in the editor. `seen` is the draft's revision, 0 for none."""

    field_order: Sequence[str] | None = None

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    weight = forms.ChoiceField(label=_("What it does"), choices=list(WEIGHTS.items()))
    say = box(_("What the officer reads"), _("Say kindly what to do, in a sentence or two."))
    why = box(_("Why"), rows=2)
    rewrite = box(_("Safe wording"), _("Leave [gaps] where something has to be filled in."), required=False)
    question = box(_("A question that only a person can answer"), _("“Yes” lets the draft pass."), required=False)
    phrases = lines_box(
        _("It speaks at these words"), _("One phrase a line. A word with * at its end stands for all that begin so.")
    )
    flags = lines_box(_("Examples that it must stop"), _("One a line."))
    passes = lines_box(_("Examples that must pass"), _("One a line. Write one for each that it stops."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("phrases", "flags", "passes"):
            words = str((self.data if self.is_bound else self.initial).get(name, ""))
            rows = len(words.splitlines())
            self.fields[name].widget.attrs["rows"] = min(12, max(3, rows + 1))

    def entry(self, old: Mapping[str, Any], rule: str) -> Table:
        """The entry of the pack that the form makes of the old one, for the rule of this name."""
        raise NotImplementedError

    def examples(self, old: Mapping[str, Any]) -> Table:
        """With those that do not fit on a line kept as they are."""
        kept = old.get("examples", {})
        said = {name: lines_of(self.cleaned_data[name]) for name in ("flags", "passes")}
        return {name: [*lines, *other_examples(kept.get(name, ()))] for name, lines in said.items()}


class OwnRuleForm(RuleForm):
    """A rule of the force's own pack."""

    title = forms.CharField(label=_("Title"), max_length=120)
    risk = forms.ChoiceField(label=_("What it guards against"), choices=[(risk, name) for risk, name in RISKS.items()])
    basis = forms.CharField(label=_("The law or policy it rests on"), max_length=300)
    field_order: Sequence[str] | None = (
        "title",
        "risk",
        "weight",
        "say",
        "why",
        "basis",
        "rewrite",
        "question",
        "phrases",
        "flags",
        "passes",
    )

    def entry(self, old: Mapping[str, Any], rule: str) -> Table:
        """The rule's entry; whatever the form does not show stays as it was."""
        said = self.cleaned_data
        new = {**old, "id": rule}
        for name in ("title", "risk", "weight", "say", "why", "basis", "rewrite"):
            new[name] = said[name].strip()
        new |= _question(said["question"], str(old.get("question_id", "")), rule)
        new["check"] = with_phrases(old.get("check", ()), lines_of(said["phrases"]))
        new["examples"] = self.examples(old)
        return {name: value for name, value in new.items() if value not in ("", [])}


class NewRuleForm(OwnRuleForm):
    rule = forms.RegexField(
        r"^[A-Z0-9][A-Z0-9-]{1,19}$",
        label=_("A short name for it"),
        help_text=_("Capital letters, digits and hyphens, such as HAR-01. It cannot be changed later."),
        error_messages={"invalid": _("Use capital letters, digits and hyphens, such as HAR-01.")},
    )
    field_order = ("rule", *(OwnRuleForm.field_order or ()))


class AmendForm(RuleForm):
    """What the force says about a rule of a pack below its own."""

    on = forms.BooleanField(label=_("This rule is on"), required=False)
    field_order = (
        "on",
        "weight",
        "say",
        "why",
        "rewrite",
        "question",
        "phrases",
        "flags",
        "passes",
    )

    def __init__(self, rule: Rule, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule = rule
        self.fields["phrases"].label = _("It also speaks at these words")
        self.fields["flags"].label = _("Your own examples that it must stop")
        self.fields["passes"].label = _("Your own examples that must pass")
        if rule.statutory:
            self.fields["on"].disabled = True
            self.fields["on"].help_text = _("The law orders it, so nobody can switch it off or make it lighter.")
            weights = list(WEIGHTS)
            heavier = weights[: weights.index(rule.weight) + 1]
            self.fields["weight"].choices = [(name, WEIGHTS[name]) for name in heavier]  # type: ignore[attr-defined]

    def entry(self, old: Mapping[str, Any], rule: str) -> Table:
        """Only what differs from the rule below."""
        said, below = self.cleaned_data, self.rule
        shown = ("say", "why", "rewrite", "question", "question_id", "weight", "off", "check", "examples")
        new: Table = {name: value for name, value in old.items() if name not in shown}
        new["rule"] = rule
        if not said["on"]:
            return {**new, "off": True}
        words = {name: said[name].strip() for name in ("say", "why", "rewrite")}
        words |= _question(said["question"], below.question_id, rule)
        new |= {name: value for name, value in words.items() if value != getattr(below, name)}
        if said["weight"] != below.weight:
            new["weight"] = said["weight"]
        checks, examples = with_phrases(old.get("check", ()), lines_of(said["phrases"])), self.examples(old)
        return new | ({"check": checks} if checks else {}) | ({"examples": examples} if any(examples.values()) else {})


class TryForm(forms.Form):
    """A sentence to try, and in which post it would stand."""

    sentence = box(_("Try a sentence"), rows=3, required=False)
    kind = forms.ChoiceField(label=_("Kind of post"), choices=[(kind, KINDS[kind]) for kind in SORTS], required=False)
    stage = forms.ChoiceField(
        label=_("Stage of the case"), choices=[(stage, CASE_STATES[stage]) for stage in STAGES], required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.says_optional = False  # type: ignore[attr-defined]

    def example(self) -> Any:
        """The sentence as an example of a pack: plain, or with its kind and stage."""
        said = self.cleaned_data
        around = {"kind": said["kind"] or "update", "case_state": said["stage"] or "none"}
        told = {name: value for name, value in around.items() if value not in ("update", "none")}
        return {"text": said["sentence"].strip(), **told} if told else said["sentence"].strip()


class LinesForm(forms.Form):
    """Named lists, one entry a line: a pack's lists, or its register."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, named: Mapping[str, tuple[Any, Sequence[str]]], *args: Any, **kwargs: Any) -> None:
        """`named`: name -> (label, the entries now)."""
        super().__init__(*args, **kwargs)
        for name, (label, entries) in named.items():
            field = lines_box(label, rows=min(10, max(3, len(entries) + 1)))
            field.initial = "\n".join(entries)
            self.fields[f"list-{name}"] = field

    def lists(self) -> dict[str, list[str]]:
        return {
            name.removeprefix("list-"): lines_of(value)
            for name, value in self.cleaned_data.items()
            if name.startswith("list-")
        }


class ListsForm(LinesForm):
    new_name = forms.RegexField(
        r"^[a-z][a-z0-9_]{0,39}$",
        label=_("Name of a new list"),
        help_text=_("Small letters; rules use it as {name}."),
        required=False,
        error_messages={"invalid": _("Use small letters, digits and underscores, such as our_streets.")},
    )
    new_lines = lines_box(_("Its entries"), _("One a line."))

    def lists(self) -> dict[str, list[str]]:
        new = {self.cleaned_data["new_name"]: lines_of(self.cleaned_data["new_lines"])}
        return {**super().lists(), **{name: entries for name, entries in new.items() if name and entries}}


REGISTER = {
    "stations": _("Police stations, by name or street"),
    "streets": _("Streets that you name often"),
    "places": _("Places that sound like people"),
    "officers": _("Officers whom the public may know"),
    "mailboxes": _("Your own mailboxes, or their domain"),
    "phones": _("Your public telephone numbers"),
    "given_names": _("First names that the checks should know"),
    "surnames": _("Surnames that the checks should know"),
}


def register_names() -> list[str]:
    return [field.name for field in fields(Local)]


def with_phrases(checks: Sequence[Mapping[str, Any]], phrases: list[str]) -> list[Table]:
    """The checks with these as the phrases of the first one that looks for words."""
    new = [dict(check) for check in checks]
    at = next((place for place, check in enumerate(new) if check.get("use") == "words"), None)
    if at is None:
        return [*new, {"use": "words", "any": phrases}] if phrases else new
    if phrases:
        new[at]["any"] = phrases
        return new
    return new[:at] + new[at + 1 :]


def phrases_of(checks: Sequence[Mapping[str, Any]]) -> list[str]:
    """The phrases of the first check that looks for words."""
    found: Any = next((check.get("any", []) for check in checks if check.get("use") == "words"), [])
    return [found] if isinstance(found, str) else list(found)


def _question(question: str, name: str, rule: str) -> dict[str, str]:
    asked = question.strip()
    return {"question": asked, "question_id": (name or question_name(rule)) if asked else ""}
