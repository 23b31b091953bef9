"""Pictures that look alike are known again, others are not; a tie to a case holds for all of them."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageEnhance, ImageFilter

from bluelamp.audit.models import Entry
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from bluelamp.media import actions, intake, likeness, memory
from bluelamp.media.models import Picture, PictureTie
from tests.support import drawn, files
from tests.support.files import Sent
from tests.support.world import World

SCENES = [drawn.street((640, 480), seed) for seed in range(40)]


def changed() -> dict[str, Image.Image]:
    """One scene as it comes back a year later."""
    scene = SCENES[0]
    again = io.BytesIO(files.saved(scene, quality=40))
    return {
        "another format": Image.open(again).convert("RGB"),
        "smaller": scene.resize((320, 240)),
        "brighter": ImageEnhance.Brightness(scene).enhance(1.2),
        "softer": scene.filter(ImageFilter.GaussianBlur(3)),
        "edges cut": scene.crop((6, 5, 634, 475)),
        "a face covered": _covered(scene),
    }


def _covered(scene: Image.Image) -> Image.Image:
    copy = scene.copy()
    copy.paste((80, 80, 80), (300, 200, 360, 270))
    return copy


@pytest.mark.parametrize("name", list(changed()))
def test_a_picture_is_known_again(name: str) -> None:
    assert likeness.near(likeness.of(SCENES[0]), likeness.of(changed()[name]))


def test_different_scenes_are_different() -> None:
    looks = [likeness.of(scene) for scene in SCENES]
    assert all(looks)
    assert not [1 for at, one in enumerate(looks) for other in looks[at + 1 :] if likeness.near(one, other)]


def test_an_even_picture_looks_like_nothing() -> None:
    look = likeness.of(Image.new("RGB", (300, 200), (90, 120, 90)))
    assert look == "" and not likeness.near(look, look)


@given(st.text("0123456789abcdef", min_size=32, max_size=32), st.text("0123456789abcdef", min_size=32, max_size=32))
def test_nearness_does_not_ask_who_came_first(one: str, other: str) -> None:
    assert likeness.near(one, other) == likeness.near(other, one)
    assert likeness.near(one, one)


pytestmark = pytest.mark.django_db


def take(world: World, scene: Image.Image, how: str = "JPEG") -> Picture:
    return intake.take(world.force, Sent(files.saved(scene, how)), world.ann)


def test_a_tie_is_found_by_a_picture_that_looks_alike_and_by_no_other(world: World) -> None:
    visit, again, other = take(world, SCENES[0]), take(world, changed()["smaller"], "PNG"), take(world, SCENES[1])
    actions.tie(world.cara, visit, " 14/20345/26 ")
    assert memory.ties(world.force.pk, [visit, again, other]) == {
        visit.pk: ["14/20345/26"],
        again.pk: ["14/20345/26"],
        other.pk: [],
    }
    assert memory.ties(world.other.pk, [visit]) == {visit.pk: []}
    entry = Entry.objects.get(act="picture.tie")
    assert entry.facts["case"] == "14/20345/26"
    assert memory.alike(world.force.pk, [visit])[visit.pk] == [again.pk]


def test_a_tie_can_be_taken_back_and_is_made_once(world: World) -> None:
    picture = take(world, SCENES[0])
    actions.tie(world.bal, picture, "14/1/26")
    with pytest.raises(Conflict):
        actions.tie(world.cara, picture, "14/1/26")
    actions.untie(world.bal, picture, "14/1/26")
    assert not PictureTie.objects.exists()
    with pytest.raises(Conflict):
        actions.untie(world.bal, picture, "14/1/26")


def test_only_supervisors_and_press_tie_and_only_to_something(world: World) -> None:
    picture = take(world, SCENES[0])
    for member in (world.ann, world.dev, world.fay, world.hana):
        with pytest.raises(NotAllowed):
            actions.tie(member, picture, "14/1/26")
    for nothing in ("", "  ", "x" * 41):
        with pytest.raises(Refused):
            actions.tie(world.bal, picture, nothing)
