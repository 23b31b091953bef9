"""Changing a pack by its entries: a text is read into plain tables, changed, and written again. Comments are lost."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bluelamp.rulebook.packs import parse
from bluelamp.rulebook.settings import PackError
from bluelamp.rulebook.signing import unsigned
from bluelamp.rulebook.writing import write

Table = dict[str, Any]


def table_of(text: str) -> Table:
    """The pack as plain tables. Raises PackError for what is no pack."""
    parse(text)
    return tomllib.loads(unsigned(text))


def text_of(table: Mapping[str, Any]) -> str:
    """The pack as text, in the order that people expect. Raises PackError for what is no pack."""
    order = ("pack", "register", "lists", "rules", "amend", "templates", "strategies", "cards", "routes")
    text = write({name: table[name] for name in order if table.get(name)})
    parse(text)
    return text


def empty(name: str, title: str, force: str) -> Table:
    return {"pack": {"name": name, "version": "0.0.0", "title": title, "force": force, "author": force}}


def own_rule(table: Mapping[str, Any], rule: str) -> Table | None:
    return next((entry for entry in table.get("rules", ()) if entry.get("id") == rule), None)


def amendment(table: Mapping[str, Any], rule: str) -> Table | None:
    return next((entry for entry in table.get("amend", ()) if entry.get("rule") == rule), None)


def with_rule(table: Mapping[str, Any], entry: Table) -> Table:
    """With this rule in place of the one with its id, or as the last one."""
    return _with(table, "rules", "id", entry["id"], entry)


def without_rule(table: Mapping[str, Any], rule: str) -> Table:
    return _with(table, "rules", "id", rule, None)


def with_amendment(table: Mapping[str, Any], entry: Table) -> Table:
    """With this in place of what is said about its rule; one that changes nothing is dropped."""
    changes = entry if set(entry) - {"rule"} else None
    return _with(table, "amend", "rule", entry["rule"], changes)


def without_amendment(table: Mapping[str, Any], rule: str) -> Table:
    return _with(table, "amend", "rule", rule, None)


def _with(table: Mapping[str, Any], section: str, key: str, name: str, entry: Table | None) -> Table:
    entries = list(table.get(section, ()))
    places = [at for at, old in enumerate(entries) if old.get(key) == name]
    entries = [old for at, old in enumerate(entries) if at not in places]
    if entry is not None:
        entries.insert(places[0] if places else len(entries), entry)
    return {**table, section: entries}


def with_lines(table: Mapping[str, Any], section: str, lines: Mapping[str, Sequence[str]]) -> Table:
    """With these lists in place of the section's; an empty list goes."""
    return {**table, section: {name: list(entries) for name, entries in lines.items() if entries}}


def raised(table: Mapping[str, Any], version: str, day: date, change: str) -> Table:
    """The next version after `version`, with its line in the changelog, newest first."""
    new = following(version)
    entry = {"version": new, "date": day, "changes": [change]}
    head = {**table["pack"], "version": new, "changelog": [entry, *table["pack"].get("changelog", ())]}
    return {**table, "pack": head}


def following(version: str) -> str:
    """1.4.2 -> 1.5.0, 3 -> 3.1."""
    numbers = [int(part[:9]) for part in re.findall(r"\d+", version)[:3]]
    numbers += [0] * (2 - len(numbers))
    return ".".join(map(str, [numbers[0], numbers[1] + 1, *(0 for _ in numbers[2:])]))


def for_others(text: str, ground: Mapping[str, str]) -> str:
    """A pack to give away: without its register, which names people and places, and naming the packs it stands on.

    `ground`: names of packs with the version at hand; what the pack itself says about them stays.
    """
    table = table_of(text)
    requires = {**ground, **table["pack"].get("requires", {})}
    if not table.pop("register", None) and requires == table["pack"].get("requires", {}):
        return unsigned(text)
    if requires:
        table["pack"] = {**table["pack"], "requires": requires}
    return text_of(table)


def question_name(rule: str) -> str:
    """The name of a rule's own question: HAR-01 -> har_01_answer."""
    name = re.sub(r"[^a-z0-9]+", "_", rule.casefold()).strip("_")
    if not name:
        raise PackError("A rule with a question needs letters or digits in its id.")
    return f"{name}_answer"
