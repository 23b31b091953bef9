"""Words that a fact lists: names under a court order, candidates of an election."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from bluelamp.language.folding import fold
from bluelamp.rulebook.checks.registry import Run, check
from bluelamp.rulebook.reading import Hit, Reading
from bluelamp.rulebook.settings import Settings

_TITLES = {"mr", "mrs", "ms", "miss", "dr", "rev", "sir", "lady", "lord", "the", "and", "for", "aka", "alias", "known"}
_SHORTEST_PART = 3
_MOST = 400  # words a fact may list; a register entry has a few


@check("listed")
def listed(settings: Settings) -> Run:
    """The words that the `facts` list, in the post, in a picture or in its description; with `parts = true` also each word of a name."""
    names, parts = settings.strings("facts"), settings.yes("parts")
    if not names:
        raise settings.wrong("facts", 'the names of facts that list words, such as ["protected"]')

    def run(reading: Reading) -> Iterable[Hit]:
        words = tuple(word for name in names for word in _texts(reading.draft.facts.get(name)))[:_MOST]
        pattern = _pattern(words, parts)
        folded = reading.text.folded
        return [folded.back(*match.span()) for match in pattern.finditer(folded.text)] if pattern else ()

    return run


def _texts(value: Any) -> Iterator[str]:
    """Texts of a fact: one, a list, or a list of tables with "words"."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts(value.get("words"))
    elif isinstance(value, (list, tuple)):
        for entry in value:
            yield from _texts(entry)


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...], parts: bool) -> re.Pattern[str] | None:
    wanted = {cut for word in words for cut in _cuts(word, parts)}
    if not wanted:
        return None
    longest_first = sorted(wanted, key=lambda cut: (-len(cut), cut))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(longest_first)})(?![^\W_])", re.IGNORECASE)


def _cuts(word: str, parts: bool) -> Iterator[str]:
    """Patterns for the words in a row, whatever separates them; and for each by itself."""
    every = re.findall(r"[^\W_]+(?:'[^\W_]+)?", fold(word).text)
    if every:
        yield r"[\W_]{1,3}".join(map(re.escape, every))
    if parts:
        yield from (re.escape(part) for part in every if _tells(part))


def _tells(part: str) -> bool:
    return len(part) >= _SHORTEST_PART and part.casefold() not in _TITLES
