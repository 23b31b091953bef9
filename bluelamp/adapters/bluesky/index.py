"""Hearing through the network's index: notifications, and in turn the threads of our newest posts, because a reply
that the index saw before its parent makes no notification."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bluelamp.adapters.bluesky.incoming import OVERLAP, Web, incoming
from bluelamp.adapters.bluesky.xrpc import Server
from bluelamp.adapters.contract import Collected, Incoming
from bluelamp.adapters.errors import Gone, Rejected

NOTIFICATIONS = "app.bsky.notification.listNotifications"
PAGES = 4
THREADS = 5
RECENT = 50


def asked(cursor: str) -> dict[str, Any]:
    return {"limit": 50, "reasons": ["reply"]} | ({"cursor": cursor} if cursor else {})


def collect(server: Server, page: dict[str, Any], cursor: Mapping[str, Any], ours: list[str], web: Web) -> Collected:
    """`page` is the first page of notifications; `cursor`: {"since": ISO time, "turn": whose threads come next}."""
    known, since = frozenset(ours), str(cursor.get("since", ""))
    newest, found = since, dict[str, Incoming]()
    for number in range(PAGES):
        told = page.get("notifications", [])
        newest = max([newest, *(str(note["indexedAt"]) for note in told)])
        _take(found, told, known, web)
        older = not told or str(told[-1]["indexedAt"]) < _earlier(since)
        if older or not page.get("cursor") or number == PAGES - 1:
            break
        page = server.query(NOTIFICATIONS, **asked(str(page["cursor"])))
    turn = int(cursor.get("turn", 0))
    for uri in _in_turn(ours, turn):
        _take(found, _thread(server, uri), known, web)
    return Collected(tuple(found.values()), {"since": newest, "turn": turn + 1})


def _take(found: dict[str, Incoming], views: Sequence[Mapping[str, Any]], ours: frozenset[str], web: Web) -> None:
    for view in views:
        item = incoming(view["uri"], view["cid"], view["record"], view["author"]["handle"], ours, web)
        if item:
            found[item.remote_id] = item


def _thread(server: Server, uri: str) -> list[Mapping[str, Any]]:
    """Every post below ours; none if the index does not know it."""
    try:
        top = server.query("app.bsky.feed.getPostThread", uri=uri, depth=6, parentHeight=0)["thread"]
    except (Rejected, Gone):
        return []
    flat, waiting = list[Mapping[str, Any]](), list(top.get("replies", []))
    while waiting:
        one = waiting.pop()
        waiting += one.get("replies", [])
        if "post" in one:
            flat.append(one["post"])
    return flat


def _in_turn(ours: list[str], turn: int) -> list[str]:
    """A few of our newest posts, others each time, so that all of them come round."""
    newest = sorted(ours, key=lambda uri: uri.rsplit("/", 1)[-1], reverse=True)[:RECENT]
    start = turn * THREADS % max(1, len(newest))
    return newest[start : start + THREADS]


def _earlier(since: str) -> str:
    """A little before an ISO time, as one; "" (before everything) for none."""
    if not since:
        return ""
    at = datetime.fromisoformat(since) - OVERLAP
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
