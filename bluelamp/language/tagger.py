"""A trained guess at which words are names of people: a linear chain over the words, its weights learnt by train_names.py.

Only words that could be a name are looked at: those with a capital, and in small letters those that are known names.
"""

import gzip
import re
from array import array
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from bluelamp.language.gazetteer import is_ambiguous, is_given, is_surname, words

LABELS = "OBIX"  # nothing, first word of a person's name, later word of it, another kind of name (place, firm, officer)
SLOTS = 1 << 17  # features share this many rows of weights
MOST_PIECES, MOST_NAMES = 12_000, 1_500  # of one text; the longest honest page has fewer
_MODEL = Path(__file__).parent / "data" / "names.model.gz"
_PIECE = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*?(?='s\b)|[^\W\d_]+(?:['-][^\W\d_]+)*|'s|\d+|\n|[^\w\s]")
_STRANGE = re.compile(r"[^\W\d_]")


class Piece(NamedTuple):
    word: str
    start: int
    end: int


class Model(NamedTuple):
    """`rows`: weights, len(LABELS) for each slot; `moves`: from label to label, in a row."""

    rows: Sequence[int]
    moves: Sequence[int]


class Guess(NamedTuple):
    """Pieces from `first` up to `after` are one person; `sure`: by how much this beats the best way that finds nobody."""

    first: int
    after: int
    sure: int


def pieces(text: str) -> list[Piece]:
    return [Piece(match[0], match.start(), match.end()) for match in islice(_PIECE.finditer(text), MOST_PIECES)]


def candidates(found: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Runs (first, after) of words that could be a name."""
    first = None
    for at in range(len(found)):
        if _could_be(found, at, inside=first is not None):
            first = at if first is None else first
        elif first is not None:
            yield first, at
            first = None
    if first is not None:
        yield first, len(found)


def _could_be(found: Sequence[Piece], at: int, inside: bool) -> bool:
    word = found[at].word
    if word[0].isupper():
        return True
    if not word[0].isalpha() or word in words("common_words"):
        return False
    return is_given(word) or (inside and (is_surname(word) or found[at - 1].word.islower()))


def features(found: Sequence[Piece], at: int) -> list[int]:
    """The slots that speak about this word."""
    here, before, after = _facts(found, at), _facts(found, at - 1), _facts(found, at + 1)
    before2, after2 = _facts(found, at - 2), _facts(found, at + 2)
    kind, earlier, later = here.kind, before.kind, after.kind
    told = (
        f"k{kind}", f"p{before.word}", f"n{after.word}", f"pk{earlier}|{kind}", f"kn{kind}|{later}",
        f"pkn{earlier}|{kind}|{later}", f"pw{before.word}|{kind}", f"wn{kind}|{after.word}",
        f"p2{before2.word}|{before.word}", f"n2{after.word}|{after2.word}", f"pp{before2.kind}|{earlier}|{kind}",
        f"nn{kind}|{later}|{after2.kind}", f"p2k{before2.word}|{kind}",
    )  # fmt: skip
    return [*here.slots, *(crc32(feature.encode()) % SLOTS for feature in told)]


class _Facts(NamedTuple):
    word: str
    kind: str
    slots: tuple[int, ...]


_EDGE = _Facts("^", "^", ())


def _facts(found: Sequence[Piece], at: int) -> _Facts:
    return word_facts(found[at].word) if 0 <= at < len(found) else _EDGE


@lru_cache(maxsize=8192)
def word_facts(word: str) -> _Facts:
    """What one word says by itself."""
    low = word.lower()
    kind = _shape(word) + _known(low)
    told = (
        f"w{low}",
        f"s3{low[-3:]}",
        f"s2{low[-2:]}|{kind}",
        f"a3{low[:3]}",
        f"s4{low[-4:]}",
        f"l{min(len(low), 9)}|{kind}",
    )
    return _Facts(low, kind, tuple(crc32(feature.encode()) % SLOTS for feature in told))


def _shape(word: str) -> str:
    if not _STRANGE.match(word):
        return "9" if word.isdigit() else word
    if word.islower():
        return "x"
    if word.isupper():
        return "X" if len(word) == 1 else "XX"
    return "Xx" if word[0].isupper() else "xX"


def _known(low: str) -> str:
    """Letters for what the lists know of a word."""
    if low in words("titles"):
        return "T"
    if low in words("ranks"):
        return "R"
    first = low.split("-")[0]
    marks = "g" if is_given(first) else "a" if is_ambiguous(first) else ""
    marks += "s" if is_surname(low) else ""
    marks += "p" if low in words("place_words") else "h" if low in words("place_heads") else ""
    return marks + ("c" if low in words("common_words") or low in words("not_names") else "")


def guesses(found: Sequence[Piece], model: Model | None = None) -> Iterator[Guess]:
    model = model or load()
    left = MOST_NAMES
    for first, after in candidates(found):
        yield from _read(model, found, first, min(after, first + left))
        left -= after - first
        if left <= 0:
            return


def _read(model: Model, found: Sequence[Piece], first: int, after: int) -> Iterator[Guess]:
    scores = [score(model, features(found, at)) for at in range(first, after)]
    labels = best(model, scores)
    at = 0
    while at < len(labels):
        if LABELS[labels[at]] != "B":
            at += 1
            continue
        end = at + 1
        while end < len(labels) and LABELS[labels[end]] == "I":
            end += 1
        nobody = (max(row[0], row[3]) for row in scores[at:end])
        person = (row[labels[at + step]] for step, row in enumerate(scores[at:end]))
        yield Guess(first + at, first + end, sum(person) - sum(nobody))
        at = end


def score(model: Model, slots: Sequence[int]) -> tuple[int, int, int, int]:
    rows = model.rows
    nothing = begin = inside = other = 0
    for slot in slots:
        at = slot * 4
        nothing += rows[at]
        begin += rows[at + 1]
        inside += rows[at + 2]
        other += rows[at + 3]
    return nothing, begin, inside, other


def best(model: Model, scores: Sequence[Sequence[int]]) -> list[int]:
    """The labels of the best way through (Viterbi); what stands before and after the run is nothing."""
    moves, count = model.moves, len(LABELS)
    if len(scores) == 1:
        return [max(range(count), key=lambda label: moves[label] + scores[0][label] + moves[label * count])]
    ways = [moves[label] + scores[0][label] for label in range(count)]
    back: list[list[int]] = []
    for row in scores[1:]:
        steps = [max(range(count), key=lambda old: ways[old] + moves[old * count + label]) for label in range(count)]
        ways = [ways[steps[label]] + moves[steps[label] * count + label] + row[label] for label in range(count)]
        back.append(steps)
    label = max(range(count), key=lambda old: ways[old] + moves[old * count])
    labels = [label]
    for steps in reversed(back):
        label = steps[label]
        labels.append(label)
    return labels[::-1]


@cache
def load() -> Model:
    """The model that comes with us: 16-bit weights, first the moves, then the rows; little-endian."""
    weights = array("h")
    weights.frombytes(gzip.decompress(_MODEL.read_bytes()))
    count = len(LABELS) ** 2
    return Model(weights[count:], weights[:count])
