"""Ages of people: “34-year-old”, “aged 11 and 15”, “Beth Okoro, 45,”, “16 oed”. Age ranges and counts are not ages."""

import re
from collections.abc import Iterator

from bluelamp.language.folding import lowered
from bluelamp.language.spans import Span

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
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES = "|".join(_TEENS[:9])
_WORD = rf"(?:(?:{'|'.join(_TENS.split())})(?:[ -](?:{_ONES}))?|{'|'.join(_TEENS[5:])}|eighteen|nineteen|{_ONES})"
_THING = (
    r"(?!\s(?:cars?|vans?|vehicles?|buildings?|trees?|house|tradition|case|bikes?|motorbike|church|oak|bridge|custom|law|system|school"
    r"|computers?|records?|mystery|feud|tools?|boiler|property|policy|issue|problem)\b)"
)
_WRITTEN = re.compile(
    rf"(?<![\w/£.-])(?<!\d-)(?<!\bto )(?<!\band )(\d{{1,3}})(?:[ -]?(?:years?|yrs?)[ -]?olds?\b|[ -]?y[./]?o\b|[ -](?:years?|yrs?) (?:young|of age)\b| oed\b)(?!\s+(?:and over|or over)){_THING}"
    rf"|\b{_WORD}[ -](?:years?|yrs?)[ -]?olds?\b{_THING}"
)
_RANGE_END = r"(?!\d|\s?(?:-|–|to|or (?:over|under|above|below)|and (?:over|under)|\+|/\d|plus\b))"
_AGED = re.compile(
    rf"\b(?:aged?|age:|oed)\s(?:just |only )?(?P<first>\d{{1,3}}{_RANGE_END}|{_WORD}\b{_RANGE_END})(?P<rest>(?:,\s?\d{{1,3}}\b){{0,8}}(?:,? (?:and|&|a) \d{{1,3}}\b)?)"
)
_AFTER_PERSON = re.compile(
    rf"(?:,? |, ?|\s?\()(?:(?:who )?(?:is|was) |aged )?(\d{{1,3}}|{_WORD})(?=[,.;:)!?](?!\d)|\s?$|\s(?:from|of|who|was|is|has|with|and|went|left|today|o)\b|\s?\n)"
)
_WHO = (
    r"\b(?:m[ae]n|wom[ae]n|boys?|girls?|lads?|teenagers?|teens?|youths?|pensioners?|students?|pupils?|nurse|teacher|driver|rider|cyclist|pedestrian"
    r"|resident|victim|suspect|owner|passenger|male|female|widow|widower|grand(?:mother|father|dad|ma)|gran|mum|dad|mother|father|daughter|son"
    r"|brother|sister|husband|wife|partner|builder|farmer|shopkeeper|labourer|carer|barista|waitress|waiter|doctor|he|she|bachgen|merch|dyn|menyw)\b"
)
_UNIT = r"(?! ?(?:mph|kph|ft|feet|foot|cm|kg|miles?|hours?|hrs?|min\w*|people|men|women|cars?|%|pm|am|st|nd|rd|th|times|years?|yrs?|months?|weeks?|days?|officers?|m\b|k\b)|[/:]|\.\d|,\d{3})"
_AFTER_WORD = re.compile(
    rf"{_WHO}(?:,? (?:is|was),?|,)? \(?(?P<first>\d{{1,3}}\b{_UNIT})(?P<rest>(?:, \d{{1,3}}\b(?=,| and))*(?:,? and \d{{1,3}}\b{_UNIT})?)"
    rf"(?=\)?(?:[,.;:!?)]|$|\n| (?:and|from|of|who|was|were|is|are|has|have|had|with|reported|arrested|charged|found|taken|seen|hurt|injured|lives)\b))"
)
_IS = re.compile(
    r"\b(?:close|road|street|lane|avenue|drive|grove|crescent|way) (?:is|was)(?: only| just)? (\d{1,2})(?=,|[.;!?](?!\d)|\s(?:and|lives)\b|$)"
    r"|\b(?:turn(?:s|ed|ing)|celebrat(?:es|ed|ing)(?: (?:his|her|their))?) (\d{1,3})(?:st|nd|rd|th)?(?= ?(?:today|on|this|birthday|[.!,]))"
    r"|(?<=, )(\d{1,3})(?= (?:years young|today)\b)"
)
_FIGURE = re.compile(r"\d{1,3}")
_OLDEST, _GROWN = 115, 18
_SMALLEST_BARE = 3  # “suspect 2” is a number and no age


def ages(text: str, people: list[Span]) -> Iterator[Span]:
    """AGE spans; `people` are those already found, for an age often follows a name."""
    text = lowered(text)
    for match in _WRITTEN.finditer(text):
        yield from _span(match.start(), match.end(), match[1] or "1")
    for match in _AGED.finditer(text) if "age" in text or "oed" in text else ():
        yield from _listed(match, least=0)
    for person in people:
        after = _AFTER_PERSON.match(text, person.end)
        if after:
            yield from _span(after.start(1), after.end(1), after[1])
    if not any(sign.isdigit() for sign in text):
        return
    for match in _AFTER_WORD.finditer(text):
        yield from _listed(match, least=_SMALLEST_BARE)
    for match in _IS.finditer(text):
        group = match.lastindex or 1
        yield from _span(match.start(group), match.end(group), match[group])


def _listed(match: re.Match[str], least: int) -> Iterator[Span]:
    """The first age, and those that follow it: 11, 15 and 17."""
    first = match["first"]
    if not first[0].isdigit() or int(first) >= least:
        yield from _span(match.start("first"), match.end("first"), first)
        for figure in _FIGURE.finditer(match["rest"]):
            yield from _span(match.start("rest") + figure.start(), match.start("rest") + figure.end(), figure[0])


def children(text: str, found: list[Span]) -> Iterator[Span]:
    """Of the ages found, those under 18, once more as CHILD_AGE, so that a rule can ask for them."""
    for span in found:
        words = span.of(text).lower()
        figure = _FIGURE.match(words)
        if (int(figure[0]) < _GROWN) if figure else words.replace("-", " ").split()[0] in _TEENS:
            yield span._replace(kind="CHILD_AGE")


def _span(start: int, end: int, figure: str) -> Iterator[Span]:
    if not figure[0].isdigit() or int(figure) <= _OLDEST:
        yield Span(start, end, "AGE")
