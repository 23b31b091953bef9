"""Everything the detectors find in one folded text, surest first, without overlaps; in folded offsets."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from bluelamp.language.ages import ages, children
from bluelamp.language.contacts import emails, phones
from bluelamp.language.dates import dates, settle_birthdays, times
from bluelamp.language.identifiers import identifiers, references
from bluelamp.language.names import names
from bluelamp.language.places import addresses, postcodes, roads, streets
from bluelamp.language.plates import plates
from bluelamp.language.spans import Span, without_overlaps

# The order settles quarrels: a phone number is not a reference, a reference is not a plate.
_DETECTORS: tuple[Callable[[str], Iterable[Span]], ...] = (
    emails,
    identifiers,
    phones,
    references,
    dates,
    times,
    addresses,
    postcodes,
    plates,
    roads,
    streets,
    names,
)


def entities(text: str) -> list[Span]:
    """Personal data and what must not be mistaken for it. Some come twice: CHILD_AGE is also an AGE, FULL_NAME a PERSON."""
    found = without_overlaps(list(chain.from_iterable(detect(text) for detect in _DETECTORS)))
    found = settle_birthdays(text, found)
    people = [span for span in found if span.kind == "PERSON"]
    grown = list(ages(text, people))
    found = without_overlaps([*_free(grown, found), *found])
    again = (children(text, [span for span in found if span.kind == "AGE"]), _full_names(text, found))
    return sorted(chain(found, *again))


def _full_names(text: str, found: list[Span]) -> Iterator[Span]:
    """People named with more than a first name, once more as FULL_NAME."""
    people = (span for span in found if span.kind == "PERSON")
    return (span._replace(kind="FULL_NAME") for span in people if " " in span.of(text))


def _free(grown: list[Span], found: list[Span]) -> Iterator[Span]:
    """Ages give way to all but times and short dates, which a bare number can look like."""
    solid = [span for span in found if span.kind not in ("TIME", "DATE")]
    return (age for age in grown if not any(age.overlaps(other) for other in solid))
