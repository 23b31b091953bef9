"""Signed heads written down outside the database, so that a tail cut off with its head row still shows.

One file a force, `<force id>.checkpoints` in the audit folder, one signed head a line, only ever added to. Keep a
copy of the folder on another machine: whoever can change the database and this file can shorten both.
"""

import json
import logging
import os
from pathlib import Path
from uuid import UUID

from django.conf import settings

from bluelamp.audit import heads, proofs, signing
from bluelamp.audit.models import Head
from bluelamp.kernel import merkle

log = logging.getLogger(__name__)


LINE_LIMIT = 4096
"""Bytes. More than any line has."""


class Spoilt(Exception):
    """A line of a checkpoint file was changed; the message says which."""


def path_of(force: UUID) -> Path:
    return Path(settings.HOME) / "audit" / f"{force}.checkpoints"


def forces() -> set[UUID]:
    """The forces that have a checkpoint file, also those of which the database knows nothing any more."""
    return {UUID(path.stem) for path in path_of(UUID(int=0)).parent.glob("*.checkpoints")}


def read(force: UUID, keys: heads.Keys) -> list[heads.Head]:
    """The heads written down for a force. Raises Spoilt at the first line that is not as we wrote it."""
    path = path_of(force)
    lines = path.read_bytes().splitlines() if path.exists() else []
    return [_parse(line, f"line {number}", force, keys) for number, line in enumerate(lines, start=1)]


def last(force: UUID, keys: heads.Keys) -> heads.Head:
    """The head written down last, or that of an empty tree. Reads only the end of the file."""
    try:
        with path_of(force).open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - LINE_LIMIT))
            lines = file.read().splitlines()
    except FileNotFoundError:
        lines = []
    return (
        _parse(lines[-1], "the last line", force, keys) if lines else heads.Head(str(force), 0, merkle.EMPTY_ROOT, "")
    )


def _parse(line: bytes, where: str, force: UUID, keys: heads.Keys) -> heads.Head:
    try:
        head = heads.from_json(json.loads(line))
    except (KeyError, TypeError, ValueError):
        raise Spoilt(f"In {path_of(force).name}, {where} cannot be read any more.") from None
    if head.force != str(force) or not keys.signed(head):
        raise Spoilt(f"In {path_of(force).name}, {where} was changed: its signature does not fit.")
    return head


def turn() -> None:
    """The worker's turn, every minute or so."""
    write_down()


def write_down() -> int:
    """Write down the head of each force that has grown; how many were written.

    A tree that no longer continues its last checkpoint is left as it is and reported to the log: `verify` says more.
    """
    return sum(_write_down(force) for force in Head.objects.filter(size__gt=0).values_list("force_id", flat=True))


def _write_down(force: UUID) -> bool:
    keys = signing.trusted()
    try:
        before, now = last(force, keys), proofs.head_of(force)
        whole = now is not None and keys.signed(now) and proofs.continues(before, now)
    except (Spoilt, proofs.Broken) as why:
        log.critical("The record of force %s was tampered with. %s", force, why)
        return False
    if now is None or not whole:
        log.critical("The record of force %s does not continue its last checkpoint. Run: bluelamp audit verify", force)
        return False
    if now.size > before.size:
        _add(path_of(force), heads.to_json(now))
    return now.size > before.size


def _add(path: Path, data: dict[str, object]) -> None:
    """One line, on disk before we return, in one write so that two writers never mix."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, json.dumps(data, sort_keys=True).encode() + b"\n")
        os.fsync(handle)
    finally:
        os.close(handle)
