"""Find what a reader cannot see or a screen reader cannot say: invisible, disguised and decorative characters."""

import re
import unicodedata

from bluelamp.language.folding import fold_sign, is_unseen, odd_signs
from bluelamp.language.spans import Span

_WORD = re.compile(r"[^\W\d_]{2,}")
_NOT_ALONE = {"\u200d", "\ufe0e", "\ufe0f", "\u20e3", "\u00ad"}  # part of many honest emoji; a soft hyphen is harmless
# Mathematical, full-width, circled, bracketed, squared, black and small-capital letters.
_FANCY = (
    "\U0001d400-\U0001d7ff\uff21-\uff3a\uff41-\uff5a\u249c-\u24e9\u24eb-\u24f4\u24ff\U0001f110-\U0001f129\U0001f130-\U0001f149"
    "\U0001f150-\U0001f169\U0001f170-\U0001f189\u1d00-\u1d22\u0262\u026a\u0274\u0276\u0280\u0281\u028f\u0299\u029b\u029c\u029f\ua730\ua731\ua7af"
)
_FANCY_RUN = re.compile(rf"[{_FANCY}](?:\s*[{_FANCY}])+")
_TAGS = range(0xE0020, 0xE0080)  # flags of England, Scotland and Wales are spelt with these


def hidden(text: str) -> list[Span]:
    """Runs of characters that take no room: they can break words apart or turn the reading direction."""
    if text.isascii():
        return []
    unseen = {sign for sign in odd_signs(text) if is_unseen(sign)}
    if not unseen:
        return []
    spans: list[Span] = []
    for place, sign in enumerate(text):
        if sign not in unseen or _belongs_to_emoji(text, place):
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
    if text.isascii():
        return []
    return [Span(match.start(), match.end(), "DECORATED") for match in _FANCY_RUN.finditer(text)]


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
