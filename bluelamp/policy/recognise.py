"""Finding a case, or a protected name, in words as people type them. Pure."""

import re
from collections.abc import Iterable

from bluelamp.language.folding import fold

_WORD = re.compile(r"[^\W_]+")
_NUMBERED = re.compile(r"\d{1,6}(?:[/-]\d{1,6}){1,3}")
_OPERATION = re.compile(r"\bop(?:eration)?[ .]+(\w{3,40})", re.IGNORECASE)
_TAGGED = re.compile(r"#[Oo]p(?:eration)?([A-Z]\w{2,40})")
_LOG = re.compile(r"\b(\d{1,5} of \d{1,2} [a-z]{3,9})", re.IGNORECASE)
MOST = 20
SQUEEZED = 8
"""Letters that a name of several words needs to be looked for inside a hashtag."""


def plain(words: str) -> str:
    """Small letters and single spaces, disguise taken off, with a space at both ends: “ priya shah s ”."""
    return f" {' '.join(_WORD.findall(fold(words).text.casefold()))} "


def stands_in(name: str, texts: Iterable[str]) -> bool:
    """Whether the name stands in one of these plain texts as whole words, or run together as in a hashtag."""
    wanted = plain(name)
    squeezed = wanted.replace(" ", "")
    if not squeezed:
        return False
    together = " " in wanted.strip() and len(squeezed) >= SQUEEZED
    return any(wanted in text or (together and squeezed in text.replace(" ", "")) for text in texts)


def together(name: str) -> str:
    """The name without spaces, as a hashtag has it."""
    return plain(name).replace(" ", "")


def one_word(name: str) -> bool:
    return " " not in plain(name).strip()


def references(text: str) -> list[str]:
    """What may be a reference in a text: “14/20345/26”, “Operation Larkspur”, “212 of 3 May”; each once."""
    clear = fold(text).text
    found = [*_NUMBERED.findall(clear), *_LOG.findall(clear)]
    found += [f"Operation {name}" for name in (*_OPERATION.findall(clear), *_TAGGED.findall(clear))]
    return list(dict.fromkeys(found))[:MOST]
