"""The entries of a pack, from TOML tables to rules, each field checked."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, cast, get_args

from bluelamp.language.matching import Phrases
from bluelamp.rulebook import checks
from bluelamp.rulebook.findings import CASE_STATES, KINDS, MEDIA_KINDS, REPLACES, RISKS, Draft, Medium, Weight
from bluelamp.rulebook.rules import YES, Addition, Amendment, Check, Example, Rule
from bluelamp.rulebook.settings import PackError, Settings
from bluelamp.rulebook.tables import Table
from bluelamp.rulebook.when import read_when

_RULE_KEYS = {field.name for field in fields(Rule)} - {"checks", "flags", "passes"} | {"check", "examples"}
_CHECK_KEYS = {"use", "risk", "weight", "when", "final", "last", "say", "rewrite"}
_DRAFT_KEYS = {"text", "kind", "case_state", "media", "facts", "lang", "earlier", "answers_to", "today"}
_MEDIUM_KEYS = {"kind", "alt", "text", "facts"}
_EXCEPTIONS = ("", "press", "supervisor", "none")
_NEEDED = ("title", "say", "why", "basis")
_WORDS = (*_NEEDED, "rewrite", "question", "question_id")
_AMEND_KEYS = {"rule", "weight", "off", "when", "check", "examples", "replaces", "exception_by", *_WORDS}


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
        replaces=table.one_of("replaces", REPLACES, "nothing"),
        question=question,
        question_id=question_id,
        clears_when=tuple(table.tables("clears_when")) or YES,
        exception_by=table.one_of("exception_by", _EXCEPTIONS),
        statutory=table.yes("statutory"),
        when=read_when(table.where, table.table("when")),
        flags=_examples(examples, "flags"),
        passes=_examples(examples, "passes"),
    )


def _checks(table: Table, risk: str, weight: Weight, lists: Mapping[str, Phrases]) -> tuple[Check, ...]:
    written = table.tables("check")
    if not written:
        raise PackError(f"{table.where}: a rule needs at least one [[rules.check]] that says what to look for.")
    return tuple(_check(table.where, table.text("id"), entry, risk, weight, lists) for entry in written)


def _check(where: str, rule_id: str, written: Any, risk: str, weight: Weight, lists: Mapping[str, Phrases]) -> Check:
    head = (
        {key: value for key, value in written.items() if key in _CHECK_KEYS} if isinstance(written, dict) else written
    )
    table = Table(where, head, _CHECK_KEYS)
    settings = {key: value for key, value in written.items() if key not in _CHECK_KEYS}
    use = table.text("use", required=True)
    return Check(
        run=checks.build(use, Settings(rule_id, settings, lists)),
        use=use,
        risk=table.one_of("risk", RISKS, risk),
        weight=_weight(table, "weight", weight),
        when=read_when(where, table.table("when")),
        final=table.yes("final"),
        last=table.yes("last"),
        say=table.text("say"),
        rewrite=table.text("rewrite"),
        settings=settings,
    )


def _weight(table: Table, name: str, default: str = "") -> Weight:
    return cast(Weight, table.one_of(name, get_args(Weight), default))


def _examples(table: Table, name: str) -> tuple[Example, ...]:
    return tuple(_example(f"{table.where}, {name}", entry) for entry in table.tables(name))


def _example(where: str, written: Any) -> Example:
    if isinstance(written, str):
        return Example(Draft(written), written)
    table = Table(where, written, _DRAFT_KEYS)
    draft = Draft(
        text=table.text("text"),
        kind=table.one_of("kind", KINDS, "update"),
        case_state=table.one_of("case_state", CASE_STATES, "none"),
        media=tuple(_media(table)),
        facts=table.table("facts"),
        lang=table.text("lang") or "en",
        earlier=table.texts("earlier"),
        answers_to=table.text("answers_to"),
        today=table.day("today"),
    )
    return Example(draft, draft.text)


def _media(example: Table) -> Iterator[Medium]:
    for entry in example.tables("media"):
        table = Table(f"{example.where}, media", entry, _MEDIUM_KEYS)
        yield Medium(
            kind=table.one_of("kind", MEDIA_KINDS, "photo"),
            alt=table.text("alt"),
            text=table.text("text"),
            facts=table.table("facts"),
        )


def amendment(written: Any, lists: Mapping[str, Phrases]) -> Amendment:
    """Raises PackError naming the rule it amends and the field."""
    name = written.get("rule", "") if isinstance(written, dict) else ""
    table = Table(f"[[amend]] of {name or 'a rule without id'}", written, _AMEND_KEYS)
    examples = Table(f"{table.where}, examples", table.table("examples"), {"flags", "passes"})
    return Amendment(
        rule=table.text("rule", required=True),
        weight=_weight(table, "weight") if "weight" in table else None,
        off=table.yes("off"),
        words=tuple(_new_words(table)),
        when=read_when(table.where, table.table("when")) if "when" in table else None,
        checks=tuple(_addition(table.where, name, entry, lists) for entry in table.tables("check")),
        flags=_examples(examples, "flags"),
        passes=_examples(examples, "passes"),
    )


def _new_words(table: Table) -> Iterator[tuple[str, str]]:
    for name in _WORDS:
        if name in table:
            yield name, table.text(name, required=name in _NEEDED)
    for name, options in (("exception_by", _EXCEPTIONS), ("replaces", REPLACES)):
        if name in table:
            yield name, table.one_of(name, options)


def _addition(where: str, rule_id: str, written: Any, lists: Mapping[str, Phrases]) -> Addition:
    """A check for a rule that is not at hand yet; what it does not say for itself, the rule will."""
    check = _check(where, rule_id, written, RISKS[0], "block", lists)
    return Addition(check, check.risk if "risk" in written else "", check.weight if "weight" in written else None)
