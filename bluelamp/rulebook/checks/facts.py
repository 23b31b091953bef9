"""What is known of a draft and of its pictures: something is missing, or is as it should not be."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from bluelamp.rulebook.checks.registry import Run, check
from bluelamp.rulebook.findings import Draft, Medium
from bluelamp.rulebook.reading import WHOLE, Hit, Reading
from bluelamp.rulebook.settings import Settings
from bluelamp.rulebook.values import agrees, given, holds, lacks

Ask = Callable[[Mapping[str, Any]], bool]


@check("facts")
def facts(settings: Settings) -> Run:
    """One of `missing` (or `all` of them) is absent, empty or no; and one of `has` is there; and all of `is` have that value."""
    ask = _ask(settings)

    def run(reading: Reading) -> Iterable[Hit]:
        return (WHOLE,) if ask(reading.draft.facts) else ()

    return run


@check("media_facts")
def media_facts(settings: Settings) -> Run:
    """A medium of `kinds` and of a `source`, for which the same holds as in `facts`.

    `older_than_days`: taken so long before the day of judgement. `under_age`: the person shown is younger.
    """
    kinds, source = settings.strings("kinds"), list(settings.strings("source"))
    older, younger = settings.number("older_than_days", 0), settings.number("under_age", 0)
    ask = _ask(settings, needed=not (older or younger or source))

    def fits(draft: Draft, medium: Medium) -> bool:
        known = medium.facts
        return (
            (not kinds or medium.kind in kinds)
            and (not source or agrees(known.get("source"), source))
            and (not older or _days_old(known.get("taken"), draft.today) > older)
            and (not younger or _is_under(known.get("subject_age"), younger))
            and ask(known)
        )

    def run(reading: Reading) -> Iterable[Hit]:
        return (WHOLE,) if any(fits(reading.draft, medium) for medium in reading.draft.media) else ()

    return run


def _ask(settings: Settings, needed: bool = True) -> Ask:
    missing, every = settings.strings("missing"), settings.yes("all")
    has, wanted = settings.strings("has"), settings.table("is")
    if needed and not (missing or has or wanted):
        raise settings.wrong("missing", "the names of the facts that must be there; or write “has” or “is”")

    def ask(known: Mapping[str, Any]) -> bool:
        return (
            (not missing or lacks(known, missing, every))
            and (not has or any(given(known.get(name)) for name in has))
            and holds(known, wanted)
        )

    return ask


def _days_old(taken: Any, today: date | None) -> int:
    """Whole days; 0 if one of the days is not known."""
    try:
        day = taken if isinstance(taken, date) else date.fromisoformat(str(taken)[:10])
        return (today - day).days if today else 0
    except (ValueError, TypeError):
        return 0


def _is_under(age: Any, limit: int) -> bool:
    try:
        return int(age) < limit
    except (ValueError, TypeError, OverflowError):
        return False
