"""Is a text English, Welsh, or both? By the small words and endings that every sentence has; short texts may stay unsure."""

import re
from typing import Literal

from bluelamp.language.folding import fold

Language = Literal["en", "cy", "mixed", ""]

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
# Words that both languages spell alike (a, i, o, am, at, y, hen, pan, mae...) say nothing unless the other one lacks them.
_WELSH = frozenset(
    [
        "yr",
        "yn",
        "ar",
        "yw",
        "ydy",
        "mae",
        "bod",
        "wedi",
        "nid",
        "gan",
        "gyda",
        "gydag",
        "neu",
        "ond",
        "ac",
        "sydd",
        "oes",
        "dim",
        "fydd",
        "bydd",
        "byddwn",
        "byddwch",
        "roedd",
        "oedd",
        "hwn",
        "hon",
        "hyn",
        "rydym",
        "rydyn",
        "rwy",
        "ydych",
        "dych",
        "chi",
        "ni",
        "eich",
        "ein",
        "eu",
        "ei",
        "fy",
        "dy",
        "nhw",
        "hi",
        "fe",
        "fo",
        "ef",
        "iddo",
        "iddi",
        "iddynt",
        "wrth",
        "drwy",
        "dros",
        "rhag",
        "heb",
        "hyd",
        "nes",
        "rhwng",
        "cyn",
        "ol",
        "ers",
        "ddim",
        "nad",
        "na",
        "os",
        "pan",
        "sut",
        "beth",
        "pwy",
        "ble",
        "pryd",
        "heddlu",
        "heddiw",
        "yfory",
        "ddoe",
        "nos",
        "bore",
        "prynhawn",
        "dydd",
        "llun",
        "mawrth",
        "mercher",
        "iau",
        "gwener",
        "sadwrn",
        "sul",
        "ffoniwch",
        "cysylltwch",
        "diolch",
        "croeso",
        "bawb",
        "pawb",
        "cymraeg",
        "cymru",
        "gofalwch",
        "stryd",
        "ffordd",
        "heol",
        "lon",
        "cau",
        "ar",
        "gau",
        "agored",
        "swyddogion",
        "swyddog",
        "tim",
        "trosedd",
        "ymholiadau",
        "gwybodaeth",
        "helpwch",
        "cymorth",
        "os",
        "gwelwch",
        "dda",
        "bobl",
        "plant",
        "person",
        "dyn",
        "menyw",
        "merch",
        "bachgen",
        "ionawr",
        "chwefror",
        "ebrill",
        "mai",
        "mehefin",
        "gorffennaf",
        "awst",
        "medi",
        "hydref",
        "tachwedd",
        "rhagfyr",
        "unrhyw",
        "rhywun",
        "rhywbeth",
        "hoffem",
        "hoffwn",
        "gweld",
        "welsoch",
        "galwch",
        "rhowch",
        "gwybod",
        "cyfarfod",
        "llyfrgell",
    ]
)
_ENGLISH = frozenset(
    ["the", "of", "and", "to", "is", "are", "was", "were", "be", "been", "has", "have", "had", "for", "with", "from", "by", "this", "that", "these", "those", "it", "its", "we", "our", "us", "you", "your", "they", "their", "he", "she", "his", "her", "who", "what", "when", "where", "which", "will", "would", "can", "could", "should", "please", "not", "do", "did", "if", "or", "but", "on", "in", "at", "an", "as", "so", "about", "after", "before", "between", "near", "call", "thank", "thanks", "today", "tonight", "tomorrow", "yesterday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "meeting", "police", "officers", "road", "closed", "report", "help", "join", "see", "know", "if", "ring", "tell"]
)  # fmt: skip
_ENDINGS = re.compile(r"(?:wyd|odd|iau|aeth|iwch|wch|ddo|ydd|edig|oedd|wr|wyr|ion|au)$")
_LETTERS = re.compile(r"^(?:ll|rh|dd|ff|ngh|mh|nh|gwr|gwy|cyf|rhy|dd)|[aeiouwy]dd|[^aeiouy]w[^aeiouy]|wy[dr]")
_SMALLEST_SHARE = 0.3


def guess(text: str) -> Language:
    """The language of a text; "" when it cannot be told, as with names, numbers or three words."""
    words = [word.casefold() for word in _WORD.findall(fold(text[:20_000]).text)]
    welsh, english = sum(map(_welshness, words)), float(sum(word in _ENGLISH for word in words))
    if max(welsh, english) < 2:
        return ""
    if min(welsh, english) >= max(2, _SMALLEST_SHARE * max(welsh, english)):
        return "mixed"
    return "cy" if welsh > english else "en"


def _welshness(word: str) -> float:
    """1 for a Welsh small word; a little for a word that looks Welsh; nothing for an English one."""
    if word in _WELSH:
        return 1
    if word in _ENGLISH or len(word) < 4:
        return 0
    return 0.5 if _LETTERS.search(word) and _ENDINGS.search(word) else 0.25 if _LETTERS.search(word) else 0
