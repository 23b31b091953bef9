"""A small brush for the demonstration's pictures: surfaces with light on them, haze, glow, shadow, a little grain.

Places and sizes are in points on a sheet of 1200 × 900; everything is drawn larger than it ends, so that edges are soft.
"""

import io
import math
import random
from collections.abc import Sequence
from functools import cache

from PIL import Image, ImageChops, ImageDraw, ImageFont

WIDE, HIGH, SCALE = 1200, 900, 1.6
DRAWN, ENDS = (1920, 1440), (960, 720)
"""Pixels while drawing, and of the finished picture: half of it."""
Point = tuple[float, float]
DOGGER_BANK = ((55.0, 0.0, 0.0), (3.0, 0.0, 0.0))
"""Where every picture says it was taken: on the open sea."""


def rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mixed(one: str, other: str, share: float) -> str:
    """The colour that lies `share` (0 to 1) of the way from one to the other."""
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(rgb(one), rgb(other), strict=True))


@cache
def _ramp() -> Image.Image:
    return Image.linear_gradient("L")


@cache
def _round() -> Image.Image:
    """White in the middle, falling softly to black where the circle touches the edges."""
    return Image.radial_gradient("L").point(_falling)


def _shaded(size: tuple[int, int], top: str, bottom: str) -> Image.Image:
    column = (1, size[1])
    ramp = _ramp().crop((0, 0, 1, 256)).resize(column, Image.Resampling.BILINEAR)
    shades = Image.composite(Image.new("RGB", column, rgb(bottom)), Image.new("RGB", column, rgb(top)), ramp)
    return shades.resize(size, Image.Resampling.NEAREST)


class Sheet:
    """One picture in the making. `to` is the colour at the lower edge of a shape that is `colour` at its upper one."""

    def __init__(self, top: str, bottom: str, seed: int = 1) -> None:
        self.image = _shaded(DRAWN, top, bottom)
        self.pen = ImageDraw.Draw(self.image, "RGBA")
        self.chance = random.Random(seed)  # noqa: S311  (the same picture every time)

    def fill(self, points: Sequence[Point], colour: str, to: str = "", alpha: float = 1) -> None:
        """A shape with straight sides."""
        places = [(x * SCALE, y * SCALE) for x, y in points]
        if not to:
            self.pen.polygon(places, fill=(*rgb(colour), round(255 * alpha)))
            return
        self._through(places, lambda pen, here: pen.polygon(here, fill=round(255 * alpha)), colour, to)

    def box(
        self, x: float, y: float, w: float, h: float, colour: str, to: str = "", *, corner: float = 0, alpha: float = 1
    ) -> None:
        ends = [(x * SCALE, y * SCALE), ((x + w) * SCALE, (y + h) * SCALE)]
        if not to:
            self.pen.rounded_rectangle(ends, corner * SCALE, fill=(*rgb(colour), round(255 * alpha)))
            return
        solid = round(255 * alpha)
        self._through(ends, lambda pen, here: pen.rounded_rectangle(here, corner * SCALE, fill=solid), colour, to)

    def disc(self, x: float, y: float, rx: float, ry: float, colour: str, to: str = "", *, alpha: float = 1) -> None:
        ends = [((x - rx) * SCALE, (y - ry) * SCALE), ((x + rx) * SCALE, (y + ry) * SCALE)]
        if not to:
            self.pen.ellipse(ends, fill=(*rgb(colour), round(255 * alpha)))
            return
        self._through(ends, lambda pen, here: pen.ellipse(here, fill=round(255 * alpha)), colour, to)

    def ring(self, x: float, y: float, r: float, colour: str, width: float) -> None:
        ends = [((x - r) * SCALE, (y - r) * SCALE), ((x + r) * SCALE, (y + r) * SCALE)]
        self.pen.ellipse(ends, outline=rgb(colour), width=round(width * SCALE))

    def line(self, points: Sequence[Point], colour: str, width: float, alpha: float = 1) -> None:
        places = [(x * SCALE, y * SCALE) for x, y in points]
        ink = (*rgb(colour), round(255 * alpha))
        self.pen.line(places, fill=ink, width=round(width * SCALE), joint="curve")
        if alpha == 1:
            for x, y in (places[0], places[-1]):
                r = width * SCALE / 2
                self.pen.ellipse([(x - r, y - r), (x + r, y + r)], fill=ink)

    def glow(self, x: float, y: float, rx: float, ry: float, colour: str, strength: float = 0.6) -> None:
        """Light, or with a dark colour shadow, that fades to nothing at the rim."""
        rx, ry = 1.3 * rx, 1.3 * ry
        size = (round(2 * rx * SCALE), round(2 * ry * SCALE))
        mask = _round().resize(size, Image.Resampling.BILINEAR).point(lambda value: value * strength)
        self.image.paste(rgb(colour), (round((x - rx) * SCALE), round((y - ry) * SCALE)), mask)

    def haze(self, y: float, h: float, colour: str, strength: float = 0.5) -> None:
        """Air: nothing at `y`, thick at `y + h`."""
        mask = (
            _ramp()
            .resize((DRAWN[0], round(h * SCALE)), Image.Resampling.BILINEAR)
            .point(lambda value: value * strength)
        )
        self.image.paste(rgb(colour), (0, round(y * SCALE)), mask)

    def land(self, y: float, swing: float, colour: str, to: str, turn: float = 0) -> None:
        """Hills, or the tops of far trees, down to the lower edge."""
        top = [
            (x, y - swing * (math.sin(x / 170 + turn) + 0.5 * math.sin(x / 67 + 2.1 * turn)))
            for x in range(-20, WIDE + 40, 20)
        ]
        self.fill([*top, (WIDE + 20, HIGH), (-20, HIGH)], colour, to)

    def words(self, x: float, y: float, said: str, size: float, colour: str) -> None:
        """Text about a middle."""
        font = ImageFont.load_default(size * SCALE)
        self.pen.text((x * SCALE, y * SCALE), said, fill=rgb(colour), font=font, anchor="mm")

    def finished(self) -> Image.Image:
        """At its true size, darker at the rim, with grain."""
        (wide, high), small = ENDS, self.image.reduce(2)
        rim = _round().resize(DRAWN).crop((wide // 2, high // 2, wide * 3 // 2, high * 3 // 2))
        small = Image.composite(small, Image.blend(small, Image.new("RGB", small.size), 0.4), rim.point(_lift))
        sand = Image.frombytes("L", ENDS, self.chance.randbytes(wide * high)).convert("RGB")
        return Image.blend(small, ImageChops.overlay(small, sand), 0.05)

    def _through(self, places: Sequence[Point], cut: "object", colour: str, to: str) -> None:
        left, top = (math.floor(min(p[i] for p in places)) for i in (0, 1))
        right, bottom = (math.ceil(max(p[i] for p in places)) for i in (0, 1))
        size = (max(1, right - left + 1), max(1, bottom - top + 1))
        mask = Image.new("L", size)
        cut(ImageDraw.Draw(mask), [(x - left, y - top) for x, y in places])  # type: ignore[operator]
        self.image.paste(_shaded(size, colour, to), (left, top), mask)


def _falling(value: int) -> int:
    share = max(0.0, 1 - value / 181)  # 181 is what the gradient has where its circle touches the edge
    return round(255 * share * share * (3 - 2 * share))


def _lift(value: int) -> int:
    return min(255, 130 + value)


def smooth(points: Sequence[Point], rounds: int = 3) -> list[Point]:
    """The outline with its corners cut off, again and again."""
    line = list(points)
    for _round_of_cuts in range(rounds):
        pairs = zip(line, line[1:] + line[:1], strict=True)
        line = [
            (ax + (bx - ax) * share, ay + (by - ay) * share) for (ax, ay), (bx, by) in pairs for share in (0.25, 0.75)
        ]
    return line


def as_file(picture: Image.Image) -> bytes:
    """A JPEG as a phone writes it, with a camera's name and a place in it, so that there is something to take out."""
    told = Image.Exif()
    told[0x010F], told[0x0110] = "Invented", "Pocket camera"
    north, east = DOGGER_BANK
    told.get_ifd(0x8825).update({1: "N", 2: north, 3: "E", 4: east})
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88, exif=told)
    return out.getvalue()
