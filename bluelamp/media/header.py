"""The gate before any decoding: what a file says of itself, read by its structure alone.

Knows JPEG, PNG and WebP. `read` raises Unfit with a code of `words.REFUSALS`; it never allocates more than the file.
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass

from bluelamp.media import formats
from bluelamp.media.formats import Found, Unfit

__all__ = ["Header", "Unfit", "read"]

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 30_000
STILLS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heif", b"avif")
"""Still pictures whose files begin as films do."""


@dataclass(frozen=True, slots=True)
class Header:
    """Form is Pillow's name ("JPEG", "PNG", "WEBP"); `removed` are codes of `words.REMOVED` that will not survive."""

    form: str
    width: int
    height: int
    removed: tuple[str, ...]


def read(data: bytes) -> Header:
    if not data:
        raise Unfit("empty")
    if len(data) > MOST_BYTES:
        raise Unfit("too_big")
    try:
        form, (width, height), removed = _form(data)(data)
    except (struct.error, IndexError):
        raise Unfit("broken") from None
    if not width or not height:
        raise Unfit("broken")
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise Unfit("too_many_pixels")
    return Header(form, width, height, tuple(sorted(removed)))


def _form(data: bytes) -> Callable[[bytes], Found]:
    if data[:3] == b"\xff\xd8\xff":
        return formats.jpeg
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return formats.png
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return formats.webp
    raise Unfit(_other(data))


def _other(data: bytes) -> str:
    """What else it may be, so that the sentence can help."""
    head = data[:1024]
    if head[4:8] == b"ftyp":
        return "heic" if head[8:12] in STILLS else "video"
    for magic, code in (
        (b"GIF8", "gif"),
        (b"PK\x03\x04", "archive"),
        (b"\xd0\xcf\x11\xe0", "office"),
        (b"\x1a\x45\xdf\xa3", "film_kind"),
    ):
        if head.startswith(magic):
            return code
    lower = head.lower()
    if b"%pdf-" in lower:
        return "pdf"
    if b"<svg" in lower or b"<?xml" in lower:
        return "svg"
    try:
        head.decode()
    except UnicodeDecodeError:
        return "unknown"
    return "text"
