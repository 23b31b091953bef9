"""The entries of a pack, from TOML tables to rules, each field checked."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, cast, get_args

from bluelamp.language.matching import Phrases
from bluelamp.rulebook import checks
from bluelamp.rulebook.findings import CASE_STATES, KINDS, MEDIA_KINDS, RISKS, Draft, Medium, Weight
from bluelamp.rulebook.rules import YES, Amendment, Check, Example, Rule, When
from bluelamp.rulebook.settings import PackError, Settings

_RULE_KEYS = {field.name for field in fields(Rule)} - {"checks", "flags", "passes"} | {"check", "examples"}
_CHECK_KEYS = {"use", "risk", "weight", "when", "final"}
_WHEN_KEYS = {"kinds", "case_states", "media", "facts"}
_DRAFT_KEYS = {"text", "kind", "case_state", "media", "facts", "lang"}
_EXCEPTIONS = ("", "press", "supervisor", "none")


class Table:
    """A TOML table with readers that say what is wrong, and where."""

    def __init__(self, where: str, written: Any, known: set[str]) -> None:
        if not isinstance(written, dict):
            raise PackError(f"{where}: a table is needed here, not “{written}”.")
        unknown = sorted(set(written) - known)
        if unknown:
            raise PackError(f"{where}: “{unknown[0]}” is not known here. Known: {', '.join(sorted(known))}.")
        self.where, self.written = where, written

    def text(self, name: str, required: bool = False) -> str:
        value = self.written.get(name, "")
        if not isinstance(value, str) or (required and not value.strip()):
            raise PackError(f"{self.where}: write “{name}” as a text between quotation marks.")
        return value

    def texts(self, name: str, options: tuple[str, ...] = ()) -> tuple[str, ...]:
        value = self.written.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise PackError(f'{self.where}: write “{name}” as a list of texts, such as ["one", "two"].')
        if strange := [item for item in value if options and item not in options]:
            raise PackError(f"{self.where}: “{strange[0]}” is no {name}. Use: {', '.join(options)}.")
        return tuple(value)

    def one_of(self, name: str, options: tuple[str, ...], default: str = "") -> str:
        value = self.written.get(name, default)
        if value not in options:
            raise PackError(f"{self.where}: “{name}” should be one of: {', '.join(filter(None, options))}.")
        return str(value)

    def yes(self, name: str) -> bool:
        value = self.written.get(name, False)
        if not isinstance(value, bool):
            raise PackError(f"{self.where}: “{name}” should be true or false, without quotation marks.")
        return value

    def table(self, name: str) -> dict[str, Any]:
        value = self.written.get(name, {})
        if not isinstance(value, dict):
            raise PackError(f"{self.where}: “{name}” should be a table.")
        return value

    def tables(self, name: str) -> list[Any]:
        value = self.written.get(name, [])
        if not isinstance(value, list):
            raise PackError(f"{self.where}: write “{name}” with double brackets, [[{name}]].")
        return value


def rule(written: Any, lists: Mapping[str, Phrases]) -> Rule:
    """Raises PackError naming the rule and the field."""
    name = written.get("id", "") if isinstance(written, dict) else ""
    table = Table(f"Rule {name or 'without id'}", written, _RULE_KEYS)
    risk = table.one_of("risk", RISKS)
    weight = _weight(table, "weight")
    examples = Table(f"{table.where}, examples", table.table("examples"), {"flags", "passes"})
    question, question_id = table.text("question"), table.text("question_id")
    if bool(question) != bool(question_id):
        raise PackError(f"{table.where}: “question” and “question_id” belong together; write both or none.")
    return Rule(
        id=table.text("id", required=True),
        title=table.text("title", required=True),
        risk=risk,
        weight=weight,
        say=table.text("say", required=True),
        why=table.text("why", required=True),
        basis=table.text("basis", required=True),
        checks=_checks(table, risk, weight, lists),
        rewrite=table.text("rewrite"),
        question=question,
        question_id=question_id,
        clears_when=tuple(table.tables("clears_when")) or YES,
        exception_by=table.one_of("exception_by", _EXCEPTIONS),
        statutory=table.yes("statutory"),
        when=_when(table),
        flags=_examples(examples, "flags"),
        passes=_examples(examples, "passes"),
    )


def _checks(table: Table, risk: str, weight: Weight, lists: Mapping[str, Phrases]) -> tuple[Check, ...]:
    written = table.tables("check")
    if not written:
        raise PackError(f"{table.where}: a rule needs at least one [[rules.check]] that says what to look for.")
    return tuple(_check(table, entry, risk, weight, lists) for entry in written)


def _check(rule: Table, written: Any, risk: str, weight: Weight, lists: Mapping[str, Phrases]) -> Check:
    head = (
        {key: value for key, value in written.items() if key in _CHECK_KEYS} if isinstance(written, dict) else written
    )
    table = Table(rule.where, head, _CHECK_KEYS)
    settings = {key: value for key, value in written.items() if key not in _CHECK_KEYS}
    use = table.text("use", required=True)
    return Check(
        run=checks.build(use, Settings(rule.text("id"), settings, lists)),
        use=use,
        risk=table.one_of("risk", RISKS, risk),
        weight=_weight(table, "weight", weight),
        when=_when(table),
        final=table.yes("final"),
    )


def _weight(table: Table, name: str, default: str = "") -> Weight:
    return cast(Weight, table.one_of(name, get_args(Weight), default))


def _when(table: Table) -> When:
    inner = Table(f"{table.where}, when", table.table("when"), _WHEN_KEYS)
    return When(
        kinds=inner.texts("kinds", KINDS),
        case_states=inner.texts("case_states", CASE_STATES),
        media=inner.texts("media", MEDIA_KINDS),
        facts=inner.table("facts"),
    )


def _examples(table: Table, name: str) -> tuple[Example, ...]:
    return tuple(_example(f"{table.where}, {name}", entry) for entry in table.tables(name))


def _example(where: str, written: Any) -> Example:
    table = Table(where, {"text": written} if isinstance(written, str) else written, _DRAFT_KEYS)
    media = [Table(f"{where}, media", entry, {"kind", "alt"}) for entry in table.tables("media")]
    draft = Draft(
        text=table.text("text"),
        kind=table.one_of("kind", KINDS, "update"),
        case_state=table.one_of("case_state", CASE_STATES, "none"),
        media=tuple(Medium(entry.one_of("kind", MEDIA_KINDS, "photo"), entry.text("alt")) for entry in media),
        facts=table.table("facts"),
        lang=table.text("lang") or "en",
    )
    return Example(draft, table.text("text"))


def amendment(written: Any) -> Amendment:
    table = Table("[[amend]]", written, {"rule", "weight", "off"})
    weight = _weight(table, "weight") if "weight" in table.written else None
    return Amendment(table.text("rule", required=True), weight, table.yes("off"))
