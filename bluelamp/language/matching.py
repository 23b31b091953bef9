"""Find many phrases in one text in one walk: an index says which phrases a word can begin."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from bluelamp.language.parts import Part, PhraseError, Reads, Sequence
from bluelamp.language.phrases import parse


class Phrases:
    """A set of phrases; also a Part, so that a list can stand inside a phrase as {name}."""

    def __init__(self, sequences: Iterable[Sequence]) -> None:
        index: dict[str, list[Sequence]] = defaultdict(list)
        for sequence in sequences:
            for key in sequence.firsts():
                index[key].append(sequence)
        self._index = dict(index)

    @classmethod
    def read(cls, sources: Iterable[str], lists: Mapping[str, Part] | None = None) -> "Phrases":
        """Raises PhraseError for one that cannot be read."""
        return cls([parse(source, lists or {}) for source in sources])

    def __bool__(self) -> bool:
        return bool(self._index)

    def firsts(self) -> set[str]:
        return set(self._index)

    def ends(self, text: Reads, at: int, limit: int) -> Iterable[int]:
        """Where phrases that begin at token `at` end. Remembered: the same list is asked again by many phrases."""
        key = (self, at)
        if key not in text.memo:
            text.memo[key] = frozenset(self._ends(text, at))
        return (end for end in text.memo[key] if end <= limit)

    def _ends(self, text: Reads, at: int) -> Iterator[int]:
        stop = text.stops[at] if at < len(text.norms) else at
        for key in text.keys_at(at):
            for sequence in self._index.get(key, ()):
                yield from sequence.ends(text, at, stop)

    def places(self, text: Reads) -> list[tuple[int, int]]:
        """(first token, token after the last) of each place where a phrase begins; the longest match counts."""
        places: dict[int, int] = {}
        for key in self._index.keys() & text.keys.keys():
            for at in text.keys[key]:
                for sequence in self._index[key]:
                    places[at] = max(places.get(at, at), *sequence.ends(text, at, text.stops[at]), at)
        return sorted((at, end) for at, end in places.items() if end > at)


def read_lists(written: Mapping[str, Iterable[str]]) -> dict[str, Phrases]:
    """Named lists, each may use those written before it. Raises PhraseError naming the list."""
    lists: dict[str, Phrases] = {}
    for name, sources in written.items():
        try:
            lists[name] = Phrases.read(sources, lists)
        except PhraseError as error:
            raise PhraseError(f"list “{name}”: {error}") from error
    return lists
