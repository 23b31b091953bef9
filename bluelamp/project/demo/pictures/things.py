"""Things that stand in more than one picture: people, trees, houses, lamps, bicycles, clouds."""

import math

from bluelamp.project.demo.pictures.brush import Sheet, mixed

SKINS = ("#f0c9a4", "#8d5a3b", "#d8a173", "#5f3b28", "#e8b48c")
COATS = ("#b5473c", "#2f6f73", "#d59a35", "#5a4a86", "#3f6b3a", "#7d8fa8")


def person(
    on: Sheet, x: float, y: float, tall: float, coat: str, skin: int = 0, *, officer: bool = False, step: float = 0.12
) -> None:
    """Somebody standing with the feet at (x, y), seen from far enough to be nobody in particular."""
    t = tall
    on.glow(x + 0.1 * t, y, 0.34 * t, 0.05 * t, "#10182a", 0.5)
    for side in (-1, 1):
        on.line([(x + side * 0.05 * t, y - 0.46 * t), (x + side * step * t * 0.7, y - 0.02 * t)], "#26304a", 0.085 * t)
    on.fill(
        [
            (x - 0.14 * t, y - 0.42 * t),
            (x - 0.11 * t, y - 0.8 * t),
            (x + 0.11 * t, y - 0.8 * t),
            (x + 0.15 * t, y - 0.42 * t),
        ],
        mixed(coat, "#ffffff", 0.12),
        mixed(coat, "#0a1020", 0.3),
    )
    for side in (-1, 1):
        arm = [
            (x + side * 0.11 * t, y - 0.77 * t),
            (x + side * 0.18 * t, y - 0.6 * t),
            (x + side * 0.15 * t, y - 0.45 * t),
        ]
        on.line(arm, mixed(coat, "#0a1020", 0.18), 0.065 * t)
    if officer:
        on.fill(
            [
                (x - 0.12 * t, y - 0.5 * t),
                (x - 0.1 * t, y - 0.79 * t),
                (x + 0.1 * t, y - 0.79 * t),
                (x + 0.12 * t, y - 0.5 * t),
            ],
            "#e9e03a",
            "#b9b626",
        )
        on.box(x - 0.115 * t, y - 0.62 * t, 0.23 * t, 0.035 * t, "#f4f6f8")
    on.disc(
        x, y - 0.89 * t, 0.075 * t, 0.09 * t, SKINS[skin % len(SKINS)], mixed(SKINS[skin % len(SKINS)], "#3a2018", 0.35)
    )
    if officer:
        on.box(x - 0.085 * t, y - 1.0 * t, 0.17 * t, 0.07 * t, "#14213d", corner=0.03 * t)
        on.box(x - 0.1 * t, y - 0.945 * t, 0.2 * t, 0.022 * t, "#0b1430", corner=0.01 * t)
    else:
        hair = ("#2b1b14", "#6b4a2b", "#1c1c22", "#a9a9ad", "#7a2f1c")[skin % 5]
        on.fill(
            [(x + 0.08 * t * math.cos(a / 8), y - 0.915 * t - 0.075 * t * math.sin(a / 8)) for a in range(26)], hair
        )


def tree(on: Sheet, x: float, y: float, tall: float, leaf: str, trunk: str = "#4a3527") -> None:
    """A round tree, lit from the upper left."""
    on.glow(x + tall * 0.12, y, tall * 0.5, tall * 0.08, "#0c1a14", 0.5)
    on.fill(
        [
            (x - tall * 0.035, y),
            (x - tall * 0.018, y - tall * 0.55),
            (x + tall * 0.018, y - tall * 0.55),
            (x + tall * 0.04, y),
        ],
        trunk,
    )
    for number in range(9):
        angle = number * 2.4
        reach = tall * 0.075 * math.sqrt(number)
        cx, cy = x + reach * math.cos(angle), y - tall * 0.68 + reach * 0.9 * math.sin(angle)
        lit = 0.22 * max(0.0, -math.cos(angle)) + 0.1
        on.disc(cx, cy, tall * 0.17, tall * 0.16, mixed(leaf, "#fff3c4", lit), mixed(leaf, "#06141a", 0.4))


def house(
    on: Sheet, x: float, y: float, w: float, h: float, wall: str, roof: str, glow: str = "#ffd98a", lit: int = 7
) -> None:
    """A house front; bit n of `lit` says whether window n is lit."""
    on.box(x, y - h, w, h, mixed(wall, "#ffffff", 0.1), mixed(wall, "#0b1220", 0.3))
    on.fill(
        [(x - w * 0.06, y - h), (x + w * 0.5, y - h * 1.45), (x + w * 1.06, y - h)],
        mixed(roof, "#ffffff", 0.08),
        mixed(roof, "#0b1220", 0.25),
    )
    on.box(x + w * 0.72, y - h * 1.42, w * 0.1, h * 0.3, mixed(roof, "#0b1220", 0.3))
    for number in range(4):
        wx, wy = x + w * (0.14 + 0.46 * (number % 2)), y - h * (0.86 - 0.42 * (number // 2))
        warm = bool(lit >> number & 1)
        on.box(wx - w * 0.02, wy - h * 0.02, w * 0.3, h * 0.27, mixed(wall, "#0b1220", 0.45))
        on.box(
            wx, wy, w * 0.26, h * 0.23, glow if warm else "#34435e", mixed(glow, "#b5642b", 0.4) if warm else "#202b42"
        )
        on.box(wx + w * 0.12, wy, w * 0.02, h * 0.23, mixed(wall, "#0b1220", 0.4))


def cloud(on: Sheet, x: float, y: float, size: float, colour: str, under: str) -> None:
    for dx, dy, r in ((-0.9, 0.1, 0.4), (-0.35, -0.12, 0.58), (0.3, -0.05, 0.5), (0.85, 0.14, 0.36)):
        on.disc(x + dx * size, y + dy * size, r * size, r * size * 0.55, colour, under, alpha=0.9)
    on.box(
        x - 1.25 * size, y + 0.08 * size, 2.45 * size, 0.28 * size, mixed(colour, under, 0.6), under, corner=0.14 * size
    )


def lamp_post(on: Sheet, x: float, y: float, tall: float, *, lit: bool = True) -> None:
    on.line([(x, y), (x, y - tall)], "#1b2436", tall * 0.022)
    on.box(x - tall * 0.035, y - tall * 0.04, tall * 0.07, tall * 0.04, "#1b2436", corner=4)
    if lit:
        on.glow(x, y - tall * 1.03, tall * 0.55, tall * 0.55, "#ffdf9a", 0.75)
        on.glow(x, y, tall * 0.6, tall * 0.1, "#ffdf9a", 0.45)
    on.fill(
        [
            (x - tall * 0.05, y - tall * 1.1),
            (x + tall * 0.05, y - tall * 1.1),
            (x + tall * 0.035, y - tall * 0.98),
            (x - tall * 0.035, y - tall * 0.98),
        ],
        "#fff4d2" if lit else "#c8d2dc",
    )
    on.fill([(x - tall * 0.06, y - tall * 1.1), (x, y - tall * 1.16), (x + tall * 0.06, y - tall * 1.1)], "#1b2436")


def bicycle(on: Sheet, x: float, y: float, size: float, colour: str) -> None:
    """Both wheels on the ground at y; x is the middle."""
    r, left, right = size * 0.28, x - size * 0.4, x + size * 0.4
    on.glow(x, y, size * 0.75, size * 0.07, "#0c1524", 0.6)
    for cx in (left, right):
        on.ring(cx, y - r, r, "#20242e", size * 0.035)
        on.ring(cx, y - r, r * 0.86, "#8d97a5", size * 0.008)
        for spoke in range(8):
            a = spoke * math.pi / 8
            on.line(
                [
                    (cx - r * 0.86 * math.cos(a), y - r - r * 0.86 * math.sin(a)),
                    (cx + r * 0.86 * math.cos(a), y - r + r * 0.86 * math.sin(a)),
                ],
                "#9aa5b3",
                size * 0.006,
            )
    low, seat, head = (
        (x - size * 0.04, y - r * 0.92),
        (x - size * 0.15, y - size * 0.62),
        (x + size * 0.27, y - size * 0.64),
    )
    for start, end in (
        ((left, y - r), low),
        ((left, y - r), seat),
        (low, seat),
        (low, head),
        (seat, head),
        ((right, y - r), head),
    ):
        on.line([start, end], colour, size * 0.036)
        on.line([(start[0] - 1, start[1] - 1), (end[0] - 1, end[1] - 1)], mixed(colour, "#ffffff", 0.45), size * 0.009)
    on.line([seat, (seat[0] - size * 0.03, seat[1] - size * 0.08)], "#2a2e38", size * 0.03)
    on.line(
        [(seat[0] - size * 0.11, seat[1] - size * 0.09), (seat[0] + size * 0.07, seat[1] - size * 0.08)],
        "#2a2018",
        size * 0.05,
    )
    on.line(
        [head, (head[0] - size * 0.02, head[1] - size * 0.1), (head[0] + size * 0.1, head[1] - size * 0.13)],
        "#2a2e38",
        size * 0.03,
    )
    on.disc(*low, size * 0.06, size * 0.06, "#2a2e38")
