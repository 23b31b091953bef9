"""Find what a reader cannot see or a screen reader cannot say: invisible, disguised and decorative characters."""

import re
import unicodedata
from collections.abc import Callable

from bluelamp.language.folding import fold_sign, is_unseen
from bluelamp.language.spans import Span

_WORD = re.compile(r"[^\W\d_]{2,}")
_NOT_ALONE = {"\u200d", "\ufe0e", "\ufe0f", "\u20e3", "\u00ad"}  # part of many honest emoji; a soft hyphen is harmless
_TAGS = range(0xE0020, 0xE0080)  # flags of England, Scotland and Wales are spelt with these


def hidden(text: str) -> list[Span]:
    """Runs of characters that take no room: they can break words apart or turn the reading direction."""
    if text.isascii():
        return []
    spans: list[Span] = []
    for place, sign in enumerate(text):
        if not is_unseen(sign) or _belongs_to_emoji(text, place):
            continue
        if spans and spans[-1].end == place:
            spans[-1] = spans[-1]._replace(end=place + 1)
        else:
            spans.append(Span(place, place + 1, "HIDDEN"))
    return spans


def _belongs_to_emoji(text: str, place: int) -> bool:
    sign = text[place]
    if sign == "\u200d":
        return place > 0 and not text[place - 1].isalnum()
    return sign in _NOT_ALONE or ord(sign) in _TAGS


def decorated(text: str) -> list[Span]:
    """Words written in mathematical, circled or other fancy letters, which assistive tools spell out or skip."""
    return _runs(text, _is_fancy, "DECORATED") if not text.isascii() else []


def _is_fancy(sign: str) -> bool:
    if sign.isascii() or unicodedata.combining(sign):
        return False
    name = unicodedata.name(sign, "")
    fancy = name.startswith(
        ("MATHEMATICAL ", "FULLWIDTH LATIN", "CIRCLED LATIN", "PARENTHESIZED LATIN", "SQUARED LATIN")
    )
    return fancy or name.startswith(("NEGATIVE CIRCLED", "NEGATIVE SQUARED LATIN")) or "LETTER SMALL CAPITAL" in name


def _runs(text: str, wanted: Callable[[str], bool], kind: str) -> list[Span]:
    """Join wanted characters, with single spaces between them, into runs of two or more."""
    spans: list[Span] = []
    for place, sign in enumerate(text):
        if not wanted(sign):
            continue
        if spans and not text[spans[-1].end : place].strip():
            spans[-1] = spans[-1]._replace(end=place + 1)
        else:
            spans.append(Span(place, place + 1, kind))
    return [span for span in spans if span.end - span.start > 1]


def disguised(text: str) -> list[Span]:
    """Words that mix alphabets so that they look like plain English but are not."""
    if text.isascii():
        return []
    found = (match for match in _WORD.finditer(text) if _mixes(match[0]))
    return [Span(match.start(), match.end(), "DISGUISED") for match in found]


def _mixes(word: str) -> bool:
    latin = any(sign.isascii() for sign in word)
    twin = any(not sign.isascii() and _is_foreign_twin(sign) for sign in word)
    return latin and twin


def _is_foreign_twin(sign: str) -> bool:
    return fold_sign(sign).isascii() and unicodedata.name(sign, "").startswith(("CYRILLIC", "GREEK"))
