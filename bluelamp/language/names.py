"""Find people's names with care: a list of given names, the shape of the words, and what stands around them.

Two capitalised words are no proof: streets, courts, schools and teams look the same.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, islice

from bluelamp.language import name_shapes as shapes
from bluelamp.language.gazetteer import is_ambiguous, is_given, is_surname, lines, words
from bluelamp.language.name_guards import SURNAME_TAIL, is_elsewhere
from bluelamp.language.register import Index
from bluelamp.language.spans import Span
from bluelamp.language.tagger import guesses, pieces

_MOST = 2_000  # runs of capitals in one text; only heaps of names have more
_SURE = 40  # of the trained finder: below this, more guesses were wrong than right in the sets kept apart
_PLACE_TAIL = words("place_words")
_PLACE_HEAD = words("place_heads")
_NOT_NAMES = words("not_names")


def names(text: str) -> Iterator[Span]:
    """OFFICER spans for people in an official capacity, PERSON for all others; surest first, they may overlap."""
    for match in shapes.OFFICIAL.finditer(text):
        yield Span(match.start(), match.end(), "OFFICER")
    for match in shapes.ANIMAL.finditer(text):
        yield Span(match.start(), match.end(), "ANIMAL")
    yield from _figures().find(text)
    for match in shapes.HISTORY.finditer(text):
        yield Span(match.start(), match.end(), "FIGURE")
    for match in islice(shapes.TITLE.finditer(text), _MOST):
        yield from _person(match.start(), match[0])
    yield from _lower_titles(text)
    for span in chain(_by_rule(text), _guessed(text)):
        if not is_elsewhere(text, span):
            yield span


def _by_rule(text: str) -> Iterator[Span]:
    for match in islice(shapes.RUN.finditer(text), _MOST):
        yield from _in_run(text, match)
    for pattern in (shapes.CUED, shapes.AGED):
        for match in pattern.finditer(text):
            if _could_be_person(match[1].split()):
                yield Span(match.start(1), match.end(1), "PERSON")
    for match in shapes.INITIAL.finditer(text):
        if is_surname(match[1].lower()):
            yield Span(match.start(), match.end(), "PERSON")
    yield from _lower_case(text)


@cache
def _figures() -> Index:
    index = Index()
    index.add("FIGURE", lines("figures"))
    return index


def _guessed(text: str) -> Iterator[Span]:
    """What the trained finder takes for people."""
    found = pieces(text)
    for guess in guesses(found):
        start, end = found[guess.first].start, found[guess.after - 1].end
        if guess.sure >= _SURE and end - start > 2:
            yield Span(start, end, "PERSON")


def _person(start: int, written: str) -> Iterator[Span]:
    """Title and names, cut before the first word that cannot be a name."""
    kept = written.split()[:1]
    for word in written.split()[1:]:
        if word.lower() in _NOT_NAMES:
            break
        kept.append(word)
    if len(kept) > 1 and kept[-1].lower() not in _PLACE_TAIL:
        yield Span(start, start + len(" ".join(kept)), "PERSON")


def _lower_titles(text: str) -> Iterator[Span]:
    for match in shapes.LOWER_TITLE.finditer(text):
        if match[1] not in _NOT_NAMES:
            end = match.end(2) if match[2] and is_surname(match[2]) else match.end(1)
            yield Span(match.start(), end, "PERSON")


def _in_run(text: str, match: re.Match[str]) -> Iterator[Span]:
    """Capitalised words in a row: look for a given name, then take the surnames that follow."""
    run = list(re.finditer(r"\S+", match[0]))
    if _ends_as_place(run) or (
        len(run) > 1 and run[-1][0].isupper() and not match[0].isupper() and len(run[-1][0]) > 3
    ):
        return
    for at, word in enumerate(run):
        if at and run[at - 1][0].lower() in _PLACE_HEAD:
            continue
        after = _surnames(run[at + 1 :])
        if _starts_person(text, match, word, after, at):
            end = after[-1] if after else word
            yield Span(match.start() + word.start(), match.start() + end.end(), "PERSON")
            return


def _ends_as_place(run: list[re.Match[str]]) -> bool:
    """“Elm Road” and “Ada Lovelace School” are places; “Ravi Cross” is a person."""
    words = [word[0].lower() for word in run]
    if words[-1] not in _PLACE_TAIL:
        return False
    return not (words[-1] in SURNAME_TAIL and len(words) == 2 and is_given(words[0]))


def _surnames(rest: list[re.Match[str]]) -> list[re.Match[str]]:
    kept: list[re.Match[str]] = []
    for word in rest[:3]:
        norm = word[0].lower()
        if norm in _NOT_NAMES or (norm in _PLACE_TAIL and norm not in SURNAME_TAIL):
            break
        kept.append(word)
    return kept


def _starts_person(text: str, run: re.Match[str], word: re.Match[str], after: list[re.Match[str]], at: int) -> bool:
    norm = word[0].lower().split("-")[0]
    if norm in _NOT_NAMES and not (norm == "may" and after):
        return False
    if is_given(norm):
        return not _names_a_place(text, run)
    if not after:
        return is_ambiguous(norm) and _cued(text, run, at)
    last = after[-1][0].lower()
    return (
        (is_ambiguous(norm) or at == 0)
        and is_surname(last)
        and last not in _PLACE_TAIL
        and (is_ambiguous(norm) or _reads_as_name(norm))
    )


def _names_a_place(text: str, run: re.Match[str]) -> bool:
    """“Florence Street”, “St Mary’s”, “Beth’s Bakery and Cafe”: the word before or after says it is a place."""
    before = re.search(r"(\w+)\.? $", text[max(0, run.start() - 20) : run.start()])
    after = re.match(r"'s (\w+)", text[run.end() : run.end() + 25])
    return bool(
        (before and before[1].lower() in _PLACE_HEAD)
        or (after and after[1][0].isupper() and after[1].lower() in _PLACE_TAIL)
    )


def _cued(text: str, run: re.Match[str], at: int) -> bool:
    """A name that is also a word needs a sign: an age after it, or a word like “called” before it."""
    if re.match(r",? \(?\d{1,2}\)?[,.)]", text[run.end() : run.end() + 8]):
        return True
    words_before = text[max(0, run.start() - 20) : run.start()] + run[0]
    return bool(shapes.LOWER_CUE.search(words_before[: len(words_before) - len(run[0].split(" ", at)[-1])]))


def _reads_as_name(norm: str) -> bool:
    return (
        norm not in _PLACE_TAIL
        and norm not in _PLACE_HEAD
        and len(norm) > 2
        and not norm.endswith(("ing", "ed", "ly", "ers"))
    )


def _could_be_person(written: list[str]) -> bool:
    lower = [word.lower() for word in written]
    return lower[-1] not in _PLACE_TAIL and not any(word in _NOT_NAMES or word in _PLACE_HEAD for word in lower)


def _lower_case(text: str) -> Iterator[Span]:
    """People type without capitals: a sure given name and a known surname, or a sure given name after a cue."""
    at = 0
    while match := shapes.LOWER.search(text, at):
        at = match.end(1)
        if len(match[1]) < 3 or not (is_given(match[1]) or is_ambiguous(match[1])):
            continue
        cued = bool(shapes.LOWER_CUE.search(text, max(0, match.start() - 20), match.start()))
        if is_surname(match[2]) and match[2] not in words("stop_surnames") and (cued or is_given(match[1])):
            yield Span(match.start(), match.end(), "PERSON")
        elif cued and is_given(match[1]):
            yield Span(match.start(1), match.end(1), "PERSON")
