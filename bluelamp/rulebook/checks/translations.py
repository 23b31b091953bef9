"""A force that must publish in two languages: is the other one there, in full, and is a reply in the writer's language?"""

import re
from collections.abc import Iterable

from bluelamp.language.lang import guess
from bluelamp.rulebook.checks.registry import Run, check
from bluelamp.rulebook.findings import Draft
from bluelamp.rulebook.reading import WHOLE, Hit, Reading
from bluelamp.rulebook.settings import Settings
from bluelamp.rulebook.values import agrees, given

_BLOCK = re.compile(r"\n\s*\n|\n|(?<=[.!?])\s+")
_SHORTER = 0.5  # Welsh and English of the same words differ by a fifth at most


@check("pair")
def pair(settings: Settings) -> Run:
    """`find`: "unpaired" (a language of the force is missing), "short" (one says far less than the other), "reply" (answers in another).

    `languages` is what counts when the fact of that name is absent.
    """
    looks = {"unpaired": _is_unpaired, "short": _is_short, "reply": _is_in_another}
    look = looks[settings.one_of("find", tuple(looks))]
    default = settings.strings("languages")

    def run(reading: Reading) -> Iterable[Hit]:
        languages = reading.draft.facts.get("languages") or default
        return (WHOLE,) if len(languages) > 1 and look(reading.draft) else ()

    return run


def _is_unpaired(draft: Draft) -> bool:
    return bool(draft.text.strip()) and not given(draft.facts.get("paired")) and guess(draft.text) != "mixed"


def _is_short(draft: Draft) -> bool:
    """Judged where both languages stand in one text."""
    lengths = {"en": 0, "cy": 0}
    for block in _BLOCK.split(draft.text):
        language = guess(block)
        if language in lengths:
            lengths[language] += len(block.split())
    return min(lengths.values()) > 0 and min(lengths.values()) < _SHORTER * max(lengths.values())


def _is_in_another(draft: Draft) -> bool:
    """The message is in one language for certain, and the answer has nothing in it."""
    asked, answered = guess(draft.answers_to), guess(draft.text) or draft.lang
    return asked in ("en", "cy") and not agrees(answered, [asked, "mixed"])
