"""Find many phrases in one text in one walk: an index says which phrases a word can begin."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from bluelamp.language.parts import Gap, Maybe, Part, PhraseError, Reads, Sequence
from bluelamp.language.phrases import parse

MOST_ENTRIES = 500_000  # in the indexes of one pack; the largest honest one takes some ten thousand


def _nothing_taken(entries: int) -> None:
    """Phrases of our own need no limit."""


class Phrases:
    """A set of phrases; also a Part, so that a list can stand inside a phrase as {name}."""

    def __init__(self, sequences: Iterable[Sequence], take: Callable[[int], None] = _nothing_taken) -> None:
        """`take` is told how many entries each phrase needs in the index; it may raise PhraseError."""
        self._index: dict[str, list[Filed]] = defaultdict(list)
        every: set[str] = set()
        for sequence in sequences:
            firsts = sequence.firsts()
            filed = _rarest(sequence, firsts)
            take(len(firsts) + len(filed))
            every |= firsts
            for key in filed:
                self._index[key].append((sequence, firsts))
        self._keys, self._firsts = frozenset(self._index), frozenset(every)
        self._ready: dict[str, list[Ready]] = {}

    @classmethod
    def read(cls, sources: Iterable[str], lists: Mapping[str, Part] | None = None) -> "Phrases":
        """Raises PhraseError for one that cannot be read."""
        take = lists.take if isinstance(lists, Lists) else _nothing_taken
        return cls((parse(source, lists or {}) for source in sources), take)

    def __bool__(self) -> bool:
        return bool(self._index)

    def firsts(self) -> frozenset[str]:
        return self._firsts

    def needed(self) -> frozenset[str]:
        """A text without any of these keys holds none of the phrases."""
        return self._keys

    def ends(self, text: Reads, at: int, limit: int) -> Iterable[int]:
        """Where phrases that begin at token `at` end."""
        ends = self._table(text).get(at)
        return [end for end in ends if end <= limit] if ends else ()

    def places(self, text: Reads) -> list[tuple[int, int]]:
        """(first token, token after the last) of each place where a phrase begins; the longest match counts."""
        if self._keys.isdisjoint(text.present):
            return []
        return sorted([(at, max(ends)) for at, ends in self._table(text).items()])

    def _table(self, text: Reads) -> dict[int, set[int]]:
        """Token -> where phrases that begin there end. Remembered: the same list is asked again by many phrases."""
        table = text.memo.get(self)
        if table is None:
            table = text.memo[self] = {}
            present = text.present
            for key in self._keys & present:
                for sequence, firsts, must, choices in self._ready.get(key) or self._prepared(key):
                    if must <= present and _one_of_each(choices, present):
                        for first in (key,) if key in firsts else firsts & present:
                            _search(text, sequence, text.keys[first], table)
        return table

    def _prepared(self, key: str) -> list["Ready"]:
        """The phrases filed under this key, each with what a text must hold; worked out when a text first holds it."""
        ready = self._ready[key] = [(sequence, firsts, *_needs(sequence, key)) for sequence, firsts in self._index[key]]
        return ready


Filed = tuple[Sequence, frozenset[str]]
"""A phrase, and the keys by which it can begin."""
Ready = tuple[Sequence, frozenset[str], frozenset[str], tuple[frozenset[str], ...]]
"""The same, and for it to be worth a search: keys that must all be in the text, and sets of which one key must be."""
# Keys that nearly every text holds: a phrase that begins with one is filed under a rarer word of its own.
_COMMON = frozenset(
    (  # noqa: SIM905 - a list literal would fill a page
        "=the =a =an =to =of =and =in =is =was =for =on =with =at =by =we =he =she =they =you =i =it =his =her =their =our"
        " =your =my =be =been =has =have =had =who =that =this =from =as =are =were =not =no =or =if =but =will =can =out"
        " =up =all =so =us =me =do =one =man =woman =police =please =call =there =about =more =what =when =how =after =near"
        " =into =any =just =now =here =its ='s =! =? # <date <time <person <street <public_phone <officer <full_name <age"
    ).split()
)


def _rarest(sequence: Sequence, firsts: frozenset[str]) -> frozenset[str]:
    """The keys to file a phrase under: those it begins with, or where these are common, those of a rarer part."""
    if firsts.isdisjoint(_COMMON):
        return firsts
    sets = [firsts, *(part.firsts() for part in sequence.parts[1:] if not isinstance(part, Maybe | Gap))]
    return min(sets, key=lambda keys: (len(keys & _COMMON), len(keys)))


def _needs(sequence: Sequence, key: str) -> tuple[frozenset[str], tuple[frozenset[str], ...]]:
    """One key of each part that cannot be missing; `key` is there already."""
    firsts = [part.firsts() for part in sequence.parts if not isinstance(part, Maybe | Gap)]
    must = frozenset().union(*(keys for keys in firsts if len(keys) == 1)) - {key}
    return must, tuple(keys for keys in firsts if len(keys) > 1 and key not in keys)


def _one_of_each(choices: tuple[frozenset[str], ...], present: frozenset[str]) -> bool:
    return all(not keys.isdisjoint(present) for keys in choices) if choices else True


def _search(text: Reads, sequence: Sequence, starts: list[int], table: dict[int, set[int]]) -> None:
    stops = text.stops
    for at in starts[: text.spend(len(starts))]:
        ends = [end for end in sequence.ends(text, at, stops[at]) if end > at]
        if ends:
            table.setdefault(at, set()).update(ends)


class Lists(dict[str, Phrases]):
    """The named lists of a pack, and the room that it has left: lists of lists of lists must not fill the memory."""

    left = MOST_ENTRIES

    def take(self, entries: int) -> None:
        self.left -= entries
        if self.left < 0:
            raise PhraseError("these phrases can begin in too many ways; take lists out of lists, or split the pack")


def read_lists(written: Mapping[str, Iterable[str]]) -> Lists:
    """Named lists, each may use those written before it. Raises PhraseError naming the list."""
    lists = Lists()
    for name, sources in written.items():
        try:
            lists[name] = Phrases.read(sources, lists)
        except PhraseError as error:
            raise PhraseError(f"list “{name}”: {error}") from error
    return lists
