"""Wall time to moment: what a person meant by a day and a time in the force's own zone."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from bluelamp.kernel.errors import Refused

Which = Literal["", "first", "second"]


@dataclass(frozen=True, slots=True)
class When:
    """The moment in UTC, and the words that were meant, kept because zones change their rules."""

    at: datetime
    wall: str


class Twice(Refused):
    """The clocks go back over this time, so it comes twice that night; ask which one is meant."""


def moment(day: date, clock_time: time, zone: str, which: Which = "") -> When:
    """Raises Refused for an hour that the clocks jump over, `Twice` for one that comes twice unless `which` says."""
    wall = datetime.combine(day, clock_time)
    first = wall.replace(tzinfo=ZoneInfo(zone), fold=0)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return _when(first, wall, zone, "")
    if first.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall:
        raise Refused(_("The clocks go forward over this time, so it does not exist that night. Choose an hour later."))
    if which not in {"first", "second"}:
        raise Twice(_("The clocks go back that night, so this time comes twice. Say which one you mean."))
    return _when(second if which == "second" else first, wall, zone, which)


def _when(local: datetime, wall: datetime, zone: str, which: Which) -> When:
    words = f"{wall:%Y-%m-%dT%H:%M} {zone} {which}".strip()
    return When(local.astimezone(UTC), words)
