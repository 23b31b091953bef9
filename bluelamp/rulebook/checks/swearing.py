"""Swear words, also when masked (s**t), spaced by dots, written with digits or stretched."""

import re
from collections.abc import Iterable

from bluelamp.language.folding import unleet
from bluelamp.rulebook.checks.registry import Run, check
from bluelamp.rulebook.reading import Hit, Reading
from bluelamp.rulebook.settings import Settings

_MASK = r"*#@$!%_\-.•"
_LONGEST_MASK = 6


@check("swearing")
def swearing(settings: Settings) -> Run:
    """`any`: plain words, with * for any ending. `unless`: phrases near which a word is meant otherwise."""
    words = settings.strings("any")
    excused = settings.phrases("unless")
    if not words or not all(re.fullmatch(r"[a-z]{3,20}\*?", word) for word in words):
        raise settings.wrong("any", "a list of plain words in small letters, three letters or more")
    pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(_disguises, words))})(?![^\W_])", re.IGNORECASE)

    def run(reading: Reading) -> Iterable[Hit]:
        folded = reading.text.folded
        if excused.places(reading.text):
            return []
        texts = {folded.text, unleet(folded.text)}
        found = {match.span() for text in texts for match in pattern.finditer(text) if _is_word(match[0])}
        return [folded.back(*span) for span in sorted(found)]

    return run


def _disguises(word: str) -> str:
    """A pattern for the word: letters between the first and the last may be masked, and any may be doubled."""
    stem, ending = word.rstrip("*"), r"[^\W\d_]{0,8}" if word.endswith("*") else ""
    inner = "".join(rf"[{letter}{_MASK}]{{1,3}}" for letter in stem[1:-1])
    return rf"{stem[0]}{{1,4}}{inner}[{stem[-1]}*]{{1,4}}{ending}"


def _is_word(found: str) -> bool:
    """Not just a run of signs: at least half must be letters, and no more signs than a mask has."""
    letters = sum(sign.isalpha() for sign in found)
    return letters * 2 >= len(found) and len(found) - letters <= _LONGEST_MASK
