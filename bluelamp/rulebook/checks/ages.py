"""A picture of somebody else: the age in the post and the age of the person shown are too far apart."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bluelamp.language.parts import number
from bluelamp.rulebook.checks.registry import Run, check
from bluelamp.rulebook.reading import WHOLE, Hit, Reading
from bluelamp.rulebook.settings import Settings

_FIGURE = re.compile(r"\d{1,3}")


@check("ages_differ")
def ages_differ(settings: Settings) -> Run:
    """A photo whose `subject_age` is `by` years or more from every age that the post gives."""
    by = settings.number("by", 10)

    def run(reading: Reading) -> Iterable[Hit]:
        told = set(_told(reading))
        shown = {age for medium in reading.draft.media if (age := _shown(medium.facts)) is not None}
        return (WHOLE,) if told and any(min(abs(age - other) for other in told) >= by for age in shown) else ()

    return run


def _told(reading: Reading) -> Iterator[int]:
    """The ages in the words of the post, in years."""
    text = reading.text
    for span in text.entities:
        if span.kind != "AGE":
            continue
        words = span.of(text.folded.text)
        figure = _FIGURE.search(words)
        age = int(figure[0]) if figure else number(re.split(r"[ -]", words.lower())[0])
        if age is not None:
            yield age


def _shown(facts: Mapping[str, Any]) -> int | None:
    try:
        return int(facts.get("subject_age", ""))
    except (ValueError, TypeError, OverflowError):
        return None
