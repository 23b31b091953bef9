"""Covering a part of a picture with a finger, with the keyboard, and how its page looks on a phone and a desk."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bluelamp.media import hints
from bluelamp.posts import actions
from bluelamp.posts.models import DraftPicture
from tests.support import drawn, files
from tests.support.browser import axe, complaints, sideways, small_targets, wear
from tests.support.posts import make_draft
from tests.support.world import World, client_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PageAt = Callable[..., Page]


@pytest.fixture
def shown(world: World, monkeypatch: pytest.MonkeyPatch) -> DraftPicture:
    seen = {"faces": [[100, 100, 120, 150]], "plates": [[500, 400, 200, 50]], "text": ""}
    monkeypatch.setattr(hints, "of", lambda *_args: {key: list(value) for key, value in seen.items()} | {"text": ""})
    post = make_draft(world.ann)
    return actions.add_picture(world.ann, post, sent(), "A street")


def sent() -> files.Sent:
    return files.Sent(files.saved(drawn.street((800, 600), 3)))


def look_at(page: Page, live_server: Any, world: World, shown: DraftPicture, path: str = "") -> Page:
    wear(page, live_server.url, client_of(world.ann))
    page.goto(live_server.url + (path or f"/pictures/{shown.pk}/"))
    return page


@pytest.mark.parametrize(("width", "dark"), [(390, False), (390, True), (1280, False)])
def test_the_pages_are_accessible(
    live_server: Any, page_at: PageAt, world: World, shown: DraftPicture, width: int, dark: bool
) -> None:
    page = look_at(page_at(width, dark=dark), live_server, world, shown)
    for path in ("", f"/posts/{shown.post_id}/edit/"):
        if path:
            page.goto(live_server.url + path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert axe(page) == []
        assert sideways(page) == 0
        assert small_targets(page) == []
    assert complaints(page) == []


def test_a_finger_draws_a_box_and_a_tap_marks_what_was_found(
    live_server: Any, page_at: PageAt, world: World, shown: DraftPicture
) -> None:
    page = look_at(page_at(390), live_server, world, shown)
    page.locator("[data-found='1']").click()
    expect(page.locator("#found-1")).to_be_checked()
    page.get_by_role("button", name="Draw a box").click()
    page.locator(".bl-cover__picture").scroll_into_view_if_needed()
    frame = page.locator(".bl-cover__picture").bounding_box()
    assert frame
    page.mouse.move(frame["x"] + frame["width"] * 0.5, frame["y"] + frame["height"] * 0.25)
    page.mouse.down()
    page.mouse.move(frame["x"] + frame["width"] * 0.75, frame["y"] + frame["height"] * 0.5)
    page.mouse.up()
    expect(page.locator("[data-cover-drawn] li")).to_have_count(1)
    page.get_by_role("button", name="Make what is marked unreadable").click()
    expect(page.locator("#messages")).to_contain_text("Nobody can read that any more")
    shown.refresh_from_db()
    covered = shown.picture.masked
    assert len(covered) == 2
    left, top, width, height = covered[1]
    assert 350 <= left <= 400 and 110 <= top <= 150 and 200 <= width <= 280 and 150 <= height <= 210
    assert complaints(page) == []


def test_a_box_that_was_drawn_can_be_taken_out_again(
    live_server: Any, page_at: PageAt, world: World, shown: DraftPicture
) -> None:
    page = look_at(page_at(1280), live_server, world, shown)
    page.get_by_role("button", name="Draw a box").click()
    page.locator(".bl-cover__picture").scroll_into_view_if_needed()
    frame = page.locator(".bl-cover__picture").bounding_box()
    assert frame
    page.mouse.move(frame["x"] + 100, frame["y"] + 100)
    page.mouse.down()
    page.mouse.move(frame["x"] + 200, frame["y"] + 160)
    page.mouse.up()
    page.get_by_role("button", name="Take out the box").click()
    expect(page.locator("[data-cover-drawn] li")).to_have_count(0)
    assert page.locator("rect.bl-cover__box").count() == 2


def test_the_keyboard_is_enough_and_so_is_a_page_without_scripts(
    live_server: Any, page_at: PageAt, world: World, shown: DraftPicture
) -> None:
    page = look_at(page_at(390, scripts=False), live_server, world, shown)
    page.get_by_text("Give a box in numbers").click()
    for name, value in (("left", "10"), ("top", "20"), ("width", "30"), ("height", "40")):
        page.fill(f"#id_{name}", value)
    page.get_by_label("Box 2: a face").check()
    page.get_by_role("button", name="Make what is marked unreadable").click()
    assert "Nobody can read that any more" in page.inner_text("main")
    shown.refresh_from_db()
    assert len(shown.picture.masked) == 2


def test_what_is_asked_follows_where_the_picture_is_from(
    live_server: Any, page_at: PageAt, world: World, shown: DraftPicture
) -> None:
    page = look_at(page_at(390), live_server, world, shown, f"/posts/{shown.post_id}/edit/")
    page.fill("#id_text", "Market on Saturday.")
    page.get_by_label("Where is this picture from?").select_option("resident")
    page.get_by_label("Who allowed us to use it?").fill("Mrs B. Able")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("Saved")
    shown.refresh_from_db()
    assert shown.facts == {"source": "resident", "permission": "Mrs B. Able"}
    assert page.input_value("#id_text") == "Market on Saturday."
    page.wait_for_load_state("networkidle")
    assert complaints(page) == []
