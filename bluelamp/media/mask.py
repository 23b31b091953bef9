"""Making a part of a picture unreadable for good: what stays of it is four rounded colours, and no sharpening brings more.

A number plate has some 36 bits. A mosaic of its own pixels, as many programs make it, can hold more than that and be
undone by trying all plates. Four colours, each rounded to one of 16 steps, of a region that is wider than the mark,
cannot: for a plate or a face they come out the same for a great many others.
"""

from collections.abc import Sequence

from PIL import Image

Box = tuple[int, int, int, int]
"""Left, top, width, height, in pixels."""
WIDER = 0.12
_STEP = 16
_TILES = 7


def mask(picture: Image.Image, boxes: Sequence[Sequence[int]]) -> list[Box]:
    """Cover the boxes in place. Gives what was covered: a little wider than asked, and never beyond the edge."""
    covered = [_wider(box, picture.size) for box in boxes]
    for left, top, width, height in covered:
        picture.paste(_cover(picture, (left, top, left + width, top + height)), (left, top))
    return covered


def _wider(box: Sequence[int], size: tuple[int, int]) -> Box:
    left, top, width, height = box
    dx, dy = 1 + round(width * WIDER), 1 + round(height * WIDER)
    x0, y0 = min(max(0, left - dx), size[0] - 1), min(max(0, top - dy), size[1] - 1)
    x1, y1 = min(size[0], max(x0 + 1, left + width + dx)), min(size[1], max(y0 + 1, top + height + dy))
    return x0, y0, x1 - x0, y1 - y0


def _cover(picture: Image.Image, corners: tuple[int, int, int, int]) -> Image.Image:
    """A run between the four colours, in tiles of two shades, so that everybody sees that something was covered."""
    part = picture.crop(corners).convert("RGB")
    few = part.resize((2, 2), Image.Resampling.BOX).point(_rounded)
    tiles = few.resize((_TILES, _TILES), Image.Resampling.BILINEAR)
    darker = tiles.point(_darker)
    chequers = Image.new("1", tiles.size)
    chequers.putdata([place % 2 for place in range(_TILES * _TILES)])
    tiles.paste(darker, mask=chequers)
    return tiles.resize(part.size, Image.Resampling.NEAREST)


def _rounded(value: int) -> int:
    return value // _STEP * _STEP + _STEP // 2


def _darker(value: int) -> int:
    return max(0, value - 12)
