"""Everything the detectors find in one folded text, surest first, without overlaps; in folded offsets."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from bluelamp.language.addresses import addresses, streets
from bluelamp.language.ages import ages, children
from bluelamp.language.contacts import emails, phones, spoken_phones
from bluelamp.language.dates import dates, days, settle_birthdays, times
from bluelamp.language.identifiers import identifiers, markings, references
from bluelamp.language.local import Local
from bluelamp.language.names import names
from bluelamp.language.places import postcodes, roads
from bluelamp.language.plates import plates
from bluelamp.language.register import register
from bluelamp.language.spans import Span, without_overlaps

Detector = Callable[[str], Iterable[Span]]
# The order settles quarrels: a phone number is not a reference, a reference is not a plate. The second list needs no figure.
_DETECTORS: tuple[Detector, ...] = (
    emails,
    identifiers,
    markings,
    phones,
    spoken_phones,
    references,
    dates,
    days,
    times,
    addresses,
    postcodes,
    plates,
    roads,
    streets,
)
_WITHOUT_FIGURES: tuple[Detector, ...] = (emails, markings, spoken_phones, days, addresses, streets)
_FIGURE = re.compile(r"\d")
_NOWHERE = Local()


def entities(text: str, local: Local = _NOWHERE) -> list[Span]:
    """Personal data and what must not be mistaken for it. Some come twice: CHILD_AGE is also an AGE, FULL_NAME a PERSON."""
    known = register(local)
    detectors = _DETECTORS if _FIGURE.search(text) else _WITHOUT_FIGURES
    detected = chain.from_iterable(detect(text) for detect in detectors)
    claims = chain(
        known.sure(text), (known.settle(text, span) for span in detected), known.late(text), known.people(text)
    )
    found = settle_birthdays(text, without_overlaps([*claims, *names(text)]))
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
