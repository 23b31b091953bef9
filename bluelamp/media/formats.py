"""The structure of JPEG, PNG and WebP files: size, and what lies in them besides pixels. Nothing is decoded."""

import re
import struct

from bluelamp.media import exif

Found = tuple[str, tuple[int, int], set[str]]
"""Pillow's name of the format; width and height; codes of what is there besides pixels."""
_MOST_PARTS = 20_000
_MOST_SCANS = 60
"""A phone's progressive JPEG has about ten. Hundreds are there to keep the decoder busy."""


class Unfit(Exception):
    """Why a file cannot be taken: `code` is a key of `words.REFUSALS`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def jpeg(data: bytes) -> Found:
    """Walk the segments to the end-of-image marker; what lies behind it is a tail."""
    at, size, removed, scans = 2, (0, 0), set[str](), 0
    for _part in range(_MOST_PARTS):
        found = _MARKER.match(data, at) or _MARKER.search(data, at)
        if found is None:
            raise Unfit("broken")
        marker, at = data[found.start() + 1], found.end()
        if marker == 0xD9:
            return "JPEG", size, removed | _tail(data, at)
        (length,) = struct.unpack_from(">H", data, at)
        body = data[at + 2 : at + length]
        if marker in _FRAMES:
            if size != (0, 0):
                raise Unfit("broken")
            height, width = struct.unpack_from(">HH", body, 1)
            size = (width, height)
        elif marker == 0xDA:
            scans += 1
            if scans > _MOST_SCANS:
                raise Unfit("too_hard")
        else:
            removed |= _segment(marker, body)
        at += length
    raise Unfit("too_hard")


def _segment(marker: int, body: bytes) -> set[str]:
    """What one JPEG segment tells besides pixels."""
    if marker == 0xFE:
        return {"comment"}
    if not 0xE1 <= marker <= 0xEF or marker == 0xEE:
        return set()
    if body.startswith(b"Exif\0\0"):
        return exif.tells(body[6:])
    for start, code in ((b"http://ns.adobe.com/", "history"), (b"ICC_PROFILE", "colour"), (b"MPF\0", "second")):
        if body.startswith(start):
            return {code}
    return {"caption"} if marker == 0xED else {"other"}


_PNG_PIXELS = {
    b"IHDR",
    b"PLTE",
    b"IDAT",
    b"IEND",
    b"tRNS",
    b"gAMA",
    b"cHRM",
    b"sRGB",
    b"sBIT",
    b"bKGD",
    b"pHYs",
    b"hIST",
}
_PNG_TELLS = {b"tEXt": "comment", b"zTXt": "comment", b"iCCP": "colour", b"tIME": "time"}


def png(data: bytes) -> Found:
    at, size, removed = 8, (0, 0), set[str]()
    for _part in range(_MOST_PARTS):
        length, name = struct.unpack_from(">I4s", data, at)
        body, at = data[at + 8 : at + 8 + length], at + 12 + length
        if at > len(data) or (size == (0, 0)) != (name == b"IHDR"):
            raise Unfit("broken")
        if name == b"IEND":
            return "PNG", size, removed | _tail(data, at)
        if name == b"IHDR":
            size = struct.unpack_from(">II", body)
        elif name in (b"acTL", b"fcTL"):
            raise Unfit("moving")
        elif name == b"eXIf":
            removed |= exif.tells(body)
        elif name == b"iTXt":
            removed.add("history" if body.startswith(b"XML:com.adobe.xmp") else "comment")
        elif name not in _PNG_PIXELS:
            removed.add(_PNG_TELLS.get(name, "other"))
    raise Unfit("too_hard")


_WEBP_TELLS = {b"XMP ": "history", b"ICCP": "colour"}


def webp(data: bytes) -> Found:
    (length,) = struct.unpack_from("<I", data, 4)
    at, end, sizes, removed = 12, 8 + length, [(0, 0)], set[str]()
    if end > len(data) + 1:
        raise Unfit("broken")
    while at + 8 <= end:
        name, length = struct.unpack_from("<4sI", data, at)
        body, at = data[at + 8 : at + 8 + length], at + 8 + length + length % 2
        if at > end + 1 or len(sizes) > 3 or len(removed) > 6:
            raise Unfit("broken")
        if name in (b"ANIM", b"ANMF") or (name == b"VP8X" and body[0] & 2):
            raise Unfit("moving")
        if name in (b"VP8X", b"VP8 ", b"VP8L"):
            sizes.append(_webp_size(name, body))
        elif name == b"EXIF":
            removed |= exif.tells(body.removeprefix(b"Exif\0\0"))
        elif name != b"ALPH":
            removed.add(_WEBP_TELLS.get(name, "other"))
    biggest = (max(width for width, _ in sizes), max(height for _, height in sizes))
    return "WEBP", biggest, removed | _tail(data, end)


def _webp_size(name: bytes, body: bytes) -> tuple[int, int]:
    if name == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if name == b"VP8L":
        (bits,) = struct.unpack_from("<I", body, 1)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack_from("<HH", body, 6)
    return width & 0x3FFF, height & 0x3FFF


def _tail(data: bytes, end: int) -> set[str]:
    return {"tail"} if data[end:].strip(b"\0") else set()
