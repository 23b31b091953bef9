"""Whether two pictures look the same: 128 bits, half of them brightness against the mean, half of them its slope.

Scaling, another format, light cropping and a little blur leave most bits as they are; mirroring, turning and cutting do not.
"""

from PIL import Image

BITS_APART = 7
"""In each half. Two pictures of one scene a moment apart may be as near; two of different scenes hardly ever are."""
_FLAT = 3


def of(picture: Image.Image) -> str:
    """32 hex digits; "" for a picture so even that it looks like every other even one."""
    grey = picture.convert("L").resize((9, 8), Image.Resampling.BOX)
    rows = [[int(grey.getpixel((x, y))) for x in range(9)] for y in range(8)]  # type: ignore[arg-type]
    values = [value for row in rows for value in row[:8]]
    mean = sum(values) / 64
    if max(values) - min(values) < 8 * _FLAT:
        return ""
    bright = [value > mean for value in values]
    slope = [row[x] > row[x + 1] + 1 for row in rows for x in range(8)]
    return _hex(bright) + _hex(slope)


def near(one: str, other: str) -> bool:
    """Also for two that are the same; never for one that is too even to tell."""
    if len(one) != 32 or len(other) != 32:
        return False
    return all(_apart(one[half : half + 16], other[half : half + 16]) <= BITS_APART for half in (0, 16))


def _apart(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()


def _hex(bits: list[bool]) -> str:
    return f"{int(''.join('1' if bit else '0' for bit in bits), 2):016x}"
