"""Roads, addresses and postcodes; and which of them belong to a public building."""

import re
from collections.abc import Iterator

from bluelamp.language.spans import Span

_TYPES = (
    "street|st|road|rd|lane|ln|avenue|ave|close|cl|drive|dr|court|ct|crescent|cres|place|pl|gardens|gdns|grove|terrace|way|walk|row|hill"
    "|square|sq|parade|mews|rise|view|green|park|mount|vale|broadway|boulevard|wharf|quay|yard|croft|fields|gate|end|passage|approach"
)
# Words that may stand before the type. In capitals for a bare street, so that “on the road” is none; any case after a number.
_STREET = re.compile(
    r"(?<!\w)(?!(?:[A-Z][\w']{1,20} ){0,2}(?:Crown|Magistrates'?|County|High|Supreme|Youth|Coroner's?|Family) Court)(?:St\.? )?(?:[A-Z][\w']{1,20} ){1,3}"
    rf"(?:{'|'.join(word.capitalize() for word in _TYPES.split('|') if word not in ('end', 'park', 'hill', 'view', 'green', 'gate', 'fields'))})(?![\w'])"
)
_HOUSE = rf"(?:no\.? |number )?\d{{1,4}}[a-d]?(?: ?- ?\d{{1,4}})?,? (?:[a-z][\w']{{1,20}} ){{1,3}}(?:{_TYPES})"
_BLOCK = r"(?:[a-z][\w']{1,20} ){1,2}(?:house|court|tower|point|lodge|mansions|heights|apartments|flats|buildings)"
_FLAT = r"(?:flat|apartment|apt\.?|unit|room|bedsit) (?:no\.? |number )?(?:\d{1,4}[a-z]?|[a-z])\b"
_ADDRESS = re.compile(
    rf"(?<![\w/:£.,-])(?:{_FLAT},? (?:{_BLOCK}(?:,? (?:{_HOUSE}|(?:[a-z][\w']{{1,20}} ){{1,2}}(?:{_TYPES})))?|{_HOUSE})|{_HOUSE})(?![\w'])",
    re.IGNORECASE,
)
_NOT_A_HOUSE = re.compile(
    r"^\d{1,4} (?:people|men|women|officers|drivers?|cars|vehicles|bikes|offences|arrests|calls|reports|days?|weeks?|hours?|minutes?|mins"
    r"|years?|months?|miles?|metres|orders?|of|on|in|at|and|to|from|more|other|along|near|down|up|off|new|for|the|we|a|an|pm|am|with|"
    r"jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)\b",
    re.IGNORECASE,
)
_SMALL = re.compile(
    r" (?:about|in|on|at|the|of|for|to|and|from|with|near|is|was|were|by|along|into|down|up|off|our|your|their|his|her) ",
    re.IGNORECASE,
)
_POSTCODE = re.compile(
    r"(?<![\w/£-])(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d(?!(?:st|nd|rd|th)\b)[ABD-HJLNP-UW-Z]{2})(?!\w)", re.IGNORECASE
)
_PUBLIC = re.compile(
    r"\b(?:police (?:station|office|post|museum)|station|front counter|headquarters|HQ|library|museum|town hall|civic centre|community (?:centre|hall|room)"
    r"|village hall|leisure centre|magistrates'? court|crown court|church hall|hospital|front desk|enquiry office)\b",
    re.IGNORECASE,
)
_ROAD = re.compile(r"(?<![\w/£-])(?:[AB]\d{1,4}(?:\(M\))?|M\d{1,3})(?![\w/-])")
_REACH = 60  # characters before an address in which a public building claims it


def roads(text: str) -> Iterator[Span]:
    return (Span(match.start(), match.end(), "ROAD") for match in _ROAD.finditer(text))


def streets(text: str) -> Iterator[Span]:
    return (Span(match.start(), match.end(), "STREET") for match in _STREET.finditer(text))


def addresses(text: str) -> Iterator[Span]:
    for match in _ADDRESS.finditer(text):
        if not _NOT_A_HOUSE.match(match[0]) and not _SMALL.search(match[0]):
            yield Span(match.start(), match.end(), "STATION" if _is_public(text, match.start()) else "ADDRESS")


def postcodes(text: str) -> Iterator[Span]:
    for match in _POSTCODE.finditer(text):
        yield Span(match.start(), match.end(), "STATION" if _is_public(text, match.start()) else "POSTCODE")


def _is_public(text: str, start: int) -> bool:
    """A public building was named shortly before, in the same sentence."""
    before = text[max(0, start - _REACH) : start]
    for end in (". ", "! ", "? ", "\n"):
        before = before.rpartition(end)[2]
    return bool(_PUBLIC.search(re.sub(r"\bStation (?:Road|Rd|Street|Lane|Approach)\b", "", before)))
