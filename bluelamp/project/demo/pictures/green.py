"""Scenes in the open: a dog at sunrise, the park, a map, the allotments."""

import math

from bluelamp.project.demo.pictures.brush import HIGH, WIDE, Sheet, mixed, smooth
from bluelamp.project.demo.pictures.things import COATS, cloud, lamp_post, person, tree

DOG = (
    "436,560 380,600 338,670 316,744 330,752 366,716 410,660 462,610",
    "430,560 470,508 560,488 660,478 720,440 812,460 826,540 806,610 760,636 680,610 590,612 530,640 470,640 432,610",
    "716,520 738,430 752,396 760,318 776,312 796,352 818,300 834,304 842,360 886,396 938,408 946,432 930,446 880,456 838,470 816,540",
    "418,560 500,560 520,640 480,680 470,720 488,790 440,796 420,790 432,720 410,650",
    "470,570 560,590 530,660 540,720 556,790 506,796 500,720 484,650",
    "742,560 806,570 800,680 806,790 760,796 756,680",
    "690,560 760,590 744,680 748,790 704,796 706,680",
)
"""Outlines of tail, trunk, head and legs, as x,y pairs; their corners are cut off when they are drawn."""


def dog() -> Sheet:
    """A police dog on a ridge, against the sunrise."""
    on = Sheet("#2b3f78", "#ffb36b", 22)
    on.glow(690, 520, 760, 520, "#ffe3a8", 0.9)
    on.disc(690, 500, 150, 150, "#fff6d8", "#ffd890")
    on.land(560, 36, "#7d6a8f", "#6a5a82", 0.4)
    on.haze(480, 160, "#ffc48a", 0.55)
    on.land(640, 30, "#4f4a72", "#3a3a60", 2.2)
    on.haze(580, 150, "#f0a070", 0.35)
    on.land(775, 14, "#20243f", "#0d1022", 4.4)
    parts = [smooth([(float(x), float(y)) for x, y in (pair.split(",") for pair in part.split())]) for part in DOG]
    for part in parts:
        on.fill([(x + 6, y - 4) for x, y in part], "#ffd89a")
    for part in parts:
        on.fill(part, "#15172c")
    on.line([(742, 440), (800, 486)], "#1f5fbf", 20)
    on.line([(744, 436), (800, 480)], "#7fb0ff", 4)
    on.disc(846, 390, 5, 5, "#ffd89a")
    for n in range(60):
        x = n * 21 + on.chance.uniform(-8, 8)
        on.line([(x, 800), (x + on.chance.uniform(-10, 10), 760 - on.chance.uniform(0, 26))], "#10132a", 4)
    return on


def park() -> Sheet:
    """The park in the evening, lamps along the path, a bench."""
    on = Sheet("#1d3358", "#e89a78", 23)
    on.glow(300, 420, 520, 300, "#ffc090", 0.7)
    on.land(450, 20, "#4a5a78", "#33475e", 1.4)
    for n in range(8):
        tree(on, 60 + n * 160, 520, 200 + (n * 61 % 70), mixed("#3f6a54", "#a8744a", (n % 4) / 6))
    on.haze(380, 160, "#d99a80", 0.35)
    on.fill([(0, 510), (WIDE, 510), (WIDE, HIGH), (0, HIGH)], "#4d7a52", "#1f3a34")
    on.fill([(640, 512), (690, 512), (640, 620), (980, HIGH), (330, HIGH), (520, 620)], "#d6b48c", "#8a6f62")
    for x, y, tall in ((720, 540, 130), (560, 590, 190), (860, 690, 300), (260, 800, 430)):
        lamp_post(on, x, y, tall)
    for x in (935, 1125):
        on.line([(x, 790), (x, 700)], "#1b2436", 12)
    for n in range(3):
        on.box(905, 690 + n * 22, 250, 14, "#9a6238", "#6a3f25", corner=5)
    on.box(895, 752, 270, 16, "#a86c3e", "#6a3f25", corner=6)
    person(on, 640, 720, 180, COATS[2], 4)
    person(on, 560, 840, 225, "#1d2a4d", 0, officer=True)
    tree(on, 60, 850, 520, "#3f6a4a")
    return on


def sketch() -> Sheet:
    """A hand-drawn map: a river, streets, the green, three crosses."""
    on = Sheet("#f4ead2", "#e6d6b4", 24)
    on.glow(600, 450, 800, 600, "#fffaf0", 0.8)
    on.fill([(90, 90), (560, 60), (610, 330), (380, 420), (80, 380)], "#cfe0b0", "#b9d09a")
    river = [(-30, 640 + 0.0)] + [(x, 620 + 70 * math.sin(x / 210)) for x in range(0, 1260, 40)]
    for width, colour in ((92, "#7fb3cf"), (80, "#a9d2e4"), (6, "#d8eef6")):
        on.line(river, colour, width)
    streets = [
        [(40, 480), (420, 470), (760, 420), (1180, 440)], [(700, 40), (690, 240), (740, 430), (760, 860)], [(960, 40), (940, 430), (980, 860)],
        [(300, 470), (330, 620), (300, 870)], [(690, 240), (950, 220), (1180, 190)], [(40, 780), (420, 800), (1180, 790)],
    ]  # fmt: skip
    for width, colour in ((32, "#8a7a62"), (24, "#fffaf0")):
        for street in streets:
            on.line(street, colour, width)
    for number in range(46):
        x, y = 740 + (number * 97 % 420), 70 + (number * 61 % 330)
        if all(abs(x - a) > 34 for a in (945, 700)) and abs(y - 222) > 36:
            on.box(x - 20, y - 14, 40, 28, ("#d9a98a", "#c98f76", "#e3bd9c")[number % 3], corner=3)
    for _bush in range(26):
        left, top = on.chance.uniform(120, 530), on.chance.uniform(110, 350)
        if abs(top - 250) < 40:
            continue
        on.disc(left, top, 17, 15, "#8fb56a", "#5f8a4a")
    for x, y, said in ((330, 250, "The Green"), (560, 662, "River Mere"), (1065, 300, "Mill Row")):
        on.words(x, y, said, 34, "#4a3f30")
    for n, (x, y) in enumerate(((520, 455), (948, 222), (760, 640))):
        on.glow(x + 6, y + 10, 46, 30, "#4a3020", 0.5)
        on.line([(x - 26, y - 26), (x + 26, y + 26)], "#b3261e", 14)
        on.line([(x + 26, y - 26), (x - 26, y + 26)], "#b3261e", 14)
        on.disc(x + 48, y - 44, 26, 26, "#10233f")
        on.words(x + 48, y - 44, str(n + 1), 32, "#ffffff")
    on.ring(1090, 690, 56, "#4a3f30", 4)
    on.fill([(1090, 640), (1106, 700), (1090, 688), (1074, 700)], "#b3261e")
    on.words(1090, 722, "N", 26, "#4a3f30")
    return on


def allotments() -> Sheet:
    """Sheds and beds on the allotments, a spade, summer clouds."""
    on = Sheet("#79bde0", "#eef4e2", 25)
    for x, y, size in ((180, 140, 120), (640, 100, 150), (1040, 190, 110)):
        cloud(on, x, y, size, "#ffffff", "#cfe3ee")
    on.land(420, 24, "#a9c48a", "#87aa6e", 0.9)
    for n in range(11):
        tree(on, n * 125, 470, 120 + (n * 37 % 50), "#6a9a55")
    on.fill([(0, 460), (WIDE, 460), (WIDE, HIGH), (0, HIGH)], "#94b45f", "#557a3c")
    for x, y, w, wall, roof in (
        (90, 560, 190, "#7fa9b5", "#4a5a66"),
        (720, 545, 165, "#c98a5a", "#6a4334"),
        (1000, 580, 200, "#8fae7c", "#4c5a44"),
    ):
        _shed(on, x, y, w, wall, roof)
    for row in range(4):
        y = 610 + row * row * 18 + row * 28
        h = 24 + row * 13
        on.fill(
            [(60 - row * 30, y), (1140 + row * 30, y), (1160 + row * 40, y + h), (40 - row * 40, y + h)],
            "#7a5238",
            "#4a3024",
        )
        for n in range(20 - row * 3):
            middle = 80 - row * 20 + n * (1080 + row * 60) / (20 - row * 3)
            leaf = ("#6fae4a", "#8cc45a", "#4f8f52", "#b9cf5a")[(row + n // 5) % 4]
            on.disc(middle, y + 2, 15 + row * 6, 12 + row * 5, mixed(leaf, "#ffffff", 0.2), mixed(leaf, "#0a2010", 0.4))
    on.line([(600, 640), (622, 420)], "#a8743f", 13)
    on.line([(596, 420), (650, 424)], "#8a5a30", 13)
    on.fill([(574, 636), (630, 642), (622, 716), (600, 738), (580, 712)], "#c3ccd6", "#6d7a88")
    return on


def _shed(on: Sheet, x: float, y: float, w: float, wall: str, roof: str) -> None:
    h = w * 0.8
    on.glow(x + w * 0.6, y, w * 0.75, w * 0.1, "#1c3018", 0.5)
    on.box(x, y - h, w, h, mixed(wall, "#ffffff", 0.2), mixed(wall, "#0b1a20", 0.3))
    for n in range(1, 8):
        on.line([(x + n * w / 8, y - h), (x + n * w / 8, y)], "#20303a", 1.5, 0.35)
    on.fill([(x - 14, y - h + 6), (x + w / 2, y - h * 1.4), (x + w + 14, y - h + 6)], mixed(roof, "#ffffff", 0.2), roof)
    on.box(x + w * 0.14, y - h * 0.78, w * 0.3, h * 0.34, "#dcecf2", "#7fa3b5", corner=3)
    on.box(x + w * 0.58, y - h * 0.8, w * 0.3, h * 0.8, mixed(wall, "#0b1a20", 0.4), mixed(wall, "#0b1a20", 0.6))
    on.disc(x + w * 0.63, y - h * 0.38, 7, 8, "#e8c15a", "#8a6a20")
