"""What the practice network keeps, and what a page that shows it may do.

`posts/<id>.json` holds one message each, the force's and the residents' alike; `pictures/<id>/` holds its pictures.
A resident's id begins with the millisecond it was written, so that "what is new" is a comparison of names.
"""

import json
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from bluelamp.adapters import files
from bluelamp.adapters.contract import Outgoing
from bluelamp.kernel.ids import new_id


def timeline(folder: Path) -> list[dict[str, Any]]:
    """Every message, newest first: id, by ("force" or "resident"), author, text, at, edited_at, link, answers, root,
    pictures (`file` counted from `folder`, alt, width, height)."""
    return sorted(_all(folder), key=lambda message: (message["at"], message["id"]), reverse=True)


def reply_as_resident(folder: Path, post_id: str, name: str, text: str, at: datetime) -> str:
    """A resident answers a message; returns the id of the answer. Raises KeyError if there is no such message."""
    answered = message(folder, post_id)
    if answered is None:
        raise KeyError(post_id)
    identity = new_id().hex
    _put(folder, identity, _message(identity, "resident", name, text, at, answered))
    return identity


def message(folder: Path, identity: str) -> dict[str, Any] | None:
    """One message, or None. An identity that could lead out of the folder is nobody's."""
    return files.read(_file(folder, identity)) if files.safe(identity) and "/" not in identity else None


def post(folder: Path, author: str, outgoing: Outgoing) -> tuple[str, bool]:
    """The force says something: its id, and whether it is new. The id comes from the key: the same for a repeat."""
    identity = f"post-{outgoing.key.hex}"
    there = message(folder, identity)
    if there is None:
        answered = message(folder, str((outgoing.reply_to or {}).get("id", "")))
        written = _message(identity, "force", author, outgoing.text, outgoing.created_at, answered)
        try:
            _put(folder, identity, written | _shown(folder, identity, outgoing), exclusive=True)
        except FileExistsError:
            return identity, False
    return identity, there is None


def change(folder: Path, identity: str, outgoing: Outgoing, at: datetime) -> bool:
    """New words and pictures for a message; False if it is gone."""
    there = message(folder, identity)
    if there is None:
        return False
    changed = {"text": outgoing.text, "edited_at": at.isoformat()} | _shown(folder, identity, outgoing)
    _put(folder, identity, there | changed)
    files.drop_others(folder / "pictures" / identity, outgoing.pictures)
    return True


def remove(folder: Path, identity: str) -> bool:
    """Take a message and its pictures away; True when both are gone. Answers of others stay, as they do elsewhere."""
    _file(folder, identity).unlink(missing_ok=True)
    shutil.rmtree(folder / "pictures" / identity, ignore_errors=True)
    return not _file(folder, identity).exists() and not (folder / "pictures" / identity).exists()


def from_residents(folder: Path, since: str) -> Iterator[dict[str, Any]]:
    """Messages of residents whose id is greater than `since`, oldest first."""
    for identity in sorted(name for name in _names(folder) if name > since and not name.startswith("post-")):
        found = message(folder, identity)
        if found is not None:
            yield found


def _all(folder: Path) -> Iterator[dict[str, Any]]:
    for identity in _names(folder):
        found = message(folder, identity)
        if found is not None:
            yield found


def _names(folder: Path) -> list[str]:
    """The ids of all messages; none before the first was written. Drafts begin with a dot."""
    try:
        return [file.stem for file in (folder / "posts").iterdir() if not file.name.startswith(".")]
    except FileNotFoundError:
        return []


def _message(
    identity: str, by: str, author: str, text: str, at: datetime, answered: dict[str, Any] | None
) -> dict[str, Any]:
    return {
        "id": identity,
        "by": by,
        "author": author,
        "text": text,
        "at": at.isoformat(),
        "edited_at": "",
        "link": "",
        "lang": "",
        "answers": answered["id"] if answered else "",
        "root": (answered["root"] or answered["id"]) if answered else "",
        "pictures": [],
    }


def _shown(folder: Path, identity: str, outgoing: Outgoing) -> dict[str, Any]:
    pictures = files.copy_pictures(outgoing.pictures, folder / "pictures" / identity)
    return {
        "link": outgoing.link,
        "lang": outgoing.lang,
        "pictures": [picture | {"file": f"pictures/{identity}/{picture['file']}"} for picture in pictures],
    }


def _put(folder: Path, identity: str, content: dict[str, Any], *, exclusive: bool = False) -> None:
    files.put(_file(folder, identity), json.dumps(content, ensure_ascii=False).encode(), exclusive=exclusive)


def _file(folder: Path, identity: str) -> Path:
    return folder / "posts" / f"{identity}.json"
