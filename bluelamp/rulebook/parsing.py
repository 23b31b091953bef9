"""One text of TOML -> a pack, each section checked. The text may be a stranger's, so its size and depth are limited first."""

import tomllib
from collections.abc import Iterator
from itertools import islice
from typing import Any

import re2

from bluelamp.kernel.digests import sha256_hex
from bluelamp.language.matching import read_lists
from bluelamp.language.parts import PhraseError
from bluelamp.rulebook import extras
from bluelamp.rulebook.entries import amendment, rule
from bluelamp.rulebook.rules import Pack
from bluelamp.rulebook.settings import PackError
from bluelamp.rulebook.tables import Table

LARGEST = 2_000_000  # bytes
MOST_RULES, MOST_TABLES, MOST_PATTERNS = 1_000, 10_000, 100
_ENDLESS_KEY = re2.compile(rb"(?:(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*\.[ \t]*){16}")
"""A reader of TOML takes memory by the square of such a name's length. Found in RE2, whose own work is bounded."""
_TABLE = re2.compile(rb"\n[ \t]*\[")
_KNOWN = {"pack", "lists", "rules", "amend", "register", "templates", "strategies", "cards", "routes"}
_HEAD = {
    *("name", "version", "title", "languages", "jurisdiction", "licence", "author", "force", "from", "requires"),
    "changelog",
}


def parse(text: str) -> Pack:
    """A pack from its one text. Raises PackError with rule, place and how to mend it."""
    return _pack(tables(text), sha256_hex(text.encode()))


def tables(text: str) -> dict[str, Any]:
    """What the text says as plain tables. Raises PackError for one that is no TOML, or would cost too much to read."""
    try:
        raw = text.encode()
    except UnicodeEncodeError:
        raise PackError("This pack holds half a character (a lone surrogate). Save it again as UTF-8.") from None
    if len(raw) > LARGEST:
        raise PackError("This pack is larger than 2 MB. Split it into two packs.")
    if _ENDLESS_KEY.search(raw):
        raise PackError("There is a name with more than 16 dots in this pack. Write short names.")
    if sum(1 for _ in islice(_TABLE.finditer(raw), MOST_TABLES + 1)) > MOST_TABLES:
        raise PackError(f"There are more than {MOST_TABLES:,} tables in this pack. Split it into two packs.")
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)[:200]
        raise PackError(f"This is not readable TOML: {reason}.") from error


def _pack(written: dict[str, Any], digest: str) -> Pack:
    table = Table("pack", written, _KNOWN)
    head = Table("[pack]", table.table("pack"), _HEAD)
    _check_patterns(table)
    try:
        texts = _lists(table)
        lists = read_lists(texts)
    except PhraseError as error:
        raise PackError(f"{error}.") from error
    rules = tuple(rule(entry, lists) for entry in _few(table, "rules"))
    _no_twins([entry.id for entry in rules])
    return Pack(
        name=head.text("name", required=True),
        version=head.text("version", required=True),
        digest=digest,
        rules=rules,
        amendments=tuple(amendment(entry, lists) for entry in _few(table, "amend")),
        title=head.text("title"),
        languages=head.texts("languages") or ("en",),
        jurisdiction=head.text("jurisdiction"),
        author=head.text("author"),
        force=head.text("force"),
        licence=head.text("licence"),
        begins=head.day("from"),
        requires=_requires(head),
        changelog=extras.read_changelog(head.tables("changelog")),
        register=extras.read_register(table.table("register")),
        templates=extras.read_templates(table.tables("templates")),
        strategies=extras.read_strategies(table.tables("strategies")),
        cards=extras.read_cards(table.tables("cards")),
        routes=extras.read_routes(table.tables("routes")),
        lists=texts,
    )


def _requires(head: Table) -> tuple[tuple[str, str], ...]:
    inner = Table("[pack], requires", head.table("requires"), set(head.table("requires")))
    return tuple((name, inner.text(name, required=True)) for name in inner.written)


def _few(table: Table, name: str) -> list[Any]:
    entries = table.tables(name)
    if len(entries) > MOST_RULES:
        raise PackError(f"[[{name}]]: more than {MOST_RULES} entries. Split the pack in two.")
    return entries


def _lists(table: Table) -> dict[str, tuple[str, ...]]:
    inner = Table("[lists]", table.table("lists"), set(table.table("lists")))
    return {name: inner.texts(name) for name in inner.written}


def _no_twins(ids: list[str]) -> None:
    twice = sorted({rule_id for rule_id in ids if ids.count(rule_id) > 1})
    if twice:
        raise PackError(f"Rule {twice[0]} is written twice. Give one of them another id.")


def _check_patterns(table: Table) -> None:
    """Each takes memory of its own, so a pack may hold some and no more."""
    written = (check for name in ("rules", "amend") for entry in table.tables(name) for check in _checks_of(entry))
    listed = (check.get("patterns") for check in written if check.get("use") == "pattern")
    patterns = sum(len(entries) for entries in listed if isinstance(entries, list))
    if patterns > MOST_PATTERNS:
        raise PackError(f"More than {MOST_PATTERNS} regular expressions in one pack. Write phrases for most of them.")


def _checks_of(entry: Any) -> Iterator[dict[str, Any]]:
    checks = entry.get("check") if isinstance(entry, dict) else None
    return (check for check in (checks if isinstance(checks, list) else ()) if isinstance(check, dict))
