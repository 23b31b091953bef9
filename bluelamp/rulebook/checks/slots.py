"""What an appeal or an invitation must have: the ask, when, where, a reference, a way to answer."""

from collections.abc import Iterable

from bluelamp.rulebook.checks.registry import Run, check
from bluelamp.rulebook.reading import WHOLE, Hit, Reading
from bluelamp.rulebook.settings import Settings

_SLOTS = ("one", "two", "three", "four", "five")


@check("slots")
def slots(settings: Settings) -> Run:
    """If a phrase of `any` is there (or `any` is empty), each of `one` ... `five` that is written needs a match.

    Speaks when more than `may_miss` of them have none. `unless_anywhere` silences it.
    """
    asked = settings.phrases("any")
    wanted = [phrases for phrases in map(settings.phrases, _SLOTS) if phrases]
    excused = settings.phrases("unless_anywhere")
    may_miss = settings.number("may_miss", 0)
    if not wanted:
        raise settings.wrong("one", "the phrases that fill the first slot")

    def run(reading: Reading) -> Iterable[Hit]:
        places = asked.places(reading.text) if asked else []
        if (asked and not places) or excused.places(reading.text):
            return ()
        missing = sum(not phrases.places(reading.text) for phrases in wanted)
        if missing <= may_miss:
            return ()
        return (reading.text.span(*places[0]),) if places else (WHOLE,)

    return run
