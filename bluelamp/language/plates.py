"""Number plates of vehicles: current, prefix, suffix, Q, Northern Ireland; and old or diplomatic ones where a plate is spoken of."""

import re
from collections.abc import Callable, Iterator

from bluelamp.language.gazetteer import words
from bluelamp.language.spans import Span

_CURRENT = re.compile(r"(?<![\w/£#-])([A-Z]{2})[ -]?(\d{2})[ -]?([A-Z]{3})(?![\w/-]|'s)", re.IGNORECASE)
_PREFIX = re.compile(r"(?<![\w/£-])([A-HJ-NP-RTV-Y]|S) ?(\d{1,3})( ?)([A-Z]{3})(?![\w/-])", re.IGNORECASE)
_SUFFIX = re.compile(r"(?<![\w/£-])([A-Z]{3})( ?)(\d{1,3}) ?([A-Z])(?![\w/-])", re.IGNORECASE)
_NORTHERN = re.compile(r"(?<![\w/£-])(?=[A-Z]{0,2}[IZ])[A-Z]{2,3} ?\d{1,4}(?![\w/-])", re.IGNORECASE)
_OLD = re.compile(
    r"(?<![\w/£-])(?![ABM]\d{1,4}\b)(?:[A-Z]{1,3} ?\d{1,4}|\d{1,4} ?[A-Z]{1,3}|\d{3} ?[DX] ?\d{3})(?![\w/-])"
)
_VEHICLE = re.compile(
    r"\b(?:cars?|vans?|vehicles?|reg(?:istration)?|plates?|vrm|index|lorry|motor(?:bike|cycle)s?|bike|moped|driver|driving|dashcam|tax|mot|insurance"
    r"|speed|mph|corsa|golf|focus|fiesta|transit|astra|bmw|audi|mercedes|mini|uninsured|parked|seized|lifted|no tax|hatchback|saloon|estate|pickup)\b",
    re.IGNORECASE,
)
_PLATE = re.compile(
    r"\b(?:plates?(?: on (?:the|a) \w+)?|reg(?:istration)?(?: (?:number|no|mark))?|vrm|index|diplomatic)(?: is| was|:)? ?$",
    re.IGNORECASE,
)
_WORDS = words("short_words")
_NEAR, _BESIDE = 90, 40  # characters


def plates(text: str) -> Iterator[Span]:
    for pattern, sure in _KINDS:
        for match in pattern.finditer(text):
            if sure(text, match):
                yield Span(match.start(), match.end(), "VRM")


def _is_current(text: str, match: re.Match[str]) -> bool:
    """The two digits run from 01 to 49 and from 51 to 99; “on 12 may” is a date."""
    ends = match[3].lower() in _WORDS or (match[3].islower() and match[3] in words("common_words"))
    if match[2] in ("00", "50") or (ends and (match[3].islower() or match[1].lower() in _WORDS)):
        return False
    return match[0].isupper() or match[1].lower() not in _WORDS or _near_vehicle(text, match)


def _is_prefix(text: str, match: re.Match[str]) -> bool:
    return match[4].lower() not in _WORDS and _is_sure(text, match)


def _is_suffix(text: str, match: re.Match[str]) -> bool:
    return match[1].lower() not in _WORDS and _is_sure(text, match)


def _is_northern(text: str, match: re.Match[str]) -> bool:
    return match[0].isupper() and len(match[0]) > 4 and _near_vehicle(text, match)


def _is_old(text: str, match: re.Match[str]) -> bool:
    return bool(_PLATE.search(text, max(0, match.start() - _BESIDE), match.start()))


def _is_sure(text: str, match: re.Match[str]) -> bool:
    """Long and in capitals it is a plate; otherwise there must be talk of a vehicle."""
    return (match[0].isupper() and len(match[0]) > 5) or _near_vehicle(text, match)


def _near_vehicle(text: str, match: re.Match[str]) -> bool:
    return bool(_VEHICLE.search(text, max(0, match.start() - _NEAR), match.end() + _NEAR))


_KINDS: tuple[tuple[re.Pattern[str], Callable[[str, re.Match[str]], bool]], ...] = (
    (_CURRENT, _is_current),
    (_PREFIX, _is_prefix),
    (_SUFFIX, _is_suffix),
    (_NORTHERN, _is_northern),
    (_OLD, _is_old),
)
