"""Dates and times; and which dates are somebody's birthday."""

import re
from collections.abc import Iterator

from bluelamp.language.folding import lowered
from bluelamp.language.identifiers import MONTH
from bluelamp.language.spans import Span

_DAY = r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
_FULL = re.compile(
    rf"(?<![\w/.-])(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH},? \d{{4}}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})(?![\w/]|-\d)"
)
_SHORT = re.compile(
    rf"(?<![\w/.-])(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}/\d{{1,2}})(?![\w/])"
    rf"|\b{_DAY}s?\b|\b(?:today|tonight|tomorrow|yesterday|midnight|midday|noon|lunchtime|(?:this|last|next|every) (?:morning|afternoon|evening|night|week|weekend))\b"
)
_TIME = re.compile(
    r"(?<![\w:./])(?:\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\b)?|\d{1,2} ?[ap]\.?m\b|(?:[01]\d|2[0-3])[0-5]\d(?: ?h(?:ou)?rs\b))(?![\w/:])"
)
_BIRTH = re.compile(
    r"(?:\bdob|\bd\.o\.b\.?|\bdate of birth|\bborn(?: on)?|\bbirth ?date|\bbirthday)(?: is| was| given as|:)?\W{0,4}$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(19\d\d|20\d\d)(?!\d)|[/.-](\d\d)$")
_OWNERS = {"PERSON", "NINO", "ADDRESS", "PHONE", "POSTCODE", "EMAIL"}
# Beside a name, a full date this old is a birthday and not the day of an incident. Fixed, for a verdict must not change with the clock.
_LAST_BIRTH_YEAR = 2015
_BESIDE = 4  # characters between the two


def dates(text: str) -> Iterator[Span]:
    """Full dates: DOB where the words before say so, FULL_DATE otherwise."""
    for match in _FULL.finditer(lowered(text)):
        cued = _BIRTH.search(text, max(0, match.start() - 30), match.start())
        yield Span(match.start(), match.end(), "DOB" if cued else "FULL_DATE")


def days(text: str) -> Iterator[Span]:
    return (Span(match.start(), match.end(), "DATE") for match in _SHORT.finditer(lowered(text)))


def times(text: str) -> Iterator[Span]:
    return (Span(match.start(), match.end(), "TIME") for match in _TIME.finditer(lowered(text)))


def settle_birthdays(text: str, spans: list[Span]) -> list[Span]:
    """Full dates right beside a person's other details are birthdays; all others are plain dates."""
    owners = [span for span in spans if span.kind in _OWNERS]
    return [_settle(text, span, owners) if span.kind == "FULL_DATE" else span for span in spans]


def _settle(text: str, date: Span, owners: list[Span]) -> Span:
    beside = any(0 <= date.start - o.end <= _BESIDE or 0 <= o.start - date.end <= _BESIDE for o in owners)
    return date._replace(kind="DOB" if beside and _is_old(date.of(text)) else "DATE")


def _is_old(written: str) -> bool:
    match = _YEAR.search(written)
    if not match:
        return False
    if match[1]:
        return int(match[1]) <= _LAST_BIRTH_YEAR
    short = int(match[2])
    return short >= 35 or short <= _LAST_BIRTH_YEAR % 100
