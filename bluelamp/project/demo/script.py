"""The demonstration's script: TOML files in `content/`, read into people and acts with their moments."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

CONTENT = Path(__file__).parent / "content"
WORD_FOR_ALL = "the lamp is always lit"
"""Everybody's password. It is printed at every start, and opens nothing outside demonstration mode."""
FORCES = ("northmere", "tarrow")
ZONE = ZoneInfo("Europe/London")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPAN = re.compile(r"(?:(\d+)d)? ?(?:(\d+)h)? ?(?:(\d+)m)?")
_WALL = re.compile(r"(\d+)d (\d\d:\d\d)")
_DAY = re.compile(r"\{([a-z]{3}|[+-]?\d+)\}")


@dataclass(frozen=True)
class Act:
    """One thing that somebody does at a moment (UTC). `post` names the post it is about, in the order of the file, or ""."""

    at: datetime
    do: str
    force: str
    by: str = ""
    post: str = ""
    to: str = ""
    text: str = ""
    name: str = ""


@dataclass(frozen=True)
class Line:
    """A post as it begins. `text` has its days filled in; `due` is a wall time at home or None."""

    key: str
    force: str
    at: datetime
    by: str
    text: str
    kind: str = "update"
    case: str = "none"
    pictures: tuple[dict[str, str], ...] = ()
    answers: dict[str, str] = field(default_factory=dict)
    due: datetime | None = None
    ends: str = "approved"


@dataclass(frozen=True)
class Script:
    lines: dict[str, Line]
    acts: list[Act]


def forces() -> list[dict[str, Any]]:
    return list(_read("people")["forces"])


def registers() -> list[dict[str, Any]]:
    """What stands in the registers of each force: cases, consents, elections."""
    return list(_read("registers")["forces"])


def script(now: datetime) -> Script:
    """Everything that happens, oldest first, as it would have happened up to `now`."""
    lines: dict[str, Line] = {}
    acts: list[Act] = []
    for force in FORCES:
        told = _read(force)
        for number, written in enumerate(told["posts"]):
            line = _line(written, f"{force}-{number}", force, now)
            lines[line.key] = line
            acts.append(Act(line.at, "write", force, line.by, line.key))
            acts += _then(written.get("then", []), line, now)
            if line.due and line.due < now:
                acts.append(Act(line.due.astimezone(UTC), "wait", force))
        acts += [_act(one, moment(one["ago"], now), force, "") for one in told.get("acts", [])]
    return Script(lines, sorted(acts, key=lambda act: act.at))


def moment(ago: str, now: datetime) -> datetime:
    """ "3d 09:10" is a time of day three days ago, "1h 20m" a span before `now`."""
    if wall := _WALL.fullmatch(ago):
        day = now.astimezone(ZONE).date() - timedelta(days=int(wall[1]))
        return datetime.combine(day, time.fromisoformat(wall[2]), ZONE).astimezone(UTC)
    return now - span(ago)


def span(words: str) -> timedelta:
    found = _SPAN.fullmatch(words)
    if not words or found is None:
        raise ValueError(f"“{words}” is no span such as 1d 2h 30m")
    days, hours, minutes = (int(part or 0) for part in found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes)


def with_days(text: str, at: datetime) -> str:
    """{sat} becomes the next Saturday after the day of `at`, {-1} the day before it, as "Saturday 9 May"."""
    home = at.astimezone(ZONE).date()

    def said(found: re.Match[str]) -> str:
        word = found[1]
        ahead = (DAYS.index(word) - home.weekday() - 1) % 7 + 1 if word in DAYS else int(word)
        day = home + timedelta(days=ahead)
        return f"{day:%A} {day.day} {day:%B}"

    return _DAY.sub(said, text.strip())


def _line(written: dict[str, Any], key: str, force: str, now: datetime) -> Line:
    at = moment(written["ago"], now)
    plain = {name: written[name] for name in ("by", "kind", "case", "answers", "ends") if name in written}
    text = with_days(written["text"], at)
    pictures = tuple(written.get("pictures", ()))
    return Line(key, force, at, text=text, pictures=pictures, due=_due(written.get("due"), at), **plain)


def _due(written: dict[str, str] | None, at: datetime) -> datetime | None:
    if written is None:
        return None
    home = at.astimezone(ZONE).date()
    ahead = (DAYS.index(written["day"]) - home.weekday() - 1) % 7 + 1 if "day" in written else span(written["in"]).days
    return datetime.combine(home + timedelta(days=ahead), time.fromisoformat(written["at"]), ZONE)


def _then(written: list[dict[str, str]], line: Line, now: datetime) -> Iterator[Act]:
    at = line.at
    for one in written:
        at = moment(one["ago"], now) if "ago" in one else at + span(one["after"])
        yield _act(one, at, line.force, line.key, line.at)


def _act(written: dict[str, str], at: datetime, force: str, post: str, told_at: datetime | None = None) -> Act:
    plain = {name: written[name] for name in ("by", "to", "name") if name in written}
    return Act(at, written["do"], force, post=post, text=with_days(written.get("text", ""), told_at or at), **plain)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8"))
