"""Two harmless posts that together say who somebody is: a draft read on top of what the force has told already."""

from collections.abc import Iterable

from bluelamp.language.matching import Phrases
from bluelamp.language.text import Text
from bluelamp.rulebook.checks.registry import Run, check
from bluelamp.rulebook.reading import Hit, Reading
from bluelamp.rulebook.settings import Settings


@check("jigsaw")
def jigsaw(settings: Settings) -> Run:
    """`groups`: names of kinds of detail, each with its phrases. Draft and earlier posts together have `at_least` kinds,
    `topic` stands in one of them, and the draft brings a kind that the earlier ones lack. Speaks where the draft brings it.

    `together = true`: a draft by itself never makes it speak. `unless_anywhere` in the draft silences it.
    """
    topic, groups = settings.phrases("topic"), settings.groups("groups")
    at_least, excused = settings.number("at_least", 2), settings.phrases("unless_anywhere")
    together = settings.yes("together")
    if not topic or len(groups) < at_least:
        raise settings.wrong("groups", f"a table of at least {at_least} kinds of detail, and “topic” a list of phrases")

    def run(reading: Reading) -> Iterable[Hit]:
        if together and not reading.draft.earlier:
            return ()
        here = {name: places for name, phrases in groups.items() if (places := phrases.places(reading.text))}
        if not here or excused.places(reading.text):
            return ()
        told = {name for name, phrases in groups.items() if _has(phrases, reading.earlier)}
        fresh = [name for name in here if name not in told]
        if not fresh or len(told | here.keys()) < at_least or not _has(topic, [reading.text, *reading.earlier]):
            return ()
        return sorted({reading.text.span(*place) for name in fresh for place in here[name]})

    return run


def _has(phrases: Phrases, texts: Iterable[Text]) -> bool:
    return any(phrases.places(text) for text in texts)
