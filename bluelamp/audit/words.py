"""An entry told in words, for pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from bluelamp.audit.acts import ACTS, OPERATIONS, THINGS
from bluelamp.audit.append import SYSTEM
from bluelamp.audit.models import Entry
from bluelamp.kernel import ids


@dataclass(frozen=True, slots=True)
class Told:
    """An entry with its sentence, the law's word for it, and its small facts as pairs."""

    entry: Entry
    sentence: str
    operation: str
    facts: list[tuple[str, str]]


class _Facts(dict[str, Any]):
    def __missing__(self, name: str) -> str:
        return "…"


def told(entries: Iterable[Entry]) -> list[Told]:
    return [tell(entry) for entry in entries]


def tell(entry: Entry) -> Told:
    """The entry in words. An act that this version does not know any more is told by its name."""
    act = ACTS.get(entry.act)
    template = str(act.says) if act else entry.act
    facts = entry.facts if isinstance(entry.facts, dict) else {}
    names = _Facts(facts | {"actor": actor(entry), "object": thing(entry)})
    pairs = [(key, str(value)) for key, value in facts.items() if value not in ("", None, [], {})]
    return Told(entry, template.format_map(names), str(OPERATIONS.get(entry.operation, entry.operation)), pairs)


def actor(entry: Entry) -> str:
    return _("Bluelamp itself") if entry.actor_name == SYSTEM and entry.actor_id is None else entry.actor_name


def thing(entry: Entry) -> str:
    """What the act was done to: its name at the time, or its kind with ten signs of its id."""
    if entry.object_name:
        return entry.object_name
    kind = str(THINGS.get(entry.object_type, entry.object_type))
    try:
        return f"{kind} {ids.short(UUID(entry.object_id))}"
    except ValueError:
        return f"{kind} {entry.object_id}".strip()


def events(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Entries as the life of one object, for the `life` component."""
    return [
        {
            "title": tell(entry).sentence,
            "at": entry.at,
            "body": str(entry.facts.get("reason", "")),
            "url": reverse("audit:entry", args=[entry.pk]),
            "url_label": _("Entry %(index)s") % {"index": entry.index},
        }
        for entry in entries
    ]
