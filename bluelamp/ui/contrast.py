"""Contrast of two colours as WCAG 2.2 defines it. Colours are `#rrggbb`."""

import re

from bluelamp.kernel.errors import Refused

TEXT = 4.5
"""The least ratio of text to what it stands on."""

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green, blue from 0 to 255. Raises ValueError on anything but `#rrggbb`."""
    if not _HEX.fullmatch(colour):
        raise ValueError(f"not a colour: {colour!r}")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = (_linear(value) for value in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """1 (the same) to 21 (black and white), whichever comes first."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """`share` (0 to 1) of the second colour in the first."""
    blend = (round(a + (b - a) * share) for a, b in zip(channels(one), channels(other), strict=True))
    return "#" + "".join(f"{value:02x}" for value in blend)


def towards(colour: str, goal: str, ground: str, least: float = TEXT) -> str:
    """`colour`, moved towards `goal` in steps of a twentieth until it can be read on `ground`. `goal` itself must do."""
    for step in range(21):
        shade = mix(colour, goal, step / 20)
        if ratio(shade, ground) >= least:
            return shade
    raise ValueError(f"{goal} cannot be read on {ground} either")


def insist(text: str, ground: str, sentence: str) -> None:
    """Raises Refused, saying `sentence`, when the pair cannot be read."""
    if ratio(text, ground) < TEXT:
        raise Refused(sentence)
