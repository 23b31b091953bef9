"""An answer, read on top of the message that it answers: what is harmless elsewhere is not harmless there."""

from collections.abc import Iterable

from bluelamp.rulebook.checks.registry import Run, check
from bluelamp.rulebook.checks.words import words
from bluelamp.rulebook.reading import Hit, Reading
from bluelamp.rulebook.settings import Settings


@check("answering")
def answering(settings: Settings) -> Run:
    """The same as `words`, in an answer to a message in which one of `asked` stands."""
    asked = settings.phrases("asked")
    look = words(settings)

    def run(reading: Reading) -> Iterable[Hit]:
        return look(reading) if reading.draft.answers_to and asked.places(reading.question) else ()

    return run
