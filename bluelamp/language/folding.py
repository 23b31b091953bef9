"""See through disguise: look-alike letters, fancy fonts, accents and invisible characters become plain letters.

Checks read the folded text; people are shown the original. So every folded character remembers where it came from.
"""

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
_BLACK_LETTERS = (0x1F130, 0x1F150, 0x1F170)  # squared, white on black circles, white on black squares: A to Z each
_LONGEST_FOLD = 4  # a few signs unfold to a whole sentence; nobody hides a word in those
_UNSEEN = {"\u034f", "\u115f", "\u1160", "\u17b4", "\u17b5", "\u20e3", "\u3164", "\uffa0"}
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
    out: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        plain = fold_sign(sign)
        out.append(plain)
        places.extend([place] * len(plain))
    return Folded("".join(out), places)


@lru_cache(maxsize=4096)
def fold_sign(sign: str) -> str:
    """One character -> its plain form: itself, another letter, several letters or nothing."""
    if sign in _PLAIN:
        return _PLAIN[sign]
    if is_unseen(sign):
        return ""
    for first in _BLACK_LETTERS:
        if first <= ord(sign) < first + 26:
            return chr(ord("a") + ord(sign) - first)
    bare = "".join(c for c in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(c))
    return "".join(_PLAIN.get(c, c) for c in bare) if len(bare) <= _LONGEST_FOLD else sign


def is_unseen(sign: str) -> bool:
    """True for what takes no room on the screen: joiners, direction marks, variation selectors, fillers."""
    if sign in _UNSEEN or "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef":
        return True
    return unicodedata.category(sign) == "Cf"


def unleet(text: str) -> str:
    """Digits and signs that stand for letters -> the letters; the length stays the same."""
    return text.translate(_LEET)
