"""Scenario 2 on a phone: a photo of a finished warrant, two lines, and it is out without anybody else having to look."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from bluelamp.media import hints
from tests.support import drawn, files, phone
from tests.support import street as on
from tests.support.browser import complaints
from tests.support.street import Street

pytestmark = on.MARKS
PageAt = Callable[..., Page]
PLATE = (500, 400, 200, 43)
WORDS = "This morning we finished a warrant in Harby. We arrested a drug dealer."


@pytest.fixture
def photo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A yard with a number plate in it, as a phone saves it; the machine that looks at pictures sees the plate."""
    scene = drawn.street((1200, 900), 3)
    drawn.put(scene, drawn.plate("AB12 CDE", PLATE[2]), PLATE[:2])
    path = tmp_path / "IMG_0042.jpg"
    path.write_bytes(files.saved(scene, exif=files.telling_exif(), quality=92))
    monkeypatch.setattr(hints, "of", lambda *_args, **_more: {"faces": [], "plates": [list(PLATE)], "text": ""})
    return path


def test_first_post_in_a_minute(street: Street, page_at: PageAt, photo: Path) -> None:
    phone.country(street)
    page = phone.phone(street, page_at(390), street.world.ann)
    phone.write(page, WORDS)
    phone.rules_say(page, "Nobody has been found guilty yet")
    page.get_by_role("button", name="Use this").first.click()
    expect(page.get_by_label("Your words")).to_have_value(
        "This morning we finished a warrant in Harby. We arrested a man on suspicion of supplying drugs."
    )
    phone.rules_say(page, "Nothing to change")

    page.set_input_files("#id_camera", photo)
    expect(page.locator("#pictures")).to_contain_text("where it was taken", timeout=phone.SOON)
    page.get_by_label("What can one see here?").fill("A van in a yard behind a brick house")
    phone.rules_say(page, "Look at the picture again")
    phone.fits(page)
    phone.press(page, "Make it unreadable")
    phone.rules_say(page, "Nothing to change")
    phone.fits(page)
    phone.last_look(page)
    phone.press(page, "Publish now")
    phone.says(page, "It is on its way")
    street.turn()
    on_the_site(street)
    assert complaints(page) == []


def on_the_site(street: Street) -> None:
    """What a stranger gets: safe words, no place, no plate; nobody had to agree."""
    post = on.newest(street.world.ann)
    shown = street.public(post)
    assert "on suspicion of supplying drugs" in shown.read_text()
    (picture, *_smaller) = sorted(shown.parent.glob("*.jpg"), key=lambda file: -file.stat().st_size)
    with Image.open(picture) as seen:
        assert not seen.getexif().get_ifd(0x8825)
        scale = seen.width / 1200
        box = [round(side * scale) for side in (PLATE[0], PLATE[1], PLATE[0] + PLATE[2], PLATE[1] + PLATE[3])]
        greys = seen.convert("L").crop(tuple(box)).getextrema()  # type: ignore[arg-type]
    assert greys[1] - greys[0] < 90, "the black letters on yellow are gone"
