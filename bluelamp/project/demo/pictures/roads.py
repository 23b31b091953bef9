"""Scenes on roads: bicycles, a closed road, the crossing."""

from bluelamp.project.demo.pictures.brush import HIGH, WIDE, Sheet, mixed
from bluelamp.project.demo.pictures.things import COATS, bicycle, cloud, house, person, tree


def bikes() -> Sheet:
    """Bicycles in a rack by a wall, low sun."""
    on = Sheet("#cfe3ea", "#f6e6c8", 12)
    on.box(0, 120, WIDE, 510, "#d7a582", "#a8674f")
    for row in range(12):
        y = 132 + row * 42
        for n in range(-1, 15):
            x = n * 88 + (44 if row % 2 else 0)
            on.box(x, y, 82, 36, mixed("#c4805f", "#f2c9a0", on.chance.random() * 0.5), corner=3, alpha=0.55)
    on.fill([(0, 120), (520, 120), (0, 560)], "#fff0c8", alpha=0.22)
    on.fill([(620, 120), (900, 120), (330, 630), (60, 630)], "#fff0c8", alpha=0.14)
    on.box(800, 190, 260, 170, "#1f5fbf", "#174a98", corner=14)
    on.words(930, 245, "BIKE MARKING", 31, "#ffffff")
    on.words(930, 300, "free, here, today", 25, "#dbe8fb")
    on.fill([(0, 630), (WIDE, 630), (WIDE, HIGH), (0, HIGH)], "#b9b0a4", "#6f6a70")
    on.haze(560, 80, "#5a3428", 0.35)
    for n in range(7):
        x = 130 + n * 160
        on.line([(x, 742), (x, 590), (x + 46, 590), (x + 46, 742)], "#5d6877", 13)
        on.line([(x - 3, 742), (x - 3, 590)], "#c3ccd6", 3)
    for n, colour in enumerate(("#c0392b", "#1f7a72", "#e0a12e", "#3a5fb0")):
        bicycle(on, 190 + n * 275, 775 + (n % 2) * 22, 350, colour)
    return on


def closed() -> Sheet:
    """A road closed in the rain, cones, a patrol car's lamp further on."""
    on = Sheet("#38465c", "#93a1ad", 13)
    for x, y, size in ((210, 130, 190), (620, 90, 240), (1010, 150, 200)):
        cloud(on, x, y, size, "#56647a", "#3c495d")
    on.land(430, 26, "#4d6068", "#33434c", 0.5)
    on.land(480, 16, "#3f5254", "#2b3a3e", 2)
    for x in (70, 215, 990, 1120):
        tree(on, x, 560, 250, "#4c6a50")
    on.fill([(0, 540), (WIDE, 540), (WIDE, HIGH), (0, HIGH)], "#55684f", "#37493a")
    on.fill([(505, 505), (695, 505), (1230, HIGH), (-30, HIGH)], "#59616d", "#2b313c")
    for n in range(6):
        y, w = 560 + n * n * 12, 5 + n * 4
        on.fill(
            [(600 - w / 2, y), (600 + w / 2, y), (600 + w, y + 14 + n * 8), (600 - w, y + 14 + n * 8)],
            "#e6e2d2",
            alpha=0.8,
        )
    on.glow(600, 470, 260, 190, "#4b86ff", 0.75)
    on.box(545, 470, 110, 46, "#e9eef2", "#aeb9c4", corner=12)
    on.box(563, 448, 74, 30, "#2b3950", corner=10)
    on.box(545, 492, 110, 10, "#1f5fbf")
    on.box(580, 438, 40, 10, "#6fa4ff", corner=4)
    on.glow(600, 720, 330, 190, "#6f93d8", 0.3)
    for leg in (330, 870):
        on.line([(leg, 745), (leg - 24, 850)], "#272c36", 11)
        on.line([(leg, 745), (leg + 24, 850)], "#272c36", 11)
    on.box(270, 590, 660, 165, "#d4331f", "#a51f14", corner=12)
    on.box(284, 604, 632, 137, "#f5f2ea", "#dcd8d0", corner=8)
    on.words(600, 674, "ROAD CLOSED", 82, "#b3261e")
    for x in (140, 1060):
        on.glow(x, 862, 110, 22, "#0d1420", 0.6)
        on.fill([(x - 20, 690), (x + 20, 690), (x + 66, 850), (x - 66, 850)], "#f07a2d", "#b94a14")
        on.fill([(x - 33, 735), (x + 33, 735), (x + 47, 785), (x - 47, 785)], "#fbf6ec", "#d9d2c8")
        on.box(x - 86, 846, 172, 20, "#8f3a12", corner=6)
    for _drop in range(170):
        left, top = on.chance.uniform(0, WIDE), on.chance.uniform(-40, HIGH)
        on.line([(left, top), (left - 9, top + 40)], "#dfe9f2", 1.3, 0.28)
    return on


def crossing() -> Sheet:
    """The crossing by the school on a misty morning."""
    on = Sheet("#b6c9d8", "#f4ddb8", 16)
    on.glow(930, 330, 480, 400, "#ffe9b8", 0.85)
    for n in range(7):
        house(
            on, 40 + n * 170, 520, 130, 150, mixed("#b78d7a", "#dfc5aa", (n % 3) / 3), "#7a5a56", lit=3 if n % 2 else 8
        )
    on.haze(300, 230, "#f1dcc0", 0.75)
    for x in (20, 330, 690, 1180):
        tree(on, x, 600, 300, "#8a9a5a")
    on.haze(420, 190, "#efd9bd", 0.4)
    on.fill([(0, 570), (WIDE, 570), (WIDE, 650), (0, 650)], "#c9bfae", "#9d958b")
    on.fill([(0, 648), (WIDE, 648), (WIDE, HIGH), (0, HIGH)], "#6e717a", "#3f434e")
    for n in range(7):
        x = 215 + n * 118
        on.fill([(x, 662), (x + 62, 662), (x + 36 + n * 12, 880), (x - 58 + n * 12, 880)], "#f7f3e8", "#d6d1c6")
    for x, y in ((150, 690), (1075, 690)):
        for n in range(6):
            on.box(x - 8, y - 330 + n * 55, 16, 55, "#1c2230" if n % 2 else "#f2f2ee")
        on.glow(x, y - 358, 95, 95, "#ffb52e", 0.75)
        on.disc(x, y - 358, 31, 31, "#ffd05a", "#f08a1c")
    for n, (x, y, tall, skin) in enumerate(
        [(470, 770, 200, 0), (535, 778, 130, 0), (720, 792, 140, 3), (775, 800, 128, 1)]
    ):
        person(on, x, y, tall, COATS[(n * 2 + 1) % 6], skin)
    person(on, 610, 800, 235, "#1d2a4d", 2, officer=True)
    on.haze(560, 120, "#f4e3c8", 0.12)
    return on
