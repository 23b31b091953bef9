"""The phrase language of the rulebook: readable by a press officer, safe to take from a stranger.

    arrested for                 these words in this order, however spaced or spelt with capitals
    burglar*                     a word that begins so (three letters at least)
    [he/she/a man] admitted      one of these
    has (been) charged           what stands in round brackets may be missing
    {offenders} ~ arrested       {...} = an entry of a list; ~ = up to three other words; ~8 = up to eight
    # year old    #10-17         a number; a number from 10 to 17, in figures or words up to twenty
    <person> of <street>         something the detectors found

A phrase never reaches over the end of a sentence. There is no way to write one that takes long to match.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from bluelamp.language.parts import Choice, Found, Gap, Maybe, Number, Part, PhraseError, Prefix, Sequence, Word

LONGEST, WIDEST_GAP = 600, 12
_PART = re.compile(
    r"\[(?P<choice>[^\[\]]+)\]|\((?P<maybe>[^()]+)\)|\{(?P<list>[a-z_]+)\}|<(?P<found>[a-z_]+)>"
    r"|#(?P<number>(?:\d+-\d+)?)(?=\s|$)|~(?P<gap>\d*)|(?P<word>[^\s\[\](){}<>~]+)"
)


def parse(source: str, lists: Mapping[str, Part]) -> Sequence:
    """A written phrase -> its parts. Raises PhraseError, with a way to mend it."""
    if len(source) > LONGEST:
        raise PhraseError(f"a phrase may have {LONGEST} characters at most; split “{source[:40]}...” in two")
    parts = tuple(_parts(source.lower(), lists))
    if not parts:
        raise PhraseError("an empty phrase finds nothing; write the words to look for, or remove the line")
    if isinstance(parts[-1], Gap):
        raise PhraseError(f"“{source}” ends with ~; end with the last word you look for")
    sequence = Sequence(parts, source)
    if not isinstance(parts[0], Word):
        sequence.firsts()  # tells whether it can begin with something at all
    return sequence


def _parts(source: str, lists: Mapping[str, Part]) -> list[Part]:
    chunks = source.split()
    if all(map(str.isalnum, chunks)):  # most phrases are plain words
        return list(map(_word, chunks))
    parts: list[Part] = []
    at = 0
    while at < len(source):
        if source[at].isspace():
            at += 1
            continue
        match = _PART.match(source, at)
        if not match:
            raise PhraseError(f"“{source}” cannot be read from “{source[at : at + 12]}” on; is a bracket missing?")
        parts.extend(_part(match, lists))
        at = match.end()
    return parts


@lru_cache(maxsize=8192)
def _word(word: str) -> Word:
    return Word(word)


def _part(match: re.Match[str], lists: Mapping[str, Part]) -> Iterator[Part]:
    kind = str(match.lastgroup)
    return _BUILDERS[kind](match[kind], lists)


def _choice(inner: str, lists: Mapping[str, Part]) -> Iterator[Part]:
    yield Choice.of(Sequence(tuple(_parts(option, lists)), option) for option in inner.split("/"))


def _maybe(inner: str, lists: Mapping[str, Part]) -> Iterator[Part]:
    if "/" in inner and "[" not in inner:
        yield Maybe(Sequence(tuple(_choice(inner, lists)), inner))
    else:
        yield Maybe(Sequence(tuple(_parts(inner, lists)), inner))


def _list(name: str, lists: Mapping[str, Part]) -> Iterator[Part]:
    if name not in lists:
        raise PhraseError(f"there is no list named {{{name}}}; write it under [lists] or correct the name")
    yield lists[name]


def _found(kind: str, lists: Mapping[str, Part]) -> Iterator[Part]:
    yield Found(kind)


def _number(bounds: str, lists: Mapping[str, Part]) -> Iterator[Part]:
    low, _, high = bounds.partition("-")
    yield Number(int(low), int(high)) if high else Number()


def _gap(words: str, lists: Mapping[str, Part]) -> Iterator[Part]:
    width = int(words or 3)
    if width > WIDEST_GAP:
        raise PhraseError(f"~{width} is too wide; {WIDEST_GAP} words at most. Use “with” for words farther apart")
    yield Gap(width)


def _words(chunk: str, lists: Mapping[str, Part]) -> Iterator[Part]:
    """Cut as the text is cut: hyphens and commas separate, and 's stands by itself."""
    if chunk.isalnum():
        yield _word(chunk)
        return
    for word in re.split(
        r"[-,;:\"]+|(?<!\d)/|/(?!\d)", re.sub(r"(?<=\w)'(s|ve|re|ll|d|m)$", r"-'\1", chunk.replace("’", "'"))
    ):
        if not word:
            continue
        if not word.endswith("*"):
            yield _word(word)
        elif len(word) < 4:
            raise PhraseError(f"“{word}” would catch too many words; write three letters or more before *")
        else:
            yield Prefix(word[:-1])


_BUILDERS: dict[str, Callable[[str, Mapping[str, Part]], Iterator[Part]]] = {
    "choice": _choice,
    "maybe": _maybe,
    "list": _list,
    "found": _found,
    "number": _number,
    "gap": _gap,
    "word": _words,
}
