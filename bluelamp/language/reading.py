"""How old must a reader be? The mean of three well-known measures of English, in years of age; and what makes a text hard."""

import re
from typing import NamedTuple

from bluelamp.language.tokens import tokens

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?$")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^aeiouytd]ed|[^aeiouyscgxz]es)$")
_SCHOOL_BEGINS = 5  # age in the year that the measures call grade 0
_FEWEST = 20  # words; of fewer, a measure says nothing


class Level(NamedTuple):
    """`age`: in years, 0 if the text is too short to say. `long_words`: share of words of three syllables and more."""

    age: float
    words_a_sentence: float
    long_words: float


def level(text: str) -> Level:
    """Only words count: links, numbers, tags and emoji are left out."""
    words = [(token.norm, token.sentence) for token in tokens(text) if _WORD.match(token.norm) and token.norm[0] != "'"]
    if not words:
        return Level(0, 0, 0)
    counts = [syllables(word) for word, _ in words]
    sentence = len(words) / len({number for _, number in words})
    long_words = sum(count >= 3 for count in counts) / len(words)
    if len(words) < _FEWEST:
        return Level(0, sentence, long_words)
    letters = sum(len(word) for word, _ in words) / len(words)
    grades = (
        0.39 * sentence + 11.8 * sum(counts) / len(words) - 15.59,  # Flesch and Kincaid
        0.4 * (sentence + 100 * long_words),  # Gunning
        5.88 * letters - 29.6 / sentence - 15.8,  # Coleman and Liau
    )
    return Level(round(max(5.0, sum(grades) / len(grades) + _SCHOOL_BEGINS), 1), sentence, long_words)


def syllables(word: str) -> int:
    """A guess by groups of vowels; a silent ending counts for nothing."""
    groups = len(_VOWELS.findall(word))
    return max(1, groups - bool(_SILENT.search(word)))
