"""A stranger's record, read as a reply to us; and the mark of a reply of ours."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from bluelamp.adapters.contract import Incoming
from bluelamp.kernel import clock

LONGEST_TEXT = 5_000
OVERLAP = timedelta(minutes=2)
"""How far every way of hearing looks back: clocks differ, and things arrive out of order."""

Web = Callable[[str], str]


def answer_to(ref: Mapping[str, Any]) -> dict[str, Any]:
    """The `reply` of a record that answers an `Incoming` with this `ref`."""
    return {"root": dict(ref["root"]), "parent": {"uri": ref["uri"], "cid": ref["cid"]}}


def incoming(uri: str, cid: str, record: Any, author: str, ours: frozenset[str], web: Web) -> Incoming | None:
    """A reply of somebody else to one of ours, directly or further down; None for anything else.

    `record` is a stranger's data: nothing about its shape is certain.
    """
    try:
        root, parent = record["reply"]["root"], record["reply"]["parent"]
        answered = {root["uri"], parent["uri"]} & ours
        if not answered or _owner(uri) == _owner(answered.pop()):
            return None
        langs = record.get("langs") or [""]
        return Incoming(
            remote_id=uri,
            text=str(record.get("text", ""))[:LONGEST_TEXT],
            author=f"@{author}",
            at=_when(record.get("createdAt")),
            answers=str(parent["uri"]),
            ref={"uri": uri, "cid": cid, "root": {"uri": str(root["uri"]), "cid": str(root["cid"])}},
            url=web(uri),
            lang=str(langs[0])[:20],
        )
    except (KeyError, TypeError, IndexError, ValueError):
        return None


def _owner(uri: str) -> str:
    return uri.removeprefix("at://").partition("/")[0]


def _when(claimed: Any) -> datetime:
    """When it was written, as its writer's machine says; never in the future."""
    try:
        at = datetime.fromisoformat(str(claimed))
        return min(at if at.tzinfo else at.replace(tzinfo=UTC), clock.now())
    except (ValueError, OverflowError):
        return clock.now()
