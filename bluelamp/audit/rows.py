"""One entry as plain data: what is hashed, what a bundle holds. No Django here, so that an outsider can run it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from typing import Any

from bluelamp.kernel import digests, merkle


def stamp(at: datetime) -> str:
    """A moment as it is hashed: UTC, microseconds."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An entry. Ids are their text, hashes and the signature are bytes, `at` is a stamp; the last five prove it."""

    id: str
    force: str
    index: int
    at: str
    actor: str
    actor_name: str
    act: str
    operation: str
    object_type: str
    object_id: str
    object_name: str
    facts: Any
    content: str
    leaf: bytes = b""
    nodes: bytes = b""
    root: bytes = b""
    key: str = ""
    signature: bytes = b""


PROOF = ("leaf", "nodes", "root", "key", "signature")
_BYTES = {"leaf", "nodes", "root", "signature"}
_NAMES = tuple(field.name for field in fields(Row))
_TOLD = tuple(name for name in _NAMES if name not in PROOF)


def leaf_of(row: Row) -> bytes:
    """The leaf hash of what the row tells: all of it except the proof."""
    return merkle.leaf_hash(digests.canonical(_told(row)))


def origin_of(row: Row, near: Iterable[int]) -> int | None:
    """The index for which the row's stored leaf hash was made, if it is one of `near` and nothing else was changed."""
    told = _told(row)
    return next((at for at in near if merkle.leaf_hash(digests.canonical(told | {"index": at})) == row.leaf), None)


def _told(row: Row) -> dict[str, Any]:
    return {"v": 1} | {name: getattr(row, name) for name in _TOLD}


def split(hashes: bytes) -> tuple[bytes, ...]:
    """Hashes of 32 bytes that were stored one after the other."""
    return tuple(hashes[at : at + 32] for at in range(0, len(hashes), 32))


def to_json(row: Row) -> dict[str, Any]:
    return {name: value.hex() if name in _BYTES else value for name, value in asdict(row).items()}


def from_json(data: Mapping[str, Any]) -> Row:
    """The row of one line of a bundle. Raises ValueError when it is not one."""
    if set(data) != set(_NAMES):
        raise ValueError("its fields are " + ", ".join(sorted(map(str, data))))
    if not isinstance(data["index"], int) or isinstance(data["index"], bool):
        raise ValueError("its index is not a whole number")
    wrong = [name for name in _NAMES if name not in ("index", "facts") and not isinstance(data[name], str)]
    if wrong:
        raise ValueError(f"{wrong[0]} is not text")
    values: dict[str, Any] = {name: bytes.fromhex(data[name]) if name in _BYTES else data[name] for name in _NAMES}
    return Row(**values)
