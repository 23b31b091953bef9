"""The packs of rules that a force publishes: its pages know what is in them, machines get a JSON Feed (version 1.1)."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

from bluelamp.forces.models import Force
from bluelamp.policy import publishing
from bluelamp.policy.feeds import written
from bluelamp.policy.publishing import Shown as Shown


def of(force: Force) -> list[Shown]:
    """Every version that is on offer, newest first."""
    return publishing.shown(force)


def newest(shown: Sequence[Shown]) -> Iterator[Shown]:
    """Of each pack its newest version."""
    names = set()
    for one in shown:
        if one.row.name not in names:
            names.add(one.row.name)
            yield one


def feed(title: str, home: str, shown: Sequence[Shown]) -> bytes:
    """The feed as bytes; `home` is the absolute address of the folder of packs."""
    return written(title, home, f"{home}feed.json", (_item(home, one) for one in shown))


def _item(home: str, one: Shown) -> dict[str, Any]:
    url = f"{home}{one.path}"
    return {
        "id": url,
        "url": f"{home}{one.row.name}/",
        "title": f"{one.title} {one.row.version}",
        "content_text": " ".join(line for change in one.pack.changelog[:1] for line in change.changes) or one.title,
        "date_published": one.row.created_at.isoformat(),
        "attachments": [{"url": url, "mime_type": "application/toml", "size_in_bytes": one.size}],
        "_bluelamp": {
            "name": one.row.name,
            "title": one.title,
            "version": one.row.version,
            "sha256": sha256(one.row.text.encode()).hexdigest(),
            "key": one.row.public_key,
            "licence": one.pack.licence,
            "requires": dict(one.pack.requires),
        },
    }
