"""Scenes by the water: the canal, the harbour, the lighthouse."""

from bluelamp.project.demo.pictures.brush import HIGH, WIDE, Sheet, mixed
from bluelamp.project.demo.pictures.things import COATS, bicycle, house, lamp_post, person, tree


def canal() -> Sheet:
    """The canal path in autumn, a bridge, still water."""
    on = Sheet("#8fb6c9", "#fbe7c3", 21)
    on.glow(640, 330, 520, 380, "#fff3cf", 0.8)
    on.land(400, 18, "#a7b59a", "#8b9d86", 0.2)
    for n in range(9):
        tree(on, 20 + n * 150, 455, 170 + (n * 47 % 60), ("#c98a3a", "#b5672e", "#8f9a45", "#d8ab4a")[n % 4])
    on.haze(300, 190, "#f4e2c2", 0.6)
    on.fill([(0, 450), (WIDE, 450), (WIDE, HIGH), (0, HIGH)], "#8b9a5a", "#4c6038")
    on.fill([(500, 452), (610, 452), (760, HIGH), (-40, HIGH), (-40, 700)], "#9dbcc4", "#2f5566")
    on.fill([(610, 452), (650, 452), (1130, HIGH), (760, HIGH)], "#d9c4a0", "#9a7f5f")
    on.fill(
        [
            (330, 470),
            (330, 400),
            (560, 360),
            (790, 400),
            (790, 470),
            (700, 470),
            (660, 425),
            (560, 405),
            (470, 425),
            (430, 470),
        ],
        "#a2735c",
        "#6a4740",
    )
    on.line([(330, 398), (560, 358), (790, 398)], "#c79a7c", 10)
    for n in range(34):
        y = 480 + n * 12.2
        x = 540 - n * 14 + on.chance.uniform(-60, 60)
        on.line([(x, y), (x + 30 + n * 3, y)], "#fff3d6" if n % 3 else "#c98a3a", 1.5 + n / 16, 0.4)
    for x, tall, leaf in ((1110, 560, "#c9762c"), (-10, 480, "#a8742f")):
        tree(on, x, 800, tall, leaf)
    for _leaf in range(70):
        x, y = on.chance.uniform(640, WIDE), on.chance.uniform(560, HIGH)
        on.disc(x, y, 7, 4, on.chance.choice(["#d98a2f", "#b9552a", "#e8b85a"]), alpha=0.85)
    person(on, 745, 640, 165, COATS[0], 1)
    person(on, 800, 645, 158, COATS[3], 3)
    _duck(on, 300, 720, 1.2)
    _duck(on, 390, 760, 1.0)
    return on


def _duck(on: Sheet, x: float, y: float, s: float) -> None:
    on.glow(x, y + 14 * s, 62 * s, 12 * s, "#123040", 0.6)
    on.disc(x, y, 40 * s, 18 * s, "#a5886a", "#5a4636")
    on.line([(x + 26 * s, y - 6 * s), (x + 36 * s, y - 30 * s)], "#2f6b4a", 13 * s)
    on.disc(x + 39 * s, y - 34 * s, 14 * s, 12 * s, "#3c8a5c", "#1c4a34")
    on.fill([(x + 50 * s, y - 37 * s), (x + 68 * s, y - 31 * s), (x + 50 * s, y - 28 * s)], "#e8b030")


def harbour() -> Sheet:
    """The harbour of the isles, boats at the quay, last light."""
    on = Sheet("#5b7fb0", "#ffc99a", 17)
    on.glow(820, 420, 560, 330, "#fff0c4", 0.85)
    on.land(430, 30, "#7f7fa6", "#5d6590", 1.1)
    on.land(462, 18, "#616b95", "#4b5a84", 3)
    for n in range(8):
        house(
            on,
            -10 + n * 84,
            500,
            66,
            74 + (n * 29 % 30),
            ("#f0e2d0", "#e8a08a", "#9fc3c9", "#f2d48a")[n % 4],
            "#54506a",
            lit=(1, 4, 2, 8, 5, 2, 4, 1)[n],
        )
    on.fill([(0, 498), (WIDE, 498), (WIDE, HIGH), (0, HIGH)], "#e8b48e", "#2c4a74")
    for n in range(90):
        y = 505 + (n * 53 % 390)
        x, w = on.chance.uniform(0, WIDE), 14 + (y - 500) * 0.22
        on.line([(x, y), (x + w, y)], "#fff0d0" if abs(x - 820) < 230 else "#23426c", 1.5 + (y - 500) / 160, 0.4)
    for x, y, size, hull in ((310, 655, 1.0, "#b8402f"), (660, 610, 0.7, "#2f6f9a"), (930, 730, 1.35, "#2c7a63")):
        _boat(on, x, y, size, hull)
    on.fill([(0, 800), (430, 800), (520, HIGH), (0, HIGH)], "#8d7f78", "#4d474c")
    for x in (70, 250, 400):
        on.box(x, 765, 34, 62, "#2c2f3c", "#171a24", corner=10)
    lamp_post(on, 150, 812, 300)
    return on


def _boat(on: Sheet, x: float, y: float, size: float, hull: str) -> None:
    s = size
    on.glow(x, y + 34 * s, 190 * s, 30 * s, "#14233c", 0.55)
    on.line([(x + 10 * s, y), (x + 10 * s, y - 230 * s)], "#3a2c28", 6 * s)
    on.line([(x + 10 * s, y - 225 * s), (x + 120 * s, y - 12 * s)], "#3a2c28", 2 * s, 0.7)
    on.line([(x + 10 * s, y - 225 * s), (x - 130 * s, y - 12 * s)], "#3a2c28", 2 * s, 0.7)
    on.box(x - 62 * s, y - 78 * s, 92 * s, 72 * s, "#f6efe2", "#cdb9a4", corner=7 * s)
    on.box(x - 50 * s, y - 66 * s, 30 * s, 26 * s, "#ffd98a", "#c9843c", corner=3 * s)
    on.box(x - 12 * s, y - 66 * s, 30 * s, 26 * s, "#3a5470", corner=3 * s)
    on.fill(
        [(x - 150 * s, y - 18 * s), (x + 165 * s, y - 34 * s), (x + 120 * s, y + 38 * s), (x - 118 * s, y + 38 * s)],
        mixed(hull, "#ffffff", 0.15),
        mixed(hull, "#0a1020", 0.45),
    )
    on.line([(x - 146 * s, y - 12 * s), (x + 160 * s, y - 28 * s)], "#f6efe2", 6 * s)


def lighthouse() -> Sheet:
    """The lighthouse on the point, its beam, gulls."""
    on = Sheet("#27406e", "#f2b79a", 26)
    on.glow(300, 520, 600, 300, "#ffd6a8", 0.7)
    on.fill([(846, 205), (-60, 40), (-60, 250)], "#fff3c8", alpha=0.22)
    on.fill([(846, 205), (-60, 90), (-60, 190)], "#fff3c8", alpha=0.2)
    on.land(560, 12, "#6a7aa4", "#566a98", 0.6)
    on.fill([(0, 575), (WIDE, 575), (WIDE, HIGH), (0, HIGH)], "#c89a96", "#24406a")
    for n in range(70):
        x, y = on.chance.uniform(0, WIDE), 585 + (n * 41 % 310)
        on.line(
            [(x, y), (x + 20 + (y - 580) * 0.2, y)], "#ffe0c0" if x < 520 else "#2a4674", 1.5 + (y - 580) / 150, 0.4
        )
    on.fill(
        [(560, HIGH), (600, 720), (690, 650), (760, 640), (980, 630), (1080, 670), (1230, 700), (1230, HIGH)],
        "#5a6a58",
        "#27322f",
    )
    house(on, 960, 655, 120, 78, "#f0e4d4", "#7a4038", lit=3)
    on.fill([(790, 645), (812, 250), (880, 250), (902, 645)], "#fbf3e6", "#c3b0a4")
    for low, high in ((560, 470), (385, 300)):
        below, above = (645 - low) * 22 / 395, (645 - high) * 22 / 395
        band = [(790 + below, low), (790 + above, high), (902 - above, high), (902 - below, low)]
        on.fill(band, "#c8402f", "#8a241c")
    on.fill([(862, 250), (880, 250), (902, 645), (868, 645)], "#3a2430", alpha=0.25)
    on.box(796, 240, 100, 14, "#20263a", corner=4)
    on.glow(846, 205, 190, 190, "#fff0b8", 0.85)
    on.box(818, 176, 56, 64, "#fff6d6", "#ffd77a", corner=4)
    on.fill([(806, 178), (846, 138), (886, 178)], "#a8301f", "#6d1a14")
    for x, y, s in ((300, 260, 1.0), (400, 320, 0.7), (200, 350, 0.6), (520, 230, 0.8)):
        on.line(
            [
                (x - 34 * s, y - 10 * s),
                (x - 14 * s, y - 20 * s),
                (x, y),
                (x + 16 * s, y - 19 * s),
                (x + 36 * s, y - 8 * s),
            ],
            "#f6f1ea",
            5 * s,
        )
    bicycle(on, 800, 800, 200, "#e0a12e")
    return on
