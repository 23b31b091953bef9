"""Roads by number, and postcodes."""

import re
from collections.abc import Iterator

from bluelamp.language.public import is_public
from bluelamp.language.spans import Span

_POSTCODE = re.compile(
    r"(?<![\w/£-])(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? {0,2}\d(?!(?:st|nd|rd|th)\b)[ABD-HJLNP-UW-Z]{2})(?!\w)",
    re.IGNORECASE,
)
_SPELT_OUT = re.compile(
    r"(?<![\w/£-])[A-Z](?: [A-Z])? \d(?: \d| [A-Z])? {1,3}\d [ABD-HJLNP-UW-Z] [ABD-HJLNP-UW-Z](?!\w)", re.IGNORECASE
)
_ROAD = re.compile(r"(?<![\w/£-])(?:[AB]\d{1,4}(?:\((?:M|T)\))?|M\d{1,3})(?![\w/-])")


def roads(text: str) -> Iterator[Span]:
    return (Span(match.start(), match.end(), "ROAD") for match in _ROAD.finditer(text))


def postcodes(text: str) -> Iterator[Span]:
    for pattern in (_POSTCODE, _SPELT_OUT):
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end(), "STATION" if is_public(text, match.start()) else "POSTCODE")
