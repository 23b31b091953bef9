"""Ages of people: “34-year-old”, “aged 11 and 15”, “Beth Okoro, 45,”. Age ranges and counts are not ages."""

import re
from collections.abc import Iterator

from bluelamp.language.spans import Span

_WRITTEN = re.compile(
    r"(?<![\w/£.-])(?<!\d-)(\d{1,3})(?:[ -]?(?:years?|yrs?)[ -]olds?\b|[ -]?y/?o\b)(?!\s+(?:and over|or over))",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    r"\b(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
    r"[ -]years?[ -]olds?\b|(?<=\baged )(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh)teen)\b",
    re.IGNORECASE,
)
_AGED = re.compile(
    r"\b(?:aged|age|age:)\s(\d{1,3})(?!\d|\s?(?:-|to|or over|and over|\+|/\d))(?:(?:, \d{1,3})?(?:,? and (\d{1,3})))?",
    re.IGNORECASE,
)
_YOUNG = re.compile(r"(?<![\w/£.-])(\d{1,3}) years young\b", re.IGNORECASE)
_AFTER_PERSON = re.compile(r"(?:,? |, ?|\s?\()(\d{1,3})(?=[,.;:)!?]|\s?$|\s(?:from|of|who|was|is|has|with)\b|\s?\n)")
_AFTER_WORD = re.compile(
    r"\b(?:man|woman|boy|girl|lad|teenager|youth|pensioner|student|nurse|driver|resident|victim|he|she|[a-z]{3,12}er)(?: (?:is|was))?, (\d{1,3}),",
    re.IGNORECASE,
)
_IS = re.compile(
    r"\b(?:he|she|who|man|woman|boy|girl|close|road|street|lane|avenue|drive|grove|crescent|way) (?:is|was)(?: only| just)? (\d{1,2})(?=,|[.;!?](?!\d)|\s(?:and|lives)\b|$)",
    re.IGNORECASE,
)
_OLDEST, _GROWN = 115, 18
_TEENS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
]


def ages(text: str, people: list[Span]) -> Iterator[Span]:
    """AGE spans; `people` are those already found, for an age often follows a name."""
    for match in _WRITTEN.finditer(text):
        yield from _span(match.start(), match.end(), match[1])
    for match in _IN_WORDS.finditer(text):
        yield Span(match.start(), match.end(), "AGE")
    for pattern in (_YOUNG, _AFTER_WORD, _IS, _AGED):
        for match in pattern.finditer(text):
            for group in range(1, (match.lastindex or 0) + 1):
                yield from _span(match.start(group), match.end(group), match[group])
    for person in people:
        after = _AFTER_PERSON.match(text, person.end)
        if after:
            yield from _span(after.start(1), after.end(1), after[1])


def children(text: str, found: list[Span]) -> Iterator[Span]:
    """Of the ages found, those under 18, once more as CHILD_AGE, so that a rule can ask for them."""
    for span in found:
        words = span.of(text).lower()
        figure = re.match(r"\d+", words)
        if (int(figure[0]) < _GROWN) if figure else words.replace("-", " ").split()[0] in _TEENS:
            yield span._replace(kind="CHILD_AGE")


def _span(start: int, end: int, figure: str | None) -> Iterator[Span]:
    if figure and int(figure) <= _OLDEST:
        yield Span(start, end, "AGE")
