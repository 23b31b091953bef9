"""Words in square brackets beside an example, such as “[CCTV, cropped]”: what they say about the draft around the words."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from bluelamp.language.matching import Phrases
from bluelamp.language.parts import number
from bluelamp.language.text import Text
from bluelamp.rulebook.findings import Draft, Medium
from bluelamp.rulebook.rules import Rule

_FILE = Path(__file__).parent / "data" / "contexts.toml"
_BRACKET = re.compile(r"\[([^\[\]]*)\]")
_QUOTED = re.compile(r"(?<!\w)'([^']*)'(?!\w)")
_DRAFT = {field.name for field in fields(Draft)} - {"text", "media", "facts"}


@dataclass(frozen=True, slots=True)
class Entry:
    """What one wording gives: fields of the draft, its facts, one medium (None: none asked for, False: taken away)."""

    says: Phrases
    unless: Phrases
    gives: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`defaults`: of every example; `rules`: of those in the rows of some rules; `entries`: of brackets."""

    defaults: Mapping[str, Any]
    rules: tuple[Mapping[str, Any], ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a bracket, ready to be looked up."""

    text: Text
    values: Mapping[str, str]


@dataclass
class Told:
    """What all brackets of one example say together. `medium_facts` hold for its medium, if it has one."""

    fields: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    medium: Medium | None = None
    medium_facts: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    answered: bool = False
    unknown: list[str] = field(default_factory=list)


def draft_of(written: str, rule: Rule, side: str) -> tuple[Draft, list[str]]:
    """An example with its brackets -> the draft it means for this rule, and the pieces that nobody understands.

    `side`: "flags" or "passes", the cell in which it stands.
    """
    words = _vocabulary()
    told = Told(dict(words.defaults))
    for given in words.rules:
        if rule.id in given["ids"] and given.get("side", side) == side:
            _give(told, given)
    for bracket in _BRACKET.findall(written):
        for piece in _pieces(bracket):
            _tell(told, piece, words.entries)
    text = " ".join(_BRACKET.sub(" ", written).split())
    if told.answered and rule.question_id:
        told.facts[rule.question_id] = rule.clears_when[0]
    media = (replace(told.medium, facts={**told.medium_facts, **told.medium.facts}),) if told.medium else ()
    return Draft(text or told.text, media=media, facts=told.facts, **told.fields), told.unknown


@cache
def _vocabulary() -> Vocabulary:
    written = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    entries = tuple(
        Entry(Phrases.read(entry.pop("says")), Phrases.read(entry.pop("unless", [])), entry)
        for entry in written["context"]
    )
    return Vocabulary(written["defaults"], tuple(written["rule"]), entries)


def _pieces(bracket: str) -> Iterator[Piece]:
    """Cut at commas and semicolons, but not between quotation marks."""
    quoted = _QUOTED.findall(bracket)
    for piece in re.split(r"[,;]", _QUOTED.sub(" quoted ", bracket)):
        words = re.sub(r"[=_:/+]", " ", piece)
        figures = [str(value) for token in Text(words).norms if (value := number(token)) is not None]
        values = {
            "number": next(iter(figures), ""),
            "quoted": next(iter(quoted), ""),
            "rest": piece.partition(":")[2].strip(),
        }
        yield Piece(Text(words), values)


def _tell(told: Told, piece: Piece, entries: tuple[Entry, ...]) -> None:
    fitting = [entry for entry in entries if entry.says.places(piece.text) and not entry.unless.places(piece.text)]
    if not fitting:
        told.unknown.append(piece.text.original.strip())
    for entry in fitting:
        _give(told, _filled(entry.gives, piece.values))


def _give(told: Told, gives: Mapping[str, Any]) -> None:
    told.fields |= {name: value for name, value in gives.items() if name in _DRAFT}
    told.facts |= gives.get("facts", {})
    told.medium_facts |= gives.get("medium_facts", {})
    told.text = gives.get("text", told.text)
    told.answered |= gives.get("answered", False)
    if "medium" in gives:
        told.medium = _shown(told.medium or Medium(), gives["medium"]) if gives["medium"] else None


def _shown(medium: Medium, more: Mapping[str, Any]) -> Medium:
    return replace(medium, **{**more, "facts": {**medium.facts, **more.get("facts", {})}})


def _filled(value: Any, values: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {name: _filled(inner, values) for name, inner in value.items()}
    return value.format_map(values) if isinstance(value, str) else value
