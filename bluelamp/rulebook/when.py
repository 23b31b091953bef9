"""For which drafts a rule or a check is: kind, stage, pictures, facts, days, languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bluelamp.rulebook.findings import CASE_STATES, KINDS, MEDIA_KINDS, Draft
from bluelamp.rulebook.settings import PackError
from bluelamp.rulebook.tables import Table
from bluelamp.rulebook.values import holds, lacks, plain

_KEYS = {"kinds", "case_states", "media", "facts", "facts_missing", "from", "until", "languages", "replies"}


@dataclass(frozen=True, slots=True)
class When:
    """The drafts a rule or check is for; an empty condition lets all through.

    `facts`: name -> the plain values of which one must be there. `begins` and `until` are days, both included.
    """

    kinds: tuple[str, ...] = ()
    case_states: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facts_missing: tuple[str, ...] = ()
    begins: date | None = None
    until: date | None = None
    languages: tuple[str, ...] = ()
    replies: bool = False

    def holds(self, draft: Draft) -> bool:
        return (
            (not self.kinds or draft.kind in self.kinds)
            and (not self.case_states or draft.case_state in self.case_states)
            and (not self.media or any(medium.kind in self.media for medium in draft.media))
            and (not self.languages or draft.lang in self.languages)
            and (not self.replies or bool(draft.answers_to))
            and self._in_season(draft.today)
            and (not self.facts or holds(draft.facts, self.facts))
            and (not self.facts_missing or lacks(draft.facts, self.facts_missing, every=True))
        )

    def _in_season(self, today: date | None) -> bool:
        """Without a day of judgement nothing has begun yet, and nothing has ended."""
        if today is None:
            return self.begins is None
        return (self.begins is None or self.begins <= today) and (self.until is None or today <= self.until)

    def covers(self, other: "When") -> bool:
        """True if all that `other` lets through is let through here, too; so this is as wide or wider."""
        return (
            _wider(self.kinds, other.kinds)
            and _wider(self.case_states, other.case_states)
            and _wider(self.media, other.media)
            and _wider(self.languages, other.languages)
            and (not self.replies or other.replies)
            and (self.begins is None or (other.begins is not None and self.begins <= other.begins))
            and (self.until is None or (other.until is not None and other.until <= self.until))
            and all(name in other.facts and _wider(wanted, other.facts[name]) for name, wanted in self.facts.items())
            and set(self.facts_missing) <= set(other.facts_missing)
        )


ALWAYS = When()


def _wider(mine: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return not mine or (bool(others) and set(others) <= set(mine))


def read_when(where: str, written: Any) -> When:
    """Raises PackError naming the place and how to mend it."""
    if not written:
        return ALWAYS
    table = Table(f"{where}, when", written, _KEYS)
    when = When(
        kinds=table.texts("kinds", KINDS),
        case_states=table.texts("case_states", CASE_STATES),
        media=table.texts("media", MEDIA_KINDS),
        facts={name: _wanted(table, name, value) for name, value in table.table("facts").items()},
        facts_missing=table.texts("facts_missing"),
        begins=table.day("from"),
        until=table.day("until"),
        languages=table.texts("languages"),
        replies=table.yes("replies"),
    )
    if when.begins and when.until and when.until < when.begins:
        raise PackError(f"{table.where}: “until” lies before “from”, so it would never count. Correct one of the days.")
    return when


def _wanted(table: Table, name: str, value: Any) -> tuple[str, ...]:
    options = value if isinstance(value, list) else [value]
    if not options or not all(isinstance(option, str | bool | int | float) for option in options):
        raise PackError(
            f'{table.where}: write the fact “{name}” as one value or a list of values, such as "yes" or ["a", "b"].'
        )
    return tuple(map(plain, options))
