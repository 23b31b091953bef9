"""See through disguise: look-alike letters, fancy fonts, accents and invisible characters become plain letters.

Checks read the folded text; people are shown the original. So every folded character remembers where it came from.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

# Letters of other alphabets that cannot be told from Latin ones by eye. Only exact twins: a guess would bend real words.
_TWINS = dict(
    zip(
        "авекмнорстухісѕјԁԛԝАВЕКМНОРСТУХІЅЈαορνυιΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "abekmhopctyxicsjdqwABEKMHOPCTYXISJaopvuiABEZHIKMNOPTYX",
        strict=True,
    )
)
_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True))
_MARKS = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "…": "..."} | dict.fromkeys(
    "‐‑‒–—―−", "-"
)
_PLAIN = _TWINS | _SMALL_CAPITALS | _MARKS
_SQUARED_LETTERS = 0x1F130  # A to Z three times, 32 apart: squared, white on black circles, white on black squares
_LONGEST_FOLD = 4  # a few signs unfold to a whole sentence; nobody hides a word in those
_UNSEEN = {"\u034f", "\u115f", "\u1160", "\u17b4", "\u17b5", "\u20e3", "\u3164", "\uffa0"}
_ODD = re.compile("[^\x00-\x5f\x61-\x7f\u3400-\u9fff\ue000-\uf8ff\U00020000-\U000dffff\U000e0200-\U0010ffff]")
_LEET = str.maketrans("013457$@|", "oieastsai")


@dataclass(frozen=True, slots=True)
class Folded:
    """Plain text, and for each of its characters the place in the original; no places = nothing moved."""

    text: str
    places: Sequence[int] | None = None

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the folded text -> offsets in the original."""
        if self.places is None or start >= end:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def fold(text: str) -> Folded:
    if text.isascii():
        return Folded(text.replace("`", "'"))
    table = {sign: fold_sign(sign) for sign in odd_signs(text)}
    out = [table.get(sign, sign) for sign in text]
    if all(len(plain) == 1 for plain in table.values()):
        return Folded("".join(out))
    places = [place for place, plain in enumerate(out) for _ in plain]
    return Folded("".join(out), places)


def odd_signs(text: str) -> set[str]:
    """The signs that may be other than they seem: not ASCII, and none of those tens of thousands that stand for themselves."""
    return set(_ODD.findall(text))


@lru_cache(maxsize=4096)
def fold_sign(sign: str) -> str:
    """One character -> its plain form: itself, another letter, several letters or nothing."""
    plain = _PLAIN.get(sign)
    if plain is not None:
        return plain
    if is_unseen(sign):
        return ""
    letter = ord(sign) - _SQUARED_LETTERS
    if 0 <= letter < 3 * 32 and letter % 32 < 26:
        return chr(ord("a") + letter % 32)
    whole = unicodedata.normalize("NFKD", sign)
    if whole == sign:
        return "" if unicodedata.combining(sign) else sign
    bare = [c for c in whole if not unicodedata.combining(c)]
    return "".join(_PLAIN.get(c, c) for c in bare) if len(bare) <= _LONGEST_FOLD else sign


def is_unseen(sign: str) -> bool:
    """True for what takes no room on the screen: joiners, direction marks, variation selectors, fillers."""
    if sign in _UNSEEN or "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef":
        return True
    return unicodedata.category(sign) == "Cf"


def unleet(text: str) -> str:
    """Digits and signs that stand for letters -> the letters; the length stays the same."""
    return text.translate(_LEET)


def lowered(text: str) -> str:
    """In small letters, each in its old place. Patterns without regard to capitals are quicker on this."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
