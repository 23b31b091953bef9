"""Where the law lets little be said: every sentence that is none of the little."""

from collections.abc import Iterable
from itertools import groupby

from bluelamp.rulebook.checks.registry import Run, check
from bluelamp.rulebook.reading import Hit, Reading
from bluelamp.rulebook.settings import Settings


@check("only")
def only(settings: Settings) -> Run:
    """Speaks on each sentence of `shortest` words or more that holds none of the `allowed` phrases.

    `unless_anywhere` silences it. For stages of a case at which a post may give a few facts and nothing else.
    """
    allowed, shortest = settings.phrases("allowed"), settings.number("shortest", 3)
    excused = settings.phrases("unless_anywhere")
    if not allowed:
        raise settings.wrong("allowed", "a list of phrases of which each sentence must hold one")

    def run(reading: Reading) -> Iterable[Hit]:
        text = reading.text
        if excused and excused.places(text):
            return ()
        sound = {text.sentence(at) for at, _ in allowed.places(text)}
        runs = (list(run) for _, run in groupby(range(len(text.tokens)), key=text.sentence))
        others = (
            text.span(run[0], run[-1] + 1)
            for run in runs
            if text.sentence(run[0]) not in sound and sum(text.norms[at].isalnum() for at in run) >= shortest
        )
        return [hit for hit in others if not reading.medium(hit)]  # a picture's description is another matter

    return run
