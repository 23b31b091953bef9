"""Words in the text: phrases of a pack, near other phrases or far from them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from bluelamp.language.matching import Phrases
from bluelamp.rulebook.checks.registry import Run, Seeking, check
from bluelamp.rulebook.reading import WHOLE, Hit, Reading
from bluelamp.rulebook.settings import Settings

Place = tuple[int, int]  # first token, token after the last
_REACH = ("sentence", "next", "text")


@check("words")
def words(settings: Settings) -> Run:
    """Any phrase of `any`, if a phrase of `with` (and of `also`) is near, and none of `unless` or `unless_anywhere`.

    `reach`: how near `with` and `also` must be: the same "sentence", it or the "next", or anywhere in the "text".
    `at_least`: so many phrases must be there before the check speaks.
    """
    wanted = settings.phrases("any")
    company = [phrases for phrases in (settings.phrases("with"), settings.phrases("also")) if phrases]
    reach = settings.one_of("reach", _REACH)
    excused, excused_anywhere = settings.phrases("unless"), settings.phrases("unless_anywhere")
    at_least = settings.number("at_least", 1)
    if not wanted:
        raise settings.wrong("any", "a list with at least one phrase to look for")

    def run(reading: Reading) -> Iterable[Hit]:
        places = wanted.places(reading.text)
        if not places or (excused_anywhere and excused_anywhere.places(reading.text)):
            return ()
        for others in company:
            places = list(_near(reading, places, others.places(reading.text), reach))
        places = list(_far(reading, places, excused))
        return [reading.text.span(*place) for place in places] if len(places) >= at_least else ()

    return Seeking(wanted.needed(), run)


def _near(reading: Reading, places: list[Place], others: list[Place], reach: str) -> Iterator[Place]:
    """Those places that have one of the others near; the same words cannot be company to themselves."""
    sentence = reading.text.sentence
    by_sentence: dict[int, list[Place]] = defaultdict(list)
    for other in others:
        by_sentence[sentence(other[0])].append(other)
    wide = range(-1, 2) if reach == "next" else range(1)
    for place in places:
        here = sentence(place[0])
        near = others if reach == "text" else chain.from_iterable(by_sentence.get(here + step, ()) for step in wide)
        if any(other[1] <= place[0] or other[0] >= place[1] for other in near):
            yield place


def _far(reading: Reading, places: list[Place], excused: Phrases) -> Iterator[Place]:
    sentences = (
        {reading.text.sentence(place[0]) for place in excused.places(reading.text)} if places and excused else set()
    )
    return (place for place in places if reading.text.sentence(place[0]) not in sentences)


@check("always")
def always(settings: Settings) -> Run:
    """Speaks on every draft that the rule's `when` lets through: for kinds and stages that always need a person."""

    def run(reading: Reading) -> Iterable[Hit]:
        return (WHOLE,)

    return run
