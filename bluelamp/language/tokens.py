"""Cut a folded text into words, keeping sentences apart and places known."""

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<link>(?:https?://|www\.)[^\s<>]{1,2000}|[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})"
    r"|(?P<tag>#\w{2,100})"
    r"|(?P<number>\d{1,9}(?:[.,:/]\d{1,6}){1,5}[^\W\d_]{0,3})"
    r"|(?P<word>[^\W_]{1,60}(?:'[^\W_]{1,20}){0,2})"
    r"|(?P<stop>[.!?]{1,20}(?=[\s\"')\]]|$)|\n(?![ \t]*[a-z]))"
    r"|(?P<sign>[^\w\s.,;:'\"()\-\[\]/#@_])"
)
_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_]+")
_TAIL = re.compile(r"^(.+)('(?:s|ve|re|ll|d|m))$")
MOST = 10_000  # words of the longest text that is taken; only heaps of signs have more
_ABBREVIATIONS = {"mr", "mrs", "ms", "dr", "st", "no", "rev", "approx", "tel", "ref", "insp", "sgt", "vs"}
# People leave the apostrophe out on a phone. Only words that mean nothing else without it.
_NEGATED = (
    "do",
    "did",
    "does",
    "is",
    "was",
    "are",
    "were",
    "could",
    "should",
    "would",
    "have",
    "has",
    "had",
    "must",
    "ca",
)
_DROPPED = {f"{stem}nt": f"{stem}n't" for stem in _NEGATED}
_DROPPED_TAILS = {"weve": "we", "theyve": "they", "ive": "i", "youve": "you", "youre": "you", "theyre": "they"}
_DROPPED_TAILS |= {"thats": "that", "whats": "what", "hes": "he", "shes": "she", "youll": "you", "theyll": "they"}


class Token(NamedTuple):
    """`norm` is the lower-case word; offsets are into the folded text; `sentence` counts from 0."""

    norm: str
    start: int
    end: int
    sentence: int


def tokens(text: str) -> list[Token]:
    """Words, numbers, emoji and the signs ! and ?, in order. Commas, brackets and hyphens only separate.

    A line break ends a sentence unless the next line goes on in small letters. Of more than MOST tokens the rest is left out.
    """
    out: list[Token] = []
    sentence = 0
    for match in _TOKEN.finditer(text):
        if len(out) > MOST:
            return out[:MOST]
        kind, word, start = match.lastgroup, match[0], match.start()
        if kind == "stop":
            sentence += _stop(out, word, start, sentence)
        elif kind == "tag":
            out.extend(_hashtag(word, start, sentence))
        elif kind == "word":
            out.extend(_word(word.lower(), start, match.end(), sentence))
        else:
            out.append(Token(word.lower(), start, match.end(), sentence))
    return out


def _stop(out: list[Token], word: str, start: int, sentence: int) -> int:
    """End the sentence unless the full stop belongs to an abbreviation. ! and ? stay as tokens of their sentence."""
    if word == "." and out and out[-1].norm in _ABBREVIATIONS and out[-1].end == start:
        return 0
    mark = word[-1]
    if mark in "!?":
        out.append(Token(mark, start, start + len(word), sentence))
    return 1


def _hashtag(word: str, start: int, sentence: int) -> list[Token]:
    return [Token(p[0].lower(), start + p.start(), start + p.end(), sentence) for p in _CAMEL.finditer(word)]


def _word(word: str, start: int, end: int, sentence: int) -> list[Token]:
    if word in _DROPPED_TAILS:
        stem = _DROPPED_TAILS[word]
        cut = start + len(stem)
        return [Token(stem, start, cut, sentence), Token("'" + word[len(stem) :], cut, end, sentence)]
    tail = _TAIL.match(word)
    if tail:
        cut = end - len(tail[2])
        return [Token(tail[1], start, cut, sentence), Token(tail[2], cut, end, sentence)]
    return [Token(_DROPPED.get(word, word), start, end, sentence)]
