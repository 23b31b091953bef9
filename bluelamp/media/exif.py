"""What an Exif block gives away, read from its table of contents without decoding any of it."""

import struct
from collections.abc import Iterator

GPS, EXIF_TABLE = 0x8825, 0x8769
_TELLS = {
    GPS: "place",
    0x010F: "camera",
    0x0110: "camera",
    0x927C: "camera",
    0xA431: "camera",
    0xA435: "camera",
    0x0131: "camera",
    0x0132: "time",
    0x9003: "time",
    0x9004: "time",
    0x013B: "owner",
    0x8298: "owner",
    0x9C9D: "owner",
    0xA430: "owner",
    0x010E: "comment",
    0x9286: "comment",
    0x9C9B: "comment",
    0x9C9C: "comment",
}
_MOST_ENTRIES = 500


def tells(block: bytes) -> set[str]:
    """Codes of what a TIFF-shaped block holds; "camera" for one that cannot be read, because it is dropped all the same."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(block[:4])
    if order is None:
        return {"camera"}
    try:
        return _walk(block, order) or {"camera"}
    except struct.error:
        return {"camera"}


def _walk(block: bytes, order: str) -> set[str]:
    found: set[str] = set()
    (first,) = struct.unpack_from(order + "I", block, 4)
    entries, second = _table(block, order, first)
    for tag, value in entries:
        found.add(_TELLS.get(tag, ""))
        if tag == EXIF_TABLE:
            found.update(_TELLS.get(inner, "") for inner, _ in _table(block, order, value)[0])
    if second:
        found.add("small_copy")
    return found - {""}


def _table(block: bytes, order: str, start: int) -> tuple[list[tuple[int, int]], int]:
    """(tag, value or offset) of each entry of the table at `start`, and where the next table begins (0 = none)."""
    (count,) = struct.unpack_from(order + "H", block, start)
    if count > _MOST_ENTRIES:
        raise struct.error("too many entries")
    (following,) = struct.unpack_from(order + "I", block, start + 2 + 12 * count)
    return list(_entries(block, order, start + 2, count)), following


def _entries(block: bytes, order: str, start: int, count: int) -> Iterator[tuple[int, int]]:
    for number in range(count):
        tag, _kind, _length, value = struct.unpack_from(order + "HHII", block, start + 12 * number)
        yield tag, value
