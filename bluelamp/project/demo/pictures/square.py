"""Scenes about the square: the market, the library, the station door."""

from bluelamp.project.demo.pictures.brush import HIGH, WIDE, Sheet, mixed
from bluelamp.project.demo.pictures.things import COATS, cloud, house, person, tree


def market() -> Sheet:
    """The market square at dusk: stalls under lights, people, an officer among them."""
    on = Sheet("#232a5c", "#f0a36b", 11)
    on.glow(880, 560, 620, 330, "#ffc98a", 0.7)
    for number, (x, h) in enumerate(
        [(-40, 330), (150, 410), (330, 300), (500, 380), (700, 340), (880, 430), (1050, 320)]
    ):
        house(
            on,
            x,
            640,
            165,
            h * 0.72,
            ("#6b5a78", "#8a6a70", "#57608a")[number % 3],
            "#2d2c4f",
            lit=(5, 2, 9, 12, 3, 6, 8)[number],
        )
    on.haze(470, 180, "#e59a72", 0.5)
    on.fill([(0, 640), (WIDE, 640), (WIDE, HIGH), (0, HIGH)], "#b9805f", "#3a2f4a")
    for row in range(9):
        y = 655 + row * row * 3.4
        on.line([(0, y), (WIDE, y)], "#2c2440", 1.2 + row * 0.3, 0.25)
    for x, colour, stripe in ((70, "#c8503f", "#f3e3cf"), (430, "#2f7a6d", "#f3e3cf"), (800, "#d69a2d", "#f6ecd8")):
        _stall(on, x, 760, 310, colour, stripe)
    for n in range(13):
        x = 30 + n * 95
        y = 388 + 26 * (1 if n % 2 else -1) * 0.4 + abs(n - 6) * -7
        on.glow(x, y, 46, 46, "#ffdf9a", 0.6)
        on.disc(x, y, 7, 8, "#fff3cf")
    people = [(150, 800, 190, 0), (395, 838, 215, 1), (655, 820, 205, 3), (735, 835, 150, 2), (1090, 830, 210, 4)]
    for n, (x, y, tall, skin) in enumerate(people):
        person(on, x, y, tall, COATS[n], skin)
    person(on, 530, 850, 235, "#1d2a4d", 1, officer=True)
    return on


def _stall(on: Sheet, x: float, y: float, w: float, colour: str, stripe: str) -> None:
    on.glow(x + w / 2, y - 90, w * 0.7, 170, "#ffd08a", 0.65)
    for post in (x + 8, x + w - 8):
        on.line([(post, y), (post, y - 235)], "#3b2a2a", 8)
    on.box(x, y - 92, w, 92, "#8a5a3c", "#4a2f2a")
    for n in range(9):
        cx = x + 26 + n * (w - 52) / 8
        on.disc(
            cx,
            y - 102,
            19,
            17,
            ("#d8452f", "#e8b83a", "#7da33f", "#d9772b")[n % 4],
            mixed(("#d8452f", "#e8b83a", "#7da33f", "#d9772b")[n % 4], "#301018", 0.45),
        )
    for n in range(8):
        left, right = x - 18 + n * (w + 36) / 8, x - 18 + (n + 1) * (w + 36) / 8
        shade = colour if n % 2 else stripe
        on.fill(
            [(left + 14, y - 285), (right + 10, y - 285), (right, y - 215), (left, y - 215)],
            mixed(shade, "#ffffff", 0.1),
            mixed(shade, "#241733", 0.22),
        )
        on.disc((left + right) / 2, y - 215, (right - left) / 2, 14, mixed(shade, "#241733", 0.25))


def library() -> Sheet:
    """The library on a bright day, people going in."""
    on = Sheet("#5fa8d8", "#e8f2ee", 15)
    for x, y, size in ((230, 150, 110), (880, 110, 140), (1120, 220, 80)):
        cloud(on, x, y, size, "#ffffff", "#d5e4ee")
    on.glow(120, 60, 420, 380, "#fff6cf", 0.7)
    on.box(170, 330, 860, 420, "#e6d3ac", "#b8976a")
    on.fill([(140, 330), (600, 160), (1060, 330)], "#d9c08e", "#b18e5c")
    on.fill([(215, 318), (600, 178), (985, 318)], "#efe0bd", "#d2b98a")
    on.box(150, 322, 900, 26, "#f4e8cb", "#c7ad7c")
    on.words(600, 285, "LIBRARY", 52, "#6b4f2a")
    for n in range(6):
        x = 215 + n * 144
        if n != 3:
            on.box(x + 62, 410, 70, 210, "#57748c", "#2b4054", corner=35)
            on.line([(x + 97, 412), (x + 97, 618)], "#d8c49a", 5)
        on.box(x - 4, 350, 42, 400, "#f6ebd0", "#bfa473")
        on.fill([(x + 22, 350), (x + 38, 350), (x + 38, 750), (x + 22, 750)], "#8a6d43", alpha=0.35)
    on.box(690 - 3, 470, 84, 280, "#3a2a20", "#20150f", corner=8)
    on.glow(730, 640, 70, 130, "#ffd890", 0.65)
    for n in range(5):
        on.box(
            130 - n * 16,
            746 + n * 22,
            940 + n * 32,
            24,
            mixed("#efe3c6", "#a79775", n / 6),
            mixed("#c9b892", "#857657", n / 6),
        )
    on.fill([(0, 852), (WIDE, 852), (WIDE, HIGH), (0, HIGH)], "#b7b2a8", "#8d8a88")
    for x, tall in ((70, 400), (1140, 430)):
        tree(on, x, 846, tall, "#5c8f3f")
    for n, (x, y, tall, skin) in enumerate(
        [(640, 752, 165, 1), (820, 800, 180, 2), (865, 806, 118, 2), (330, 850, 215, 4)]
    ):
        person(on, x, y, tall, COATS[(n + 1) % 6], skin)
    person(on, 455, 862, 225, "#1d2a4d", 3, officer=True)
    return on


def door() -> Sheet:
    """The blue lamp over the station door, at night."""
    on = Sheet("#0a1430", "#16264f", 14)
    on.box(0, 0, WIDE, HIGH, "#33405f", "#151d36")
    for row in range(22):
        for n in range(-1, 12):
            shade = mixed("#2b3757", "#4a5a80", on.chance.random() * 0.6)
            on.box(n * 112 + (56 if row % 2 else 0), row * 42, 106, 37, shade, corner=3, alpha=0.5)
    on.glow(600, 235, 760, 620, "#3f7df0", 0.6)
    on.box(372, 330, 456, 520, "#c9c2b2", "#77715f", corner=10)
    on.box(420, 380, 360, 470, "#193a78", "#0d2148", corner=6)
    for x, y, h in ((450, 410, 180), (615, 410, 180), (450, 625, 190), (615, 625, 190)):
        on.box(x, y, 135, h, "#24509c" if y < 600 else "#16336b", "#122b5c", corner=5)
    for x in (462, 627):
        on.box(x, 424, 111, 152, "#ffe2a4", "#e79d4e", corner=4)
        on.line([(x + 55, 424), (x + 55, 576)], "#16336b", 6)
    on.glow(600, 520, 330, 260, "#ffd27a", 0.4)
    on.disc(746, 622, 11, 11, "#f1d184", "#9a6d1d")
    on.line([(600, -10), (600, 92)], "#0c1224", 16)
    on.line([(600, 20), (690, 20), (600, 70)], "#0c1224", 8)
    on.fill([(520, 120), (600, 74), (680, 120)], "#0c1224")
    on.fill([(528, 120), (672, 120), (646, 286), (554, 286)], "#a9cbff", "#2d67e0")
    on.fill([(552, 132), (588, 132), (588, 274), (566, 274)], "#ffffff", alpha=0.4)
    on.glow(600, 200, 170, 190, "#dceaff", 0.75)
    on.words(600, 206, "POLICE", 31, "#0d2a66")
    on.box(538, 286, 124, 16, "#0c1224", corner=5)
    on.fill([(300, 850), (900, 850), (980, HIGH), (220, HIGH)], "#8f8b83", "#3b3d47")
    on.glow(600, 880, 420, 70, "#ffd27a", 0.35)
    for x in (250, 950):
        on.box(x - 60, 780, 120, 100, "#7a4a35", "#3c2320", corner=8)
        for n in range(14):
            on.disc(x - 52 + n * 8, 772 - (n * 37 % 50), 20, 18, ("#3f7a4a", "#5a9a58", "#d9607a")[n % 3], "#1c3a2a")
    return on
