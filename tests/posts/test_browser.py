"""The composer in a real browser: a phone first, then a desk, with and without scripts."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bluelamp.policy import actions as policy
from bluelamp.posts import actions
from bluelamp.posts.models import Post
from tests.support import files
from tests.support.browser import axe, complaints, sideways, small_targets, wear
from tests.support.posts import make_draft, make_places
from tests.support.world import World, client_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PageAt = Callable[..., Page]
TELLING = "Burglar caught: John Smithson of 12 Mill Lane did it. Call me on 07700 900123."


@pytest.fixture
def ready(world: World) -> World:
    make_places(world.force)
    policy.install_builtin(world.force, None)
    return world


def write(page: Page, live_server: Any, world: World, path: str = "/write/") -> Page:
    wear(page, live_server.url, client_of(world.ann))
    page.goto(live_server.url + path)
    return page


@pytest.fixture
def phone_picture(tmp_path: Path) -> Path:
    path = tmp_path / "IMG_0007.jpg"
    path.write_bytes(files.telling_jpeg())
    return path


def saved(page: Page) -> None:
    expect(page.locator("[data-autosave-status]")).to_contain_text("Saved")


@pytest.mark.parametrize(("width", "dark"), [(390, False), (390, True), (1280, False)])
def test_the_composer_is_accessible_empty_and_full(
    live_server: Any, page_at: PageAt, ready: World, width: int, dark: bool
) -> None:
    page = write(page_at(width, dark=dark), live_server, ready)
    assert axe(page) == []
    post = make_draft(ready.ann, TELLING)
    actions.add_picture(ready.ann, post, files.Sent(files.telling_jpeg()), "A red corner")
    actions.save(ready.ann, post, post.revision + 1, answers={"family_told": "no"})
    page.goto(f"{live_server.url}/posts/{post.pk}/edit/")
    page.wait_for_selector("#check .bl-finding")
    for details in page.locator("details").all():
        details.locator(":scope > summary").click()
    assert axe(page) == []
    assert sideways(page) == 0
    assert small_targets(page) == []
    assert complaints(page) == []


def test_words_are_saved_while_one_types_and_the_rules_read_along(
    live_server: Any, page_at: PageAt, ready: World
) -> None:
    page = write(page_at(390), live_server, ready)
    page.fill("#id_text", TELLING)
    saved(page)
    page.wait_for_selector("#check .bl-finding")
    post = Post.objects.get()
    assert post.text == TELLING
    assert page.url.endswith(f"/posts/{post.pk}/edit/")
    page.fill("#id_text", "Market on Saturday.")
    expect(page.locator("#check .bl-finding")).to_have_count(0)
    assert [post.text for post in Post.objects.all()] == ["Market on Saturday."]
    assert complaints(page) == []


def test_words_survive_a_lost_connection_and_a_closed_tab(live_server: Any, page_at: PageAt, ready: World) -> None:
    page = write(page_at(390), live_server, ready)
    page.context.set_offline(True)
    page.fill("#id_text", "Written in the cellar of the town hall.")
    expect(page.locator("[data-autosave-status]")).to_contain_text("kept on this phone")
    assert not Post.objects.exists()
    page.context.set_offline(False)
    again = page.context.new_page()
    page.close()
    again.goto(f"{live_server.url}/write/")
    expect(again.locator("#id_text")).to_have_value("Written in the cellar of the town hall.")


def test_the_counters_tell_what_is_left_in_each_place(live_server: Any, page_at: PageAt, ready: World) -> None:
    page = write(page_at(390), live_server, ready)
    chip = page.locator(".bl-chip", has_text="Practice network")
    page.fill("#id_text", "x" * 501)
    expect(chip).to_contain_text("too many")
    page.fill("#id_text", "Short.")
    expect(chip).to_contain_text("left")


def test_a_picture_goes_in_as_soon_as_it_is_taken_and_no_word_is_lost(
    live_server: Any, page_at: PageAt, ready: World, phone_picture: Path
) -> None:
    page = write(page_at(390), live_server, ready)
    page.fill("#id_text", "Look at this.")
    saved(page)
    page.set_input_files("#id_camera", phone_picture)
    page.wait_for_selector("#pictures img")
    assert "where it was taken" in page.inner_text("#pictures")
    assert page.input_value("#id_text") == "Look at this."
    page.locator("#pictures .bl-alt").fill("A red corner of a blue picture")
    with page.expect_response(lambda answer: answer.url.endswith("/save/")) as last:
        page.fill("#id_text", "Look at this picture.")
    assert last.value.ok, "the picture moved the draft on; the page must have noticed"
    page.reload()
    assert page.input_value("#id_text") == "Look at this picture."
    assert page.input_value("#pictures .bl-alt") == "A red corner of a blue picture"
    assert complaints(page) == []


def test_use_this_puts_the_safe_wording_in(live_server: Any, page_at: PageAt, ready: World) -> None:
    post = make_draft(ready.ann, TELLING)
    page = write(page_at(1280), live_server, ready, f"/posts/{post.pk}/edit/")
    button = page.locator("[data-use-this]").first
    button.wait_for()
    safe = button.get_attribute("data-safe") or ""
    button.click()
    assert safe in page.input_value("#id_text")


def test_everything_works_without_scripts(live_server: Any, page_at: PageAt, ready: World, phone_picture: Path) -> None:
    page = write(page_at(390, scripts=False), live_server, ready)
    page.fill("#id_text", "Market on Saturday.")
    page.set_input_files("#id_picture", phone_picture)
    page.get_by_role("button", name="Add the picture").click()
    assert page.locator("#pictures img").count() == 1
    page.locator("#pictures .bl-alt").fill("A stall")
    page.locator("summary", has_text="Goes out").click()
    page.get_by_role("button", name="Save", exact=True).click()
    assert "Saved." in page.inner_text("#messages")
    page.get_by_role("button", name="Check and send").click()
    post = Post.objects.get()
    assert page.url.endswith(f"/posts/{post.pk}/send/")
    assert (post.text, post.pictures.get().alt) == ("Market on Saturday.", "A stall")


def test_enter_in_a_box_saves_and_does_nothing_else(live_server: Any, page_at: PageAt, ready: World) -> None:
    post = make_draft(ready.ann)
    actions.add_picture(ready.ann, post, files.Sent(files.telling_jpeg()), "A red corner")
    page = write(page_at(1280), live_server, ready, f"/posts/{post.pk}/edit/")
    page.locator("summary", has_text="Goes out").click()
    page.locator("#id_day").press("Enter")
    expect(page.locator("#messages")).to_contain_text("Saved.")
    assert post.pictures.count() == 1


def test_the_rules_and_the_list_are_accessible(live_server: Any, page_at: PageAt, ready: World) -> None:
    make_draft(ready.ann)
    for width in (390, 1280):
        page = write(page_at(width), live_server, ready, "/rules/")
        page.locator("details").first.locator("summary").click()
        assert axe(page) == []
        assert sideways(page) == 0
        page.goto(f"{live_server.url}/posts/?whose=all")
        assert axe(page) == []
        assert sideways(page) == 0
        assert complaints(page) == []
