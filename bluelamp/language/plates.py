"""Number plates of vehicles: current, prefix, suffix and Northern Ireland."""

import re
from collections.abc import Callable, Iterator

from bluelamp.language.gazetteer import words
from bluelamp.language.spans import Span

_CURRENT = re.compile(r"(?<![\w/£-])([A-Z]{2}) ?(\d{2}) ?([A-Z]{3})(?![\w/-]|'s)", re.IGNORECASE)
_PREFIX = re.compile(r"(?<![\w/£-])([A-HJ-NPR-TV-Y])(\d{1,3})( ?)([A-Z]{3})(?![\w/-])", re.IGNORECASE)
_SUFFIX = re.compile(r"(?<![\w/£-])([A-Z]{3})( ?)(\d{1,3})([A-Z])(?![\w/-])", re.IGNORECASE)
_NORTHERN = re.compile(r"(?<![\w/£-])(?=[A-Z]{0,2}[IZ])[A-Z]{3} ?\d{1,4}(?![\w/-])")
_VEHICLE = re.compile(
    r"\b(?:cars?|vans?|vehicles?|reg(?:istration)?|plates?|vrm|index|lorry|motor(?:bike|cycle)s?|moped|driver|driving|dashcam"
    r"|speed|mph|corsa|golf|focus|fiesta|transit|astra|bmw|audi|mercedes|insurance|uninsured|parked|seized|no tax)\b",
    re.IGNORECASE,
)
_WORDS = words("short_words")
_NEAR = 90  # characters


def plates(text: str) -> Iterator[Span]:
    for pattern, sure in _KINDS:
        for match in pattern.finditer(text):
            if sure(text, match):
                yield Span(match.start(), match.end(), "VRM")


def _is_current(text: str, match: re.Match[str]) -> bool:
    """The two digits run from 01 to 49 and from 51 to 99; “on 12 may” is a date."""
    both_words = match[1].lower() in _WORDS and match[3].lower() in _WORDS
    return match[2] not in ("00", "50") and not both_words


def _is_prefix(text: str, match: re.Match[str]) -> bool:
    return match[4].lower() not in _WORDS and _is_sure(text, match)


def _is_suffix(text: str, match: re.Match[str]) -> bool:
    return match[1].lower() not in _WORDS and _is_sure(text, match)


def _is_sure(text: str, match: re.Match[str]) -> bool:
    """Long and in capitals it is a plate; otherwise there must be talk of a vehicle."""
    return (match[0].isupper() and len(match[0]) > 5) or _near_vehicle(text, match)


def _near_vehicle(text: str, match: re.Match[str]) -> bool:
    return bool(_VEHICLE.search(text, max(0, match.start() - _NEAR), match.end() + _NEAR))


_KINDS: tuple[tuple[re.Pattern[str], Callable[[str, re.Match[str]], bool]], ...] = (
    (_CURRENT, _is_current),
    (_PREFIX, _is_prefix),
    (_SUFFIX, _is_suffix),
    (_NORTHERN, _near_vehicle),
)
