"""Films: the pictures and the sound as they came, in a new file without anything else, behind a still that is the poster.

Needs ffmpeg (setting BLUELAMP_FFMPEG, or on the path). Takes what phones make: MP4 or QuickTime with H.264 and AAC.
"""

import shutil
import struct
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from bluelamp.media import header, moving, sandbox
from bluelamp.media.header import Unfit

MOST_BYTES = 100 * 1024 * 1024
MOST_SECONDS = 180
LARGEST_SIDE = 4096
SECONDS = 40.0
MIME = "video/mp4"


@dataclass(frozen=True, slots=True)
class CleanFilm:
    data: bytes
    still: bytes
    seconds: float
    width: int
    height: int
    sound: bool
    removed: tuple[str, ...]


def ffmpeg() -> str:
    """Where it lies; "" where it is not installed."""
    return str(settings.FFMPEG) or shutil.which("ffmpeg") or ""


def is_film(data: bytes) -> bool:
    """By its beginning: MP4 or QuickTime, not one of the still pictures that share their box."""
    return data[4:8] in (b"ftyp", b"moov", b"mdat", b"wide") and data[8:12] not in header.STILLS


def clean(data: bytes) -> CleanFilm:
    """A film without anything but what is seen and heard. Raises Unfit."""
    if not ffmpeg():
        raise Unfit("video")
    if len(data) > MOST_BYTES:
        raise Unfit("film_too_big")
    came = _read(data)
    _fits(came)
    with tempfile.TemporaryDirectory(prefix="bluelamp-film-") as folder:
        source, target = Path(folder) / "in.mp4", Path(folder) / "out.mp4"
        source.write_bytes(data)
        _run("clean", source, target)
        made = target.read_bytes() if target.exists() else b""
        left = _read(made)
        if left.tells or len(left.pictures) != 1 or len(left.sounds) > 1:
            raise Unfit("film_left")
        still = _run("still", target)
    return CleanFilm(made, still, left.seconds, left.width, left.height, bool(left.sounds), tuple(sorted(came.tells)))


def _fits(film: moving.Moving) -> None:
    if not film.pictures:
        raise Unfit("broken")
    if film.pictures[0] not in ("avc1", "avc3") or (film.sounds and film.sounds[0] != "mp4a"):
        raise Unfit("film_kind")
    if film.seconds > MOST_SECONDS:
        raise Unfit("film_long")
    if not 0 < max(film.width, film.height) <= LARGEST_SIDE:
        raise Unfit("too_many_pixels")


def _read(data: bytes) -> moving.Moving:
    try:
        return moving.read(data)
    except (struct.error, IndexError, KeyError, ValueError):
        raise Unfit("broken") from None


def _run(what: str, *paths: Path) -> bytes:
    command = [sys.executable, "-I", "-m", "bluelamp.media.remux", what, ffmpeg(), *map(str, paths)]
    with sandbox.ROOM:
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS, env={}, check=False)
        except subprocess.TimeoutExpired:
            raise Unfit("too_hard") from None
    if done.returncode:
        raise Unfit("too_hard" if done.returncode < 0 else "broken")
    return done.stdout
