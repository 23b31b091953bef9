"""The structure of an MP4 or QuickTime file: how long and how large it is, and what lies in it besides picture and sound.

Only the table of contents (`moov`) is read, and nothing is decoded. Raises Unfit, struct.error or IndexError.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from bluelamp.media.formats import Unfit

_FOLDERS = {b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf"}
_KNOWN = {
    b"mvhd", b"tkhd", b"elst", b"mdhd", b"hdlr", b"vmhd", b"smhd", b"dref", b"stsd", b"stts", b"stss", b"ctts", b"stsc",
    b"stsz", b"stco", b"co64", b"sgpd", b"sbgp", b"free", b"cslg",
}  # fmt: skip
"""What a player needs. Everything else in `moov` could tell something."""
_NAMES = {b"", b"VideoHandler", b"SoundHandler"}
_MOST_MOOV = 16 * 1024 * 1024
_MOST_BOXES = 4_000
_TELLS = (
    ("place", (b"\xa9xyz", b"loci", b"com.apple.quicktime.location", b"gpmd", b"camm")),
    ("camera", (b"\xa9mak", b"\xa9mod", b"com.apple.quicktime.make", b"com.apple.quicktime.model", b"manu", b"modl")),
    ("owner", (b"\xa9aut", b"\xa9ART", b"auth", b"com.apple.quicktime.author")),
    ("comment", (b"\xa9cmt", b"\xa9nam", b"desc", b"titl", b"com.apple.quicktime.title")),
)

Box = tuple[bytes, bytes]
"""Name and body."""


@dataclass
class Moving:
    """`codecs` are the four letters of each track, picture and sound alone; `tells` are codes of `words.REMOVED`."""

    seconds: float = 0.0
    width: int = 0
    height: int = 0
    pictures: list[str] = field(default_factory=list)
    sounds: list[str] = field(default_factory=list)
    tells: set[str] = field(default_factory=set)


def read(data: bytes) -> Moving:
    """What a whole file says of itself."""
    found = Moving()
    moov = b""
    for name, body in boxes(data):
        if name == b"moov":
            moov = body
        elif name in (b"uuid", b"meta", b"udta"):
            found.tells.add("other")
    if not moov or len(moov) > _MOST_MOOV:
        raise Unfit("broken")
    _walk(moov, found, 0)
    if found.tells:
        found.tells |= {code for code, marks in _TELLS if any(mark in moov for mark in marks)}
    return found


def boxes(data: bytes) -> Iterator[Box]:
    """The boxes of one level. A size that leads beyond the end is a sign of damage."""
    at = 0
    for _box in range(_MOST_BOXES):
        if at + 8 > len(data):
            return
        size, name = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            (size,), head = struct.unpack_from(">Q", data, at + 8), 16
        size = size or len(data) - at
        if size < head or at + size > len(data):
            raise Unfit("broken")
        yield name, data[at + head : at + size]
        at += size
    raise Unfit("too_hard")


def _walk(data: bytes, found: Moving, depth: int) -> None:
    if depth > 8:
        raise Unfit("too_hard")
    for name, body in boxes(data):
        if name == b"trak":
            _track(body, found)
            _walk(body, found, depth + 1)
        elif name in _FOLDERS:
            _walk(body, found, depth + 1)
        elif name == b"udta":
            found.tells |= set() if _is_empty(body) else {"other"}
        elif name not in _KNOWN:
            found.tells.add("other")
        elif name in (b"mvhd", b"tkhd", b"mdhd"):
            _header(name, body, found)


def _header(name: bytes, body: bytes, found: Moving) -> None:
    """Times of making and changing; of the whole film also how long it is."""
    long = body[0] == 1
    made, changed = struct.unpack_from(">QQ" if long else ">II", body, 4)
    if made or changed:
        found.tells.add("time")
    if name == b"mvhd":
        scale, length = struct.unpack_from(">IQ" if long else ">II", body, 20 if long else 12)
        found.seconds = length / scale if scale else 0.0


def _track(body: bytes, found: Moving) -> None:
    """What kind of track it is; any but picture and sound is one that tells."""
    parts = dict(boxes(body))
    media = dict(boxes(parts[b"mdia"])) if b"mdia" in parts else {}
    handler = media.get(b"hdlr", b"")
    kind, name = handler[8:12], handler[24:].strip(b"\0")
    inner = dict(boxes(dict(boxes(media[b"minf"])).get(b"stbl", b""))) if b"minf" in media else {}
    codec = inner.get(b"stsd", b"")[12:16].decode("latin-1")
    if kind == b"vide":
        found.pictures.append(codec)
        width, height = struct.unpack_from(">II", parts[b"tkhd"], len(parts[b"tkhd"]) - 8)
        found.width, found.height = width >> 16, height >> 16
    elif kind == b"soun":
        found.sounds.append(codec)
    else:
        found.tells.add("tracks")
    if name.lstrip(bytes([len(name) - 1]) if name else b"") not in _NAMES and name not in _NAMES:
        found.tells.add("camera")


def _is_empty(body: bytes) -> bool:
    """User data with an empty list in it, as some writers leave behind."""
    for name, inner in boxes(body):
        if name != b"meta" or any(kind != b"hdlr" and rest for kind, rest in boxes(inner[4:])):
            return False
    return True
