"""What crosses the border to a network: frozen facts, and small protocols of what an adapter can do.

An ability is a fact in `Abilities` plus a method that exists or does not exist; `tests/adapters/test_contract.py`
holds both together for every registered adapter. An adapter gets an `Account` and an HTTP client, nothing else: it
never sees a table or a setting, and it does not retry, sleep, log secrets or decide policy. Every method raises only
the five errors of `bluelamp.adapters.errors`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar, Literal, Protocol, runtime_checkable
from uuid import UUID

import httpx

Unit = Literal["graphemes", "utf16", "characters"]
Recognises = Literal["deterministic", "key", "look-up", "not at all"]


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a network can do. Limits are facts with a date and a source, not constants of nature."""

    text_limit: int | None
    text_unit: Unit
    pictures: int
    picture_bytes: int
    alt_limit: int
    edits: bool
    retracts: bool
    collects: bool
    replies: bool
    mentions: bool
    recognises: Recognises
    settle_seconds: int
    as_of: str
    source: str
    films: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One thing the connect page asks for. Secret ones are sealed before they are stored."""

    name: str
    label: str
    hint: str = ""
    secret: bool = False
    required: bool = True
    initial: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """One connected account: public settings and opened secrets, for the length of one call."""

    settings: Mapping[str, str]
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Film:
    """A film that has been through intake: picture and sound and nothing else. `captions` is WebVTT, "" = none."""

    sha256: str
    mime: str
    seconds: float
    path: Path
    captions: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that has been through intake: clean pixels on disk, with its words.

    With a `film` it is that film's poster; a network that cannot take films shows it like any other picture.
    """

    sha256: str
    mime: str
    width: int
    height: int
    alt: str
    path: Path
    film: Film | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One version of one post for one channel. `key` is the delivery's id: the same for every repeat."""

    key: UUID
    text: str
    lang: str
    link: str
    created_at: datetime
    pictures: tuple[Picture, ...] = ()
    reply_to: Mapping[str, Any] | None = None
    title: str = ""
    about: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof that something is live: its id and address there, and what edit, retract and reply will need."""

    remote_id: str
    url: str
    ref: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Incoming:
    """One thing the public said to us. `ref` is what an answer needs; `answers` is the remote id it replies to."""

    remote_id: str
    text: str
    author: str
    at: datetime
    answers: str
    ref: Mapping[str, Any]
    url: str = ""
    lang: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class Collected:
    items: tuple[Incoming, ...]
    cursor: Mapping[str, Any]
    more: bool = False


Prepared = Mapping[str, Any]


class Adapter:
    """What every adapter is: a kind, a name for people, abilities, the fields of its connect page.

    `connectable` = an administrator may add an account of it; the built-in ones are there without being asked for.
    Those have a classmethod `local_settings(folder, base_url, name)` that gives the settings of a force's own one.
    """

    kind: ClassVar[str]
    label: ClassVar[str]
    abilities: ClassVar[Abilities]
    fields: ClassVar[tuple[Field, ...]] = ()
    leaves_the_machine: ClassVar[bool] = True
    connectable: ClassVar[bool] = True

    def __init__(self, account: Account, http: httpx.Client) -> None:
        self.account = account
        self.http = http


@runtime_checkable
class Publishes(Protocol):
    def publish(self, outgoing: Outgoing, prepared: Prepared) -> Receipt:
        """Make it live. A repeat with the same key and the same `prepared` never makes a second one where the
        network can recognise a repeat."""


@runtime_checkable
class Prepares(Protocol):
    def prepare(self, outgoing: Outgoing) -> Prepared:
        """Everything that must be frozen before the first attempt (uploads, resolved mentions, times). Plain JSON
        data; invisible to the public; may be done again."""


@runtime_checkable
class Finds(Protocol):
    def find(self, outgoing: Outgoing, prepared: Prepared) -> Receipt | None:
        """Look whether it is live. None = two looks agree that it is not."""


@runtime_checkable
class Edits(Protocol):
    def edit(self, receipt: Receipt, outgoing: Outgoing, prepared: Prepared) -> Receipt: ...


@runtime_checkable
class Retracts(Protocol):
    def retract(self, receipt: Receipt) -> None:
        """Take it away and read again as a stranger would. Returns only when it is gone; gone already is fine."""


@runtime_checkable
class Collects(Protocol):
    def collect(self, cursor: Mapping[str, Any], ours: Sequence[Receipt]) -> Collected:
        """What came in since `cursor` in answer to `ours`. May repeat itself; the inbox takes each id once."""


@runtime_checkable
class Checks(Protocol):
    def check(self) -> str:
        """Prove that the account works; returns the name the public sees. Raises NeedsAuth, Later or Rejected."""
