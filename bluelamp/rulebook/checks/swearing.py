"""Swear words, also when masked (s**t), spaced by dots, written with digits or stretched."""

import re
from collections import defaultdict
from collections.abc import Iterable

from bluelamp.language.folding import unleet
from bluelamp.rulebook.checks.registry import Run, check
from bluelamp.rulebook.reading import Hit, Reading
from bluelamp.rulebook.settings import Settings

_MASK = r"*#@$!%_\-.•"
_LONGEST_MASK = 6
_NEAR = 12  # characters between a word and what excuses it, as in “the Bloody Tower of London”
_MOST_EXCUSES = 50


@check("swearing")
def swearing(settings: Settings) -> Run:
    """`any`: plain words, with * for any ending. `unless`: phrases right beside which a word is meant otherwise."""
    words = settings.strings("any")
    excused = settings.phrases("unless")
    if not words or not all(re.fullmatch(r"[a-z]{3,20}\*?", word) for word in words):
        raise settings.wrong("any", "a list of plain words in small letters, three letters or more")
    pattern = re.compile(rf"(?<![^\W_])(?:{_by_first(words)})(?![^\W_])", re.IGNORECASE)

    def run(reading: Reading) -> Iterable[Hit]:
        folded = reading.text.folded
        texts = {folded.text, unleet(folded.text)}
        found = {match.span() for text in texts for match in pattern.finditer(text) if _is_word(match[0])}
        hits = [folded.back(*span) for span in sorted(found)]
        other = [reading.text.span(*place) for place in excused.places(reading.text)] if hits else []
        return [hit for hit in hits if not any(_beside(hit, place) for place in other[:_MOST_EXCUSES])]

    return run


def _beside(hit: Hit, other: Hit) -> bool:
    return hit[0] - _NEAR <= other[1] and other[0] <= hit[1] + _NEAR


def _by_first(words: Iterable[str]) -> str:
    """One branch for each first letter: a long list costs little where no word of it can begin."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for word in words:
        by_first[word[0]].append(_after_first(word))
    return "|".join(rf"{first}{{1,4}}(?:{'|'.join(rest)})" for first, rest in sorted(by_first.items()))


def _after_first(word: str) -> str:
    """A pattern for the rest of the word: letters before the last may be masked, and any may be doubled."""
    stem, ending = word.rstrip("*"), r"[^\W\d_]{0,8}" if word.endswith("*") else ""
    inner = "".join(rf"[{letter}{_MASK}]{{1,3}}" for letter in stem[1:-1])
    return rf"{inner}[{stem[-1]}*]{{1,4}}{ending}"


def _is_word(found: str) -> bool:
    """Not just a run of signs: half must be letters unless stars stand for them, and no more signs than a mask has."""
    letters = sum(sign.isalpha() for sign in found)
    enough = letters * 2 >= len(found) or (letters > 1 and found.count("*") == len(found) - letters)
    return enough and len(found) - letters <= _LONGEST_MASK
