"""A force's register put to use: its own places, officers, mailboxes and numbers found in a text, whatever their number."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from bluelamp.language.contacts import national
from bluelamp.language.folding import fold, lowered
from bluelamp.language.local import Local
from bluelamp.language.spans import Span

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_Entry = tuple[tuple[str, ...], str]  # the words of a name in small letters, and its kind
_NAME_AFTER = re.compile(r" ([A-Z][\w'-]+)")


class Index:
    """Names sorted by first word, so that a long list costs no more than a short one."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[_Entry]] = defaultdict(list)

    def add(self, kind: str, entries: Iterable[str]) -> None:
        for words in sorted({_words(entry) for entry in entries} - {()}, key=len, reverse=True):
            self._by_first[words[0]].append((words, kind))

    def find(self, text: str) -> Iterator[Span]:
        """The longest name at each word."""
        found = list(_WORD.finditer(lowered(text))) if self._by_first else []
        for at, match in enumerate(found):
            for words, kind in self._by_first.get(match[0], ()):
                if all(at + step < len(found) and found[at + step][0] == word for step, word in enumerate(words)):
                    yield Span(match.start(), found[at + len(words) - 1].end(), kind)
                    break


class Register:
    """What is known here."""

    def __init__(self, local: Local) -> None:
        self._sure, self._late = Index(), Index()
        self._sure.add("STATION", _with_parts(local.stations))
        self._sure.add("OFFICER", local.officers)
        self._late.add("PLACE", local.places)
        self._late.add("STREET", local.streets)
        self._given = {word for name in local.given_names for word in _words(name)}
        self._surnames = {word for name in local.surnames for word in _words(name)}
        self._phones = {national(phone) for phone in local.phones} - {""}
        self._mailboxes = tuple(_mailbox(address) for address in local.mailboxes if address.strip())

    def sure(self, text: str) -> Iterator[Span]:
        """What comes before all detectors: stations and officers."""
        return self._sure.find(text)

    def late(self, text: str) -> Iterator[Span]:
        """What comes after addresses, for “12 Mill Street” is more than Mill Street: streets and places."""
        return self._late.find(text)

    def people(self, text: str) -> Iterator[Span]:
        """People whose names only this force knows."""
        for match in _WORD.finditer(text) if self._given or self._surnames else ():
            word = match[0].lower()
            if word in self._given:
                after = _NAME_AFTER.match(text, match.end())
                yield Span(match.start(), after.end() if after else match.end(), "PERSON")
            elif word in self._surnames and match[0][0].isupper():
                yield Span(match.start(), match.end(), "PERSON")

    def settle(self, text: str, span: Span) -> Span:
        """A mailbox or number of ours is public."""
        if span.kind == "EMAIL" and span.of(text).lower().endswith(self._mailboxes):
            return span._replace(kind="PUBLIC_EMAIL")
        if span.kind == "PHONE" and national(span.of(text)) in self._phones:
            return span._replace(kind="PUBLIC_PHONE")
        return span


@lru_cache(maxsize=64)
def register(local: Local) -> Register:
    return Register(local)


def _words(entry: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _WORD.findall(fold(entry).text))


def _with_parts(stations: Iterable[str]) -> Iterator[str]:
    """A station's whole entry, and each part of its address that has a number in it."""
    for station in stations:
        yield station
        yield from (part for part in station.split(",") if any(sign.isdigit() for sign in part))


def _mailbox(address: str) -> str:
    """A domain matches only as a whole: @force.example, and not @notforce.example."""
    written = address.strip().lower()
    return written if "@" in written else f"@{written}"
