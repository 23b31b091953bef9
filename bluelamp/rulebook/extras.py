"""What travels in a pack beside its rules: local knowledge, reply templates, strategies, training cards, approval rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Protocol, TypeVar

from bluelamp.language.local import Local
from bluelamp.rulebook.findings import CASE_STATES, KINDS, RISKS
from bluelamp.rulebook.settings import PackError
from bluelamp.rulebook.tables import Table

OUTCOMES = ("ok", "advise", "review", "block")
NEEDS = ("supervisor", "press")
_TITLE, _LONG, _MANY = 120, 20_000, 500  # characters, characters, entries of one sort


class Named(Protocol):
    @property
    def id(self) -> str: ...


Entry = TypeVar("Entry", bound=Named)


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the changelog. `changes`: one sentence each."""

    version: str
    day: date | None
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A reply to start from. `when`: words of a message for which to offer it; `[gaps]` are for the officer to fill."""

    id: str
    title: str
    text: str
    lang: str = "en"
    when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Strategy:
    """How to go about something, in plain paragraphs with a blank line between; a line that begins “- ” is a point."""

    id: str
    title: str
    text: str
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class Card:
    """A training card: `text` explains, `draft` is one to try in `kind` and `case_state`, `learn` says what it teaches."""

    id: str
    title: str
    text: str
    draft: str
    learn: str
    kind: str = "update"
    case_state: str = "none"
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class RouteRow:
    """A row of an approval matrix: the first that fits decides. Empty fits everything; no `needs` = straight out."""

    id: str
    name: str
    kinds: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    trust_below: int | None = None
    needs: tuple[str, ...] = ()


def read_register(written: Any) -> Local:
    table = Table("[register]", written, {field.name for field in fields(Local)})
    return Local(**{name: table.texts(name) for name in table.written})


def read_changelog(written: Iterable[Any]) -> tuple[Change, ...]:
    return tuple(_change(entry) for entry in written)


def _change(written: Any) -> Change:
    table = Table("[pack], changelog", written, {"version", "date", "changes"})
    changes = (table.text("changes"),) if isinstance(table.written.get("changes"), str) else table.texts("changes")
    return Change(table.text("version", required=True), table.day("date"), changes)


def read_templates(written: Iterable[Any]) -> tuple[Template, ...]:
    return _all("templates", written, Template, _template)


def _template(table: Table) -> Template:
    return Template(**_titled(table), when=table.texts("when"))


def read_strategies(written: Iterable[Any]) -> tuple[Strategy, ...]:
    return _all("strategies", written, Strategy, lambda table: Strategy(**_titled(table)))


def read_cards(written: Iterable[Any]) -> tuple[Card, ...]:
    return _all("cards", written, Card, _card)


def _card(table: Table) -> Card:
    return Card(
        **_titled(table),
        draft=table.text("draft", required=True),
        learn=table.text("learn", required=True),
        kind=table.one_of("kind", KINDS, "update"),
        case_state=table.one_of("case_state", CASE_STATES, "none"),
    )


def read_routes(written: Iterable[Any]) -> tuple[RouteRow, ...]:
    return _all("routes", written, RouteRow, _route)


def _route(table: Table) -> RouteRow:
    return RouteRow(
        id=table.text("id", required=True),
        name=_short(table, "name"),
        kinds=table.texts("kinds", KINDS),
        outcomes=table.texts("outcomes", OUTCOMES),
        risks=table.texts("risks", RISKS),
        trust_below=table.number("trust_below", 9),
        needs=table.texts("needs", NEEDS),
    )


def _titled(table: Table) -> dict[str, str]:
    text = table.text("text", required=True)
    if len(text) > _LONG:
        raise PackError(f"{table.where}: “text” has more than {_LONG:,} characters. Write less, or make two of it.")
    return {
        "id": table.text("id", required=True),
        "title": _short(table, "title"),
        "text": text,
        "lang": table.text("lang") or "en",
    }


def _short(table: Table, name: str) -> str:
    value = table.text(name, required=True)
    if len(value) > _TITLE:
        raise PackError(f"{table.where}: “{name}” has more than {_TITLE} characters. Write a shorter one.")
    return value


def _all(name: str, written: Iterable[Any], shape: type[Entry], read: Callable[[Table], Entry]) -> tuple[Entry, ...]:
    """The entries of one section; each id once."""
    known = {field.name for field in fields(shape)}  # type: ignore[arg-type]
    found: dict[str, Entry] = {}
    for number, entry in enumerate(written, 1):
        one = read(Table(f"[[{name}]], number {number}", entry, known))
        if one.id in found:
            raise PackError(f"[[{name}]]: “{one.id}” is written twice. Give one of them another id.")
        found[one.id] = one
    if len(found) > _MANY:
        raise PackError(f"[[{name}]]: more than {_MANY} entries. Split the pack in two.")
    return tuple(found.values())


def later_wins(layers: Iterable[Iterable[Entry]]) -> tuple[Entry, ...]:
    """The entries of packs that lie on one another: a later one with the same id takes the place of the earlier."""
    return tuple({entry.id: entry for layer in layers for entry in layer}.values())
