"""A part of a file: players ask for one, and some play nothing without it. One part at a time; anything odd gets the whole."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

Part = tuple[int, int]
"""First and last byte, both within the file."""
_ASKED = re.compile(r"bytes=(\d{1,15})?-(\d{1,15})?", re.ASCII)
_STEP = 64 * 1024


def asked(environ: dict[str, Any], size: int, tag: str) -> Part | None:
    """The part that the reader wants; None for the whole. A reader who holds part of an older file gets the whole."""
    if environ.get("HTTP_IF_RANGE", tag) != tag:
        return None
    match = _ASKED.fullmatch(environ.get("HTTP_RANGE", ""))
    if not match or not any(match.groups()):
        return None
    first, last = match.groups()
    if first is None:
        part = (max(0, size - int(last)), size - 1)
    else:
        part = (int(first), min(size - 1, int(last)) if last else size - 1)
    return part if part[0] <= part[1] else None


def headers(part: Part, size: int) -> list[tuple[str, str]]:
    return [("Content-Range", f"bytes {part[0]}-{part[1]}/{size}"), ("Content-Length", str(part[1] - part[0] + 1))]


def read(file: BinaryIO, part: Part) -> Iterator[bytes]:
    with file:
        file.seek(part[0])
        left = part[1] - part[0] + 1
        while left > 0 and (data := file.read(min(left, _STEP))):
            left -= len(data)
            yield data
