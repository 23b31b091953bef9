"""Hearing on a server that stands alone: the repositories on it that changed since the last time are read."""

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bluelamp.adapters.bluesky.incoming import OVERLAP, Web, incoming
from bluelamp.adapters.bluesky.text import tid
from bluelamp.adapters.bluesky.xrpc import Server
from bluelamp.adapters.contract import Collected, Incoming
from bluelamp.adapters.errors import Gone, Rejected
from bluelamp.kernel import clock

SECONDS = 5.0


def collect(server: Server, cursor: Mapping[str, Any], ours: frozenset[str], web: Web) -> Collected:
    """`cursor`: {"rev"} of the newest change seen, and {"page", "newest"} in the middle of a round."""
    since, page, newest = (str(cursor.get(name, "")) for name in ("rev", "page", "newest"))
    end = time.monotonic() + SECONDS
    own, items = server.session().did, list[Incoming]()
    while True:
        listed = server.query(
            "com.atproto.sync.listRepos", signed=False, limit=50, **({"cursor": page} if page else {})
        )
        for repo in listed.get("repos", []):
            rev = str(repo.get("rev", ""))
            newest = max(newest, rev)
            if rev > since and repo["did"] != own and repo.get("active", True):
                items += _from_repository(server, str(repo["did"]), ours, web)
        page = str(listed.get("cursor", ""))
        if not page:
            # Looked at from the beginning next time; what changes while we read has a later rev than this.
            return Collected(tuple(items), {"rev": _before(newest)})
        if time.monotonic() > end:
            return Collected(tuple(items), {"rev": since, "page": page, "newest": newest}, more=True)


def _from_repository(server: Server, did: str, ours: frozenset[str], web: Web) -> list[Incoming]:
    """The replies to us among somebody's newest hundred posts."""
    place = {"repo": did, "collection": "app.bsky.feed.post"}
    try:
        records = server.query("com.atproto.repo.listRecords", signed=False, limit=100, **place)["records"]
    except (Rejected, Gone):
        return []
    found = [incoming(one["uri"], one["cid"], one["value"], did, ours, web) for one in records]
    replies = [item for item in found if item]
    author = f"@{_handle(server, did)}" if replies else ""
    return [replace(item, author=author) for item in replies]


def _handle(server: Server, did: str) -> str:
    try:
        return str(server.query("com.atproto.repo.describeRepo", signed=False, repo=did).get("handle", did))
    except (Rejected, Gone):
        return did


def _before(rev: str) -> str:
    """Two servers' clocks, or two writes at once, must not hide a change: look back a little from the newest rev."""
    if not rev:
        return ""
    return min(rev, tid(clock.now() - OVERLAP, 0))
