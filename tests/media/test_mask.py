"""What is covered is gone: few colours stay, the same for many different marks, and nothing outside is touched."""

import random
from string import ascii_uppercase

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from bluelamp.media.mask import mask
from tests.support import drawn


def colours(picture: Image.Image, box: tuple[int, int, int, int]) -> set[object]:
    left, top, width, height = box
    part = picture.crop((left, top, left + width, top + height))
    return {colour for _count, colour in part.getcolors(1 << 20) or []}


def test_two_plates_become_the_same_to_the_eye_and_to_a_program() -> None:
    chance, seen = random.Random(3), set()
    for _try in range(40):
        words = "".join(chance.choice(ascii_uppercase) for _ in range(7))
        scene = Image.new("RGB", (600, 300), (90, 90, 95))
        drawn.put(scene, drawn.plate(words[:4] + " " + words[4:], 300), (150, 100))
        mask(scene, [(150, 100, 300, 64)])
        seen.add(scene.tobytes())
    assert len(seen) <= 12, "what is left tells forty plates apart"


def test_only_a_few_colours_stay() -> None:
    scene = drawn.street()
    place = drawn.put(scene, drawn.face(300), (200, 200))
    [covered] = mask(scene, [place])
    assert len(colours(scene, covered)) <= 98


boxes = st.tuples(st.integers(0, 400), st.integers(0, 300), st.integers(1, 400), st.integers(1, 300))


@given(boxes, st.sampled_from(["RGB", "RGBA", "L"]))
def test_all_of_the_box_is_covered_and_what_is_outside_stays_as_it_was(
    box: tuple[int, int, int, int], mode: str
) -> None:
    before = Image.effect_noise((320, 240), 90).convert(mode)
    after = before.copy()
    [covered] = mask(after, [box])
    left, top, width, height = covered
    assert 0 <= left < left + width <= 320 and 0 <= top < top + height <= 240
    assert left <= min(box[0], 319) and top <= min(box[1], 239)
    assert left + width >= min(320, box[0] + box[2]) and top + height >= min(240, box[1] + box[3])
    changed = ImageChops.difference(before.convert("RGB"), after.convert("RGB")).getbbox()
    if changed:
        assert changed[0] >= left and changed[1] >= top and changed[2] <= left + width and changed[3] <= top + height
    assert len(colours(after, covered)) <= 98


def test_what_is_see_through_is_covered_too() -> None:
    picture = Image.new("RGBA", (200, 200), (200, 30, 30, 10))
    mask(picture, [(50, 50, 60, 60)])
    assert picture.getpixel((80, 80))[3] == 255  # type: ignore[index]
    assert picture.getpixel((5, 5)) == (200, 30, 30, 10)


@pytest.mark.parametrize("box", [(0, 0, 1, 1), (199, 199, 1, 1), (0, 0, 200, 200)])
def test_the_smallest_and_the_largest(box: tuple[int, int, int, int]) -> None:
    picture = Image.new("RGB", (200, 200), (10, 200, 10))
    assert mask(picture, [box])
