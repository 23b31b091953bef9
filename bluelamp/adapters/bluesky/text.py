"""Bluesky's texts: which of their bytes are links, mentions and tags; and the names of records (TIDs)."""

import hashlib
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

LETTERS = "234567abcdefghijklmnopqrstuvwxyz"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LINK = re.compile(r"https?://[^\s<>\"]{1,2000}", re.IGNORECASE)
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_MENTION = re.compile(rf"(?<![\w@./])@((?:{_LABEL}\.){{1,8}}[a-z][a-z0-9-]{{0,61}}[a-z0-9])", re.IGNORECASE)
_TAG = re.compile(r"(?<![\w#&/])#(\w{1,64})(?!\w)")

Resolve = Callable[[str], str | None]


def tid(at: datetime, mark: int) -> str:
    """A record's name: 53 bits of microseconds since 1970 and 10 bits of `mark`, as 13 letters that sort by time."""
    number = ((at - EPOCH) // timedelta(microseconds=1) << 10) | (mark & 1023)
    return "".join(LETTERS[(number >> shift) & 31] for shift in range(60, -1, -5))


def record_key(key: UUID, at: datetime) -> str:
    """The same name for every repeat of one delivery, and as good as never the same for two."""
    return tid(at, int.from_bytes(hashlib.sha256(key.bytes).digest()[:2], "big"))


def facets(text: str, resolve: Resolve) -> list[dict[str, Any]]:
    """The links, mentions and tags of a text. A mention that nobody answers to stays plain text."""
    found, taken = [], list[tuple[int, int]]()
    for start, end, feature in _features(text, resolve):
        if all(end <= before or after <= start for before, after in taken):
            taken.append((start, end))
            found.append(_facet(text, start, end, feature))
    return sorted(found, key=lambda one: int(one["index"]["byteStart"]))


def _facet(text: str, start: int, end: int, feature: dict[str, str]) -> dict[str, Any]:
    """One facet. The network counts in bytes of UTF-8, we count in characters."""
    first = len(text[:start].encode())
    index = {"byteStart": first, "byteEnd": first + len(text[start:end].encode())}
    return {"index": index, "features": [feature]}


def _features(text: str, resolve: Resolve) -> Iterator[tuple[int, int, dict[str, str]]]:
    for match in _LINK.finditer(text):
        address = _trimmed(match.group())
        yield match.start(), match.start() + len(address), {"$type": "app.bsky.richtext.facet#link", "uri": address}
    for match in _MENTION.finditer(text):
        did = resolve(match.group(1).lower())
        if did:
            yield match.start(), match.end(), {"$type": "app.bsky.richtext.facet#mention", "did": did}
    for match in _TAG.finditer(text):
        if not match.group(1).isdigit():
            yield match.start(), match.end(), {"$type": "app.bsky.richtext.facet#tag", "tag": match.group(1)}


def _trimmed(address: str) -> str:
    """An address at the end of a sentence ends before the full stop."""
    address = address.rstrip(".,;:!?'’”")
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(".,;:!?'’”")
    return address
