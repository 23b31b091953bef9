"""The child process in which a stranger's file is decoded: `python -m bluelamp.media.child JPEG|PNG|WEBP [BOXES]`.

File in on standard input; out come one line of JSON ({"mime", "width", "height", "likeness", "masked", "full", "thumb"},
the last two in bytes) and the two pictures, or {"refused": code}. BOXES are JSON, [[left, top, width, height], ...]:
these parts of the picture are made unreadable. It knows no settings and no database, and it has little to lose.
"""

import io
import json
import resource
import sys
from collections.abc import Sequence
from typing import BinaryIO

from PIL import Image, ImageCms

from bluelamp.media import likeness
from bluelamp.media.mask import mask

MEMORY = 512 * 1024 * 1024
SECONDS = 8
"""Of processor time; the parent's own clock ends it a little later, so that all of it stays under ten."""
MOST_PIXELS = 40_000_000
FULL, THUMB = 2560, 640
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_REDUCIBLE = ("L", "LA", "RGB", "RGBA", "CMYK")
_HOW: dict[str, dict[str, object]] = {
    "JPEG": {"quality": 85, "optimize": True},
    "PNG": {"compress_level": 6},
    "WEBP": {"quality": 85, "method": 4},
}


class Refusal(Exception):
    """Its text is a code of `words.REFUSALS`."""


def limit() -> None:
    """Fences that hold even if a decoder is taken over: memory, time, no files written, no processes."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def clean(data: bytes, form: str) -> Image.Image:
    """New pixels: upright, sRGB, at most FULL on the longest side, with nothing of the file but what is seen."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    picture = Image.open(io.BytesIO(data), formats=[form])
    if picture.width * picture.height > MOST_PIXELS:
        raise Refusal("too_many_pixels")
    if form != "JPEG" and getattr(picture, "n_frames", 1) != 1:
        raise Refusal("moving")
    if form == "JPEG":
        picture.draft(None, (FULL, FULL))  # decode at a half, a quarter or an eighth when that is enough
    picture.load()
    turn, profile = picture.getexif().get(0x0112, 1), picture.info.get("icc_profile")
    small = _srgb(_shrink(_eight_bits(_reduced(picture, FULL)), FULL), profile)
    if turn in _TURNS:
        small = small.transpose(_TURNS[turn])
    fresh = Image.new(small.mode, small.size)
    fresh.paste(small)
    return fresh


def _reduced(picture: Image.Image, longest: int) -> Image.Image:
    """First a cheap step to a half, a third ..., so that no costly one ever sees all the pixels."""
    factor = max(picture.size) // longest
    return picture.reduce(factor) if factor >= 2 and picture.mode in _REDUCIBLE else picture


def _eight_bits(picture: Image.Image) -> Image.Image:
    """One of L, RGB, RGBA, CMYK."""
    if picture.mode.startswith("I") or picture.mode == "F":
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.mode in ("RGB", "L", "CMYK"):
        return picture.convert("RGBA") if "transparency" in picture.info else picture
    if picture.mode == "RGBA":
        return picture
    see_through = picture.mode in ("LA", "PA", "La") or "transparency" in picture.info
    return picture.convert("RGBA" if see_through else "RGB")


def _shrink(picture: Image.Image, longest: int) -> Image.Image:
    factor = max(picture.size) / longest
    if factor <= 1:
        return picture
    return picture.resize((_side(picture.width, factor), _side(picture.height, factor)), Image.Resampling.LANCZOS)


def _side(pixels: int, factor: float) -> int:
    return max(1, round(pixels / factor))


def _srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as a screen shows them; a profile that cannot be read is left out."""
    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    seen = picture.convert("RGB") if alpha is not None else picture
    if profile:
        try:
            theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            seen = ImageCms.profileToProfile(seen, theirs, ImageCms.createProfile("sRGB"), outputMode="RGB") or seen
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    seen = seen.convert("RGB")
    if alpha is not None:
        seen.putalpha(alpha)
    return seen


def encoded(picture: Image.Image, form: str) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **_HOW[form])
    return out.getvalue()


def work(data: bytes, form: str, out: BinaryIO, boxes: Sequence[Sequence[int]] = ()) -> None:
    """Answer on `out`: pictures, or why not."""
    try:
        picture = clean(data, form)
        masked = mask(picture, boxes)
        full, thumb = encoded(picture, form), encoded(_shrink(_reduced(picture, THUMB), THUMB), form)
    except Refusal as refusal:
        out.write(json.dumps({"refused": str(refusal)}).encode() + b"\n")
    except Image.DecompressionBombError:
        out.write(b'{"refused": "too_many_pixels"}\n')
    except MemoryError:
        out.write(b'{"refused": "too_heavy"}\n')
    except Exception:  # a decoder may raise anything on a stranger's bytes; all of it means the same
        out.write(b'{"refused": "broken"}\n')
    else:
        head = {"mime": Image.MIME[form], "width": picture.width, "height": picture.height}
        known = {**head, "likeness": likeness.of(picture), "masked": masked, "full": len(full), "thumb": len(thumb)}
        out.write(json.dumps(known).encode() + b"\n" + full + thumb)


if __name__ == "__main__":
    limit()
    work(sys.stdin.buffer.read(), sys.argv[1], sys.stdout.buffer, json.loads(sys.argv[2]) if sys.argv[2:] else ())
