"""How well a machine sees in pictures that we drew: `python scripts/measure_pictures.py [SCENES]`.

Drawn faces and plates are easier than real ones; the figures say what can be hoped for at best, and where it is blind.
"""

import random
import sys
import time
from collections import Counter
from pathlib import Path
from string import ascii_uppercase

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy
from PIL import Image, ImageFilter

from bluelamp.media import hints, look
from tests.support import drawn

SKINS = {"light": drawn.LIGHT, "middle": drawn.MIDDLE, "dark": drawn.DARK}
WIDTHS = (30, 60, 120, 240)
PLATES = (60, 120, 240, 360)
LETTERS = [letter for letter in ascii_uppercase if letter not in "IQ"]


def worn(scene: Image.Image, seed: int) -> Image.Image:
    """A little soft and grainy, as a phone takes it."""
    grain = numpy.random.default_rng(seed).normal(0, 5, (scene.height, scene.width, 3))
    soft = numpy.asarray(scene.filter(ImageFilter.GaussianBlur(0.8))).astype(float) + grain
    return Image.fromarray(numpy.clip(soft, 0, 255).astype("uint8"))


def hit(boxes: list[look.Box], place: drawn.Box) -> bool:
    return any(hints.middle_in(list(box), list(place)) for box in boxes)


def faces(scenes: int) -> None:
    asked, found, wrong, spent = Counter[str](), Counter[str](), 0, 0.0
    for seed in range(scenes):
        chance, scene, places = random.Random(seed), drawn.street(seed=seed), {}
        for at, (skin, width) in enumerate((skin, width) for skin in SKINS for width in WIDTHS):
            spot = (at % 4 * 400 + chance.randrange(100), at // 4 * 400 + chance.randrange(60))
            places[f"face, {skin}, {width} px"] = drawn.put(scene, drawn.face(width, SKINS[skin]), spot)
        began = time.process_time()
        boxes = look.faces(worn(scene, seed))
        spent += time.process_time() - began
        asked.update(places.keys())
        found.update(name for name, place in places.items() if hit(boxes, place))
        wrong += sum(not any(hit([box], place) for place in places.values()) for box in boxes)
    tell(asked, found, wrong, spent, scenes)


def plates(scenes: int) -> None:
    asked, found, wrong, spent = Counter[str](), Counter[str](), 0, 0.0
    for seed in range(scenes):
        chance, scene, places = random.Random(seed), drawn.street(seed=seed), {}
        for at, width in enumerate(PLATES):
            words = f"{chance.choice(LETTERS)}{chance.choice(LETTERS)}{chance.randrange(2, 75):02d} {''.join(chance.choices(LETTERS, k=3))}"
            part = drawn.plate(words, width).rotate(chance.uniform(-6, 6), expand=True, fillcolor=(70, 70, 75))
            places[f"plate, {width} px"] = drawn.put(scene, part, (at * 400 + 10, chance.randrange(100, 1000)))
        began = time.process_time()
        boxes = look.plates(worn(scene, seed))
        spent += time.process_time() - began
        asked.update(places.keys())
        found.update(name for name, place in places.items() if hit(boxes, place))
        wrong += sum(not any(hit([box], place) for place in places.values()) for box in boxes)
    tell(asked, found, wrong, spent, scenes)


def tell(asked: "Counter[str]", found: "Counter[str]", wrong: int, spent: float, scenes: int) -> None:
    for name in asked:
        print(f"{name}: {found[name]} of {asked[name]}")
    print(f"wrong boxes in a scene: {wrong / scenes:.2f}; processor seconds a scene: {spent / scenes:.2f}\n")


if __name__ == "__main__":
    look.cv2.setNumThreads(1)
    many = int(sys.argv[1]) if sys.argv[1:] else 20
    faces(many)
    plates(many)
