"""Words as networks count them and as we store them. Pure: no clock, no database, no language."""

import re
import unicodedata
from typing import Literal

import grapheme

from bluelamp.kernel.errors import Refused

Unit = Literal["graphemes", "utf16", "characters"]

_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_HIDDEN = re.compile(
    "(\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)"  # a flag such as the Welsh one is spelt with tags: kept whole
    "|[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, but not tab and line feed
    "\u200b\u2060-\u2064\ufeff"  # zero-width signs that carry no script; joiners stay, emoji and Persian need them
    "\u202a-\u202e\u2066-\u206f"  # signs that turn the reading direction: they can make words read backwards
    "\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_TRAILING = re.compile(r"[^\S\n]+$", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")


class Empty(Refused):
    """No words where words are needed."""


class TooLong(Refused):
    """More than fits. `length` and `limit` are in graphemes, as a person counts."""

    def __init__(self, length: int, limit: int) -> None:
        self.length, self.limit = length, limit
        super().__init__(f"This is {length} characters and only {limit} fit. Take out at least {length - limit}.")


def length(text: str, unit: Unit = "graphemes") -> int:
    """How long `text` is: as a person counts (graphemes), in UTF-16 code units, or in code points (characters)."""
    if unit == "utf16":
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
    if unit == "characters" or (text.isascii() and "\r" not in text):
        return len(text)
    return int(grapheme.length(text))


def storable(text: str) -> str:
    """`text` without what PostgreSQL and UTF-8 cannot hold: NUL and lone surrogates. Nothing else is touched."""
    return _UNSTORABLE.sub("", text)


def plain(text: str) -> str:
    """Honest text: NFC, `\\n` line ends, nothing hidden, no spaces at line ends or around. Never refuses."""
    lines = _LINE_ENDS.sub("\n", text)
    visible = _HIDDEN.sub(lambda found: found[1] or "", lines)
    return _TRAILING.sub("", unicodedata.normalize("NFC", visible)).strip()


def clean(text: str, limit: int) -> str:
    """What a person typed, made plain. Raises Empty, or TooLong over `limit` graphemes.

    A letter under a heap of accents is one grapheme however high the heap, so code points have a bound too.
    """
    words = plain(text)
    if not words:
        raise Empty("There are no words here yet. Write something first.")
    if len(words) > limit and (size := length(words)) > limit:
        raise TooLong(size, limit)
    if len(words) > 10 * limit + 100:
        raise TooLong(len(words), limit)
    return words


def paragraphs(text: str) -> list[str]:
    """The parts between blank lines, stripped, none empty."""
    return [part.strip() for part in _BLANK_LINES.split(_LINE_ENDS.sub("\n", text)) if part.strip()]


def opening(text: str, limit: int = 60) -> str:
    """The first words on one line, at most `limit` graphemes, cut at a word where that loses less than half."""
    line = " ".join(text.split())
    if length(line) <= limit:
        return line
    cut = str(grapheme.slice(line, 0, limit - 1))
    at_word = cut.rsplit(" ", 1)[0] if grapheme.slice(line, limit - 1, limit) != " " else cut
    return (at_word if len(at_word) * 2 >= len(cut) else cut).rstrip(" ,;:.–-") + "…"
