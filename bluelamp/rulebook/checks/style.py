"""How a text looks: hashtags, capitals, emoji, fancy or hidden letters, long sentences."""

import re
from collections.abc import Callable, Iterable
from itertools import groupby

from bluelamp.language.hidden import decorated, disguised, hidden
from bluelamp.rulebook.checks.registry import Run, check
from bluelamp.rulebook.reading import Hit, Reading
from bluelamp.rulebook.settings import Settings

_HASHTAG = re.compile(r"(?<![\w&/])#(\w{2,100})")
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55\u203c\u2049\u231a\u231b\u23e9-\u23fa]")
_GAP = re.compile(r"\[[^\W\d_][a-z0-9 ,'/-]{0,58}[a-z0-9]\]")  # [town], [Number], [day and date]; not [AUDIO]
_SHOUT = re.compile(r"[^\W\d_]{2,}(?:'[^\W\d_]+)?")
_LETTER = re.compile(r"[^\W\d_]")
_DETECTORS: dict[str, Callable[[str], list[Hit]]] = {
    "decorated": lambda text: [(span.start, span.end) for span in decorated(text)],
    "hidden": lambda text: [(span.start, span.end) for span in hidden(text)],
    "disguised": lambda text: [(span.start, span.end) for span in disguised(text)],
}


@check("hashtags")
def hashtags(settings: Settings) -> Run:
    """More than `most` hashtags, or one in small letters that runs words together. `words`: starts and ends that tell."""
    most = settings.number("most", 3)
    known = settings.strings("words")

    def run(reading: Reading) -> Iterable[Hit]:
        tags = list(_HASHTAG.finditer(reading.original))
        joined = [tag.span() for tag in tags if _runs_together(tag[1], known)]
        return [*joined, *(tag.span() for tag in tags[most:])]

    return run


def _runs_together(tag: str, known: tuple[str, ...]) -> bool:
    if not (tag.islower() or tag.isupper()) or tag.lower() in known:
        return False
    word = tag.lower()
    starts = (len(part) for part in known if word.startswith(part) and len(word) - len(part) >= 3)
    ends = (len(part) for part in known if word.endswith(part) and len(word) - len(part) >= 3)
    return max([*starts, *ends], default=0) >= 3 or len(word) >= 16


@check("capitals")
def capitals(settings: Settings) -> Run:
    """So many words (`most` and more) in capitals one after another, or most of a text of that length."""
    most = settings.number("most", 4)

    def run(reading: Reading) -> Iterable[Hit]:
        words = list(_SHOUT.finditer(reading.original))
        runs = (list(run) for shouted, run in groupby(words, key=lambda word: word[0].isupper()) if shouted)
        # short ones in a row may be abbreviations: BBC, NHS, PCSO
        return [(run[0].start(), run[-1].end()) for run in runs if sum(len(word[0]) > 3 for word in run) >= most]

    return run


@check("emoji")
def emoji(settings: Settings) -> Run:
    """More than `in_a_row` together, more than `most` in all, or more than `inside` between words."""
    in_a_row, most, inside = settings.number("in_a_row", 3), settings.number("most", 5), settings.number("inside", 1)

    def run(reading: Reading) -> Iterable[Hit]:
        text = reading.original
        places = [match.start() for match in _EMOJI.finditer(text)]
        runs = [run for run in _runs(text, places) if run[2] > in_a_row]
        if runs or len(places) <= min(most, inside):
            return [(start, end) for start, end, _ in runs]
        first = _LETTER.search(text)
        between = [place for place in places if first and first.start() < place and _is_inside(text, place)]
        return [(places[0], places[-1] + 1)] if len(places) > most or len(between) > inside else []

    return run


def _runs(text: str, places: list[int]) -> list[tuple[int, int, int]]:
    """(start, end, how many) of emoji that follow one another, joiners and blanks between them allowed."""
    runs: list[tuple[int, int, int]] = []
    for place in places:
        if runs and place - runs[-1][1] <= 3 and not any(sign.isalnum() for sign in text[runs[-1][1] : place]):
            runs[-1] = (runs[-1][0], place + 1, runs[-1][2] + 1)
        else:
            runs.append((place, place + 1, 1))
    return runs


def _is_inside(text: str, place: int) -> bool:
    """The sentence goes on after it in small letters: a screen reader says the emoji's name in the middle of it."""
    rest = re.match(r"[\W_]*?([^\W\d_])", text[place + 1 : place + 12])
    before = text[max(0, place - 40) : place].rstrip()
    return bool(rest and rest[1].islower() and before and before[-1] not in ".!?")


@check("letters")
def letters(settings: Settings) -> Run:
    """Letters that are not what they seem: `find` is "decorated", "hidden" or "disguised"."""
    detect = _DETECTORS[settings.one_of("find", ("decorated", "hidden", "disguised"))]
    return lambda reading: detect(reading.original)


@check("gaps")
def gaps(settings: Settings) -> Run:
    """Words in square brackets, as a safe wording has them where something is still to be filled in; not those in a quotation."""

    def run(reading: Reading) -> Iterable[Hit]:
        text = reading.original
        return [
            gap.span() for gap in _GAP.finditer(text) if not _is_quoted(text[max(0, gap.start() - 500) : gap.start()])
        ]

    return run


def _is_quoted(before: str) -> bool:
    """An opening quotation mark has not been closed: brackets there hold what an editor put in."""
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


@check("long_sentence")
def long_sentence(settings: Settings) -> Run:
    """A sentence of more than `most` words."""
    most = settings.number("most", 35)

    def run(reading: Reading) -> Iterable[Hit]:
        text = reading.text
        runs = (list(run) for _, run in groupby(range(len(text.tokens)), key=text.sentence))
        return [text.span(run[0], run[-1] + 1) for run in runs if len(run) > most]

    return run
