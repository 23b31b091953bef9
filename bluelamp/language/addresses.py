"""Streets, and houses in them, in English and Welsh."""

import re
from collections.abc import Iterator

from bluelamp.language.public import is_public
from bluelamp.language.spans import Span

_TYPES = (
    "street|st|road|rd|lane|ln|avenue|ave|close|cl|drive|dr|court|ct|crescent|cres|place|pl|gardens|gdns|grove|terrace|terr|way|walk|row|hill"
    "|square|sq|parade|mews|rise|view|green|park|mount|vale|broadway|boulevard|wharf|quay|yard|croft|fields|gate|end|passage|approach|wynd|brae"
)
_LOOSE = ("end", "park", "hill", "view", "green", "gate", "fields", "mount", "st", "pl", "cl", "vale")
_NAME = r"[A-Z][\w'-]{1,20}"
# Without a number only in capitals, so that “on the road” is none.
_STREET = re.compile(
    r"(?<!\w)(?!(?:[A-Z][\w']{1,20} ){0,2}(?:Crown|Magistrates'?|County|High|Supreme|Youth|Coroner's?|Family) Court)(?:St\.? )?"
    rf"(?:{_NAME} ){{1,3}}(?:{'|'.join(word.capitalize() for word in _TYPES.split('|') if word not in _LOOSE)})(?![\w'])"
    rf"|(?<!\w)(?:Heol|Ffordd|Stryd|Lon|Rhodfa|Maes|Clos|Rhiw|Allt|Llys|Cwrt|Trem|Teras|Gerddi)(?: (?:y|yr|yr?))?(?: {_NAME}){{1,2}}(?![\w'])"
)
_NUMBER = r"(?:no\.? |number |rhif )?(?!0)\d{1,4}[a-d]?(?: ?[-/&,] ?\d{1,4})?,? "
_WORDS = r"(?:[a-z][\w'-]{1,20} ){1,3}"
_HOUSE = rf"{_NUMBER}{_WORDS}(?:{_TYPES})"
_WELSH = (
    r"(?:heol|ffordd|stryd|lon|rhodfa|maes|clos|bryn|cae|parc|rhiw|allt|gerddi|llys|cwrt|trem|teras|pen|tyn|plas)"
    r" (?:(?:y|yr) )?[a-z][\w'-]{2,20}(?: (?:uchaf|isaf))?"
)
_BLOCK = r"(?:[a-z][\w']{1,20} ){1,2}(?:house|court|tower|point|lodge|mansions|heights|apartments|flats|buildings|yard|works|mill)"
_FLAT = r"(?:flat|apartment|apt\.?|unit|room|bedsit|fflat) (?:no\.? |number )?(?:\d{1,4}[a-z]?|[a-z])\b"
_IN_STREET = rf"(?:{_HOUSE}|{_NUMBER}{_WELSH}|(?:[a-z][\w']{{1,20}} ){{1,2}}(?:{_TYPES}))"
_ADDRESS = re.compile(
    rf"(?<![\w/:£.,-])(?:{_FLAT},? (?:{_BLOCK}(?:,? {_IN_STREET})?|{_HOUSE}|{_NUMBER}{_WELSH})"
    rf"|(?:flat|apartment|apt)\.? \d{{1,4}}[a-z]?,? the [a-z][\w']{{2,20}}|{_HOUSE}|{_NUMBER}{_WELSH})(?![\w'])",
    re.IGNORECASE,
)
_NAMED_HOUSE = re.compile(
    rf"(?<!\w)(?:The )?(?:{_NAME} ){{1,2}}(?:Cottage|Bungalow|Villa|Farmhouse|Lodge|Barn|Farm),? (?:{_NAME} ){{1,3}}"
    rf"(?:{'|'.join(word.capitalize() for word in _TYPES.split('|'))})(?![\w'])"
)
_NOT_A_HOUSE = re.compile(
    r"^\d{1,4} (?:people|men|women|officers|drivers?|cars|vehicles|bikes|bus(?:es)?|tram|offences|arrests|calls|reports|days?|weeks?|hours?|minutes?|mins"
    r"|years?|months?|miles?|metres|orders?|of|on|in|at|and|to|from|more|other|along|near|down|up|off|new|for|the|we|a|an|pm|am|with|homes?|houses?|shops?"
    r"|searches|warrants|mph|kg|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)\b",
    re.IGNORECASE,
)
_SMALL = re.compile(
    r" (?:about|in|on|at|the|of|for|to|and|from|with|near|is|was|were|by|along|into|down|up|off|our|your|their|his|her|a|we|has|have|had|that|which|may|will|would|can|could|not|who|it|this|these|there|be|than|then|after|before|when) ",
    re.IGNORECASE,
)
_NUMBERED_THING = re.compile(
    r"\b(?:junctions?|exit|platform|gate|route|bus|service|section|stage|level|grade|year|class|group|team|bay|aisle|lane|chapter|part|day|week|season|phase)"
    r" (?:no\.? |number )?$",
    re.IGNORECASE,
)


def streets(text: str) -> Iterator[Span]:
    return (Span(match.start(), match.end(), "STREET") for match in _STREET.finditer(text))


def addresses(text: str) -> Iterator[Span]:
    """ADDRESS, or STATION where it is that of a public building."""
    for match in _ADDRESS.finditer(text):
        if not _is_count(match[0]) and not _NUMBERED_THING.search(text, max(0, match.start() - 20), match.start()):
            yield _span(text, match)
    yield from (_span(text, match) for match in _NAMED_HOUSE.finditer(text))


def _span(text: str, match: re.Match[str]) -> Span:
    return Span(match.start(), match.end(), "STATION" if is_public(text, match.start()) else "ADDRESS")


def _is_count(written: str) -> bool:
    """“38 bus Station Road” and “12 patrols on Mill Street” are no houses: small letters turn into capitals half-way."""
    house = _PREFIX.sub("", written)
    if not house[0].isdigit():
        return False
    if _NOT_A_HOUSE.match(house) or _SMALL.search(house):
        return True
    names = [word for word in re.findall(r"[^\W\d_][\w'-]+", house) if word.lower() not in _SMALL_IN_STREETS]
    return bool(names) and names[0].islower() and any(word[0].isupper() for word in names[1:])


_PREFIX = re.compile(r"^(?:no\.?|number|rhif) ", re.IGNORECASE)
_SMALL_IN_STREETS = {"heol", "ffordd", "stryd", "the", "yr"}
