"""Feeds of packs: what a force offers (JSON Feed 1.1), and what one makes of another's. Pure.

An item of the feed is a version of a pack; what a machine needs of it stands in the item's `_bluelamp`:
{"name", "version", "title", "sha256", "key"}. The file itself is the item's attachment.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, TypedDict
from urllib.parse import urljoin, urlsplit

from bluelamp.kernel.errors import Refused
from bluelamp.kernel.text import opening, plain
from bluelamp.rulebook.versions import newer

VERSION = "https://jsonfeed.org/version/1.1"
MOST = 100
_SHA256 = 64


class Offer(TypedDict):
    """A version that a feed offers. `summary`: what is new, in its author's words."""

    name: str
    title: str
    version: str
    url: str
    sha256: str
    summary: str


def read(body: bytes, url: str) -> tuple[str, list[Offer]]:
    """The feed's title, and of each pack its newest version. Raises Refused for what is no feed of packs."""
    try:
        feed = json.loads(body)
        title, items = str(feed.get("title", "")), list(feed.get("items", []))[:MOST]
    except (ValueError, AttributeError, TypeError, RecursionError):
        raise Refused("This address does not give a feed of packs. It should end in packs/feed.json.") from None
    return plain(title)[:120], list(_newest(_offers(items, url)))


def _offers(items: Iterable[Any], url: str) -> Iterator[Offer]:
    for item in items:
        try:
            told, attached = item["_bluelamp"], item["attachments"][0]
            offer = Offer(
                name=_short(told["name"], 50),
                title=_short(told.get("title") or told["name"], 120),
                version=_short(told["version"], 40),
                url=urljoin(url, str(attached["url"])),
                sha256=str(told["sha256"]),
                summary=opening(plain(str(item.get("content_text", ""))), 200),
            )
        except (KeyError, IndexError, TypeError, AttributeError, ValueError):
            continue
        if len(offer["sha256"]) == _SHA256 and offer["name"] and offer["version"] and _same_house(offer["url"], url):
            yield offer


def _newest(offers: Iterable[Offer]) -> Iterator[Offer]:
    found: dict[str, Offer] = {}
    for offer in offers:
        if offer["name"] not in found or newer(offer["version"], found[offer["name"]]["version"]):
            found[offer["name"]] = offer
    yield from found.values()


def _same_house(one: str, other: str) -> bool:
    """A feed offers files of its own site only."""
    return urlsplit(one)[:2] == urlsplit(other)[:2]


def _short(value: Any, most: int) -> str:
    return plain(str(value))[:most]


def written(title: str, home: str, feed: str, items: Iterable[dict[str, Any]]) -> bytes:
    """A JSON Feed of these items."""
    head = {"version": VERSION, "title": title, "home_page_url": home, "feed_url": feed, "language": "en-GB"}
    return json.dumps({**head, "items": list(items)}, ensure_ascii=False, indent=1).encode()
