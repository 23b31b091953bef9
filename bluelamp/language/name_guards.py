"""Words around a name that say it is no person: a place, a thing, a verb at the head of a sentence."""

import re

from bluelamp.language.gazetteer import is_ambiguous, is_given, is_surname, words
from bluelamp.language.spans import Span

_TAIL, _HEAD, _NOT_NAMES = words("place_words"), words("place_heads"), words("not_names")
# Ends of places that are surnames too: after a sure given name they are more often a person.
SURNAME_TAIL = frozenset(
    [
        "cross",
        "hill",
        "wood",
        "woods",
        "green",
        "law",
        "day",
        "hall",
        "church",
        "temple",
        "dale",
        "vale",
        "marsh",
        "brook",
        "glen",
        "moor",
        "wick",
        "pond",
        "cross",
        "barrow",
    ]
)
_WHERE = frozenset(
    [
        "in",
        "at",
        "near",
        "around",
        "across",
        "towards",
        "toward",
        "into",
        "outside",
        "inside",
        "through",
        "via",
        "between",
        "along",
        "behind",
        "beside",
        "opposite",
        "over",
        "yn",
        "ym",
    ]
)
_FROM_TO = frozenset(["to", "from", "of", "o", "i"])
_BEFORE_THINGS = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "that",
        "every",
        "each",
        "any",
        "some",
        "no",
        "y",
        "yr",
        "red",
        "blue",
        "white",
        "black",
        "grey",
        "gray",
        "silver",
        "green",
        "yellow",
        "gold",
        "orange",
        "purple",
        "brown",
        "dark",
        "light",
    ]
)
_TOWNS = words("towns")
_AGE = re.compile(r",? \(?(?:aged )?\d{1,3}\b")
_BEFORE = re.compile(r"(\w+)[.'’]? $")
_AFTER = re.compile(r"((?: [A-Z][\w'-]*){1,3})")
_SAYS = re.compile(r"[,'!.:?;)]|$|\s*\n| (?:is|was|has|had|said|says|and|who|went|left|will|from|of|&)\b| [A-Z(\d]")

_TAKES = re.compile(
    r" (?:we|you|they|he|she|it|i|us|them|your|our|their|his|her|my|the|this|that|these|those|a|an|up|down|out|off)\b",
    re.IGNORECASE,
)


def is_elsewhere(text: str, span: Span) -> bool:
    """True if this is rather a place, a thing or a plain word."""
    names = span.of(text).lower().split()
    before = _BEFORE.search(text, max(0, span.start - 24), span.start)
    word = before[1].lower() if before else ""
    return (
        word in _HEAD
        or (names[0] in _NOT_NAMES and not (len(names) > 1 and is_ambiguous(names[0])))
        or names[-1] in _TAIL - SURNAME_TAIL
        or _is_a_town(names, text, span)
        or _goes_on_as_place(text, span)
        or _stands_where_places_do(word, names)
        or (len(names) == 1 and word in _BEFORE_THINGS)
        or _is_a_verb(text, span, names)
    )


def _is_a_town(names: list[str], text: str, span: Span) -> bool:
    """“Bradford and Lancaster officers”, “Denby Dale”; but “Lincoln, 45,” is somebody."""
    if len(names) == 1:
        return names[0] in _TOWNS and not is_given(names[0]) and not _AGE.match(text, span.end)
    return names[-1] in SURNAME_TAIL and not is_given(names[0].split("-")[0]) and not is_ambiguous(names[0])


def _goes_on_as_place(text: str, span: Span) -> bool:
    """“Florence Nightingale School”: the capitals go on and end as a place."""
    after = _AFTER.match(text, span.end)
    if not after:
        return False
    return any(word.lower() in _TAIL - SURNAME_TAIL for word in after[1].split())


def _stands_where_places_do(word: str, names: list[str]) -> bool:
    """“in Martin Hill”, “back to Kington Langley”."""
    known = is_given(names[0].split("-")[0])
    if word in _WHERE:
        return not known or names[-1] in SURNAME_TAIL or (len(names) == 1 and is_surname(names[0]))
    return word in _FROM_TO and not known and not is_ambiguous(names[0]) and not any(map(is_surname, names))


def _is_a_verb(text: str, span: Span, names: list[str]) -> bool:
    """“Mark your bikes”, “and will we be out?”: a name that is also a word, and the sentence goes on as after a verb."""
    if len(names) > 1 or not is_ambiguous(names[0]):
        return False
    if _TAKES.match(text, span.end):
        return True
    before = text[max(0, span.start - 3) : span.start].rstrip(" ")
    starts = not before or before[-1] in ".!?:\n-"
    return starts and not _SAYS.match(text, span.end)
