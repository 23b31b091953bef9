"""Drawn faces, number plates and posters: no picture of anybody, and enough for a detector to find something."""

import random

from PIL import Image, ImageDraw, ImageFilter, ImageFont

Box = tuple[int, int, int, int]
LIGHT, MIDDLE, DARK = (235, 200, 175), (190, 140, 105), (95, 65, 48)


def face(size: int, skin: tuple[int, int, int] = LIGHT) -> Image.Image:
    """From the front, `size` wide and 1.3 times as high."""
    wide, high = 4 * size, int(4 * size * 1.3)
    made = Image.new("RGB", (wide, high), (120, 150, 130))
    draw = ImageDraw.Draw(made)

    def oval(x: float, y: float, rx: float, ry: float, fill: tuple[int, ...]) -> None:
        draw.ellipse(((x - rx) * wide, (y - ry) * high, (x + rx) * wide, (y + ry) * high), fill=fill)

    def shade(by: float) -> tuple[int, ...]:
        return tuple(min(255, int(part * by)) for part in skin)

    oval(0.5, 0.39, 0.38, 0.36, (40, 30, 25))
    oval(0.5, 0.52, 0.32, 0.40, skin)
    for x in (0.36, 0.64):
        oval(x, 0.45, 0.10, 0.05, shade(0.72))
        oval(x, 0.45, 0.07, 0.025, (235, 230, 225))
        oval(x, 0.45, 0.03, 0.025, (40, 30, 25))
        draw.line(((x - 0.1) * wide, 0.39 * high, (x + 0.1) * wide, 0.385 * high), fill=(40, 30, 25), width=wide // 33)
        oval(x * 0.95 + 0.025, 0.60, 0.08, 0.06, shade(1.06))
    draw.polygon(
        [
            (0.47 * wide, 0.42 * high),
            (0.53 * wide, 0.42 * high),
            (0.57 * wide, 0.62 * high),
            (0.43 * wide, 0.62 * high),
        ],
        fill=shade(1.08),
    )
    oval(0.5, 0.625, 0.07, 0.025, shade(0.75))
    oval(0.5, 0.73, 0.12, 0.03, shade(0.6))
    return made.filter(ImageFilter.GaussianBlur(wide * 0.012)).resize((size, int(size * 1.3)), Image.Resampling.LANCZOS)


def plate(words: str, width: int) -> Image.Image:
    """A yellow one, in the shape of the law."""
    made = Image.new("RGB", (520, 111), (250, 205, 40))
    draw = ImageDraw.Draw(made)
    draw.text((260, 55), words, fill=(15, 15, 15), font=ImageFont.load_default(80), anchor="mm", stroke_width=2)
    draw.rectangle((0, 0, 519, 110), outline=(60, 60, 60), width=3)
    return made.resize((width, width * 111 // 520), Image.Resampling.LANCZOS)


def street(size: tuple[int, int] = (1600, 1200), seed: int = 1) -> Image.Image:
    """Coloured shapes in which nobody and nothing can be recognised."""
    chance = random.Random(seed)
    made = Image.new("RGB", size, (150, 170, 190))
    draw = ImageDraw.Draw(made)
    for _shape in range(60):
        x, y = chance.randrange(size[0]), chance.randrange(size[1])
        fill = tuple(chance.randrange(30, 230) for _part in range(3))
        draw.rectangle((x, y, x + chance.randrange(20, 300), y + chance.randrange(20, 300)), fill=fill)
    return made


def poster(lines: str, size: tuple[int, int] = (1200, 900)) -> Image.Image:
    made = Image.new("RGB", size, (20, 60, 120))
    ImageDraw.Draw(made).text((80, 80), lines, fill="white", font=ImageFont.load_default(48), spacing=20)
    return made


def put(scene: Image.Image, part: Image.Image, at: tuple[int, int]) -> Box:
    """Lay a part into a scene; where it lies."""
    scene.paste(part, at)
    return (*at, part.width, part.height)
