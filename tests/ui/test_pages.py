"""The frame, the styleguide, sign-in and the kind pages in a real browser: WCAG 2.2 AA, both themes, with and without scripts."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from tests.support.browser import axe, complaints, sideways, small_targets, wear
from tests.support.world import World, client_of

pytestmark = [pytest.mark.urls("tests.ui.urls"), pytest.mark.browser]
PageAt = Callable[..., Page]
SHEET = "/ui/"
PAGES = ["/accounts/login/", "/pages/400/", "/pages/403/", "/pages/403_csrf/", "/pages/404/", "/pages/500/"]


@pytest.fixture
def demo(settings: Any) -> None:
    settings.DEMO = True


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 768, 1280])
def test_every_component_is_accessible(live_server: Any, page_at: PageAt, demo: None, width: int, dark: bool) -> None:
    page = page_at(width, dark=dark)
    page.goto(live_server.url + SHEET)
    assert axe(page) == []
    assert sideways(page) == 0
    assert small_targets(page) == []
    page.locator("form.bl-narrow .govuk-button").last.click()
    page.wait_for_selector(".govuk-error-summary")
    assert axe(page) == []
    assert complaints(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_pages_before_sign_in_are_accessible(live_server: Any, page_at: PageAt, path: str) -> None:
    page = page_at(390)
    page.goto(live_server.url + path)
    assert axe(page) == []
    assert sideways(page) == 0
    assert complaints(page) == []


def test_twice_the_text_size_still_fits_a_phone(live_server: Any, page_at: PageAt, demo: None) -> None:
    """200 % zoom of a 780 px window is the 390 px page; here the text alone doubles."""
    page = page_at(640)
    page.goto(live_server.url + SHEET)
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    assert sideways(page) == 0


def test_the_lamp_is_the_first_thing_the_keyboard_meets_after_the_way_to_the_words(
    live_server: Any, page_at: PageAt, demo: None
) -> None:
    page = page_at(1280)
    page.goto(live_server.url + SHEET)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "govuk-skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_error_summary_takes_the_focus_and_leads_to_the_box(live_server: Any, page_at: PageAt, demo: None) -> None:
    page = page_at(390)
    page.goto(live_server.url + SHEET)
    page.locator("form.bl-narrow .govuk-button").last.click()
    page.wait_for_selector(".govuk-error-summary:focus")
    assert page.title().startswith("Please look again: ")
    page.locator(".govuk-error-summary a").first.click()
    assert page.evaluate("document.activeElement.id") == "id_title"


def test_on_a_phone_the_bar_holds_four_places_and_the_way_to_all(live_server: Any, page_at: PageAt, demo: None) -> None:
    page = page_at(390, scripts=False)
    page.goto(live_server.url + SHEET)
    bar = page.locator(".bl-bar a")
    assert [re.sub(r"\s.*", "", words) for words in bar.all_inner_texts()] == [
        "Home",
        "Write",
        "Approve",
        "Inbox",
        "More",
    ]
    assert not page.locator(".bl-nav").is_visible()
    bar.last.click()
    assert page.locator("#menu a").last.is_visible()


def test_the_desk_has_all_places_at_the_top(live_server: Any, page_at: PageAt, demo: None) -> None:
    page = page_at(1280)
    page.goto(live_server.url + SHEET)
    assert page.locator(".bl-nav a").count() == 8
    assert page.locator(".bl-nav").is_visible()
    assert not page.locator(".bl-bar").is_visible()


@pytest.mark.django_db
def test_the_language_can_be_changed_without_scripts(live_server: Any, page_at: PageAt) -> None:
    page = page_at(390, scripts=False)
    page.goto(f"{live_server.url}/accounts/login/?next=/x")
    page.get_by_role("button", name="Cymraeg").click()
    assert page.locator("html").get_attribute("lang") == "cy"
    assert page.url == f"{live_server.url}/accounts/login/?next=/x"


@pytest.mark.django_db
def test_the_styleguide_does_not_exist_outside_the_demonstration(client: Client, settings: Any) -> None:
    settings.DEMO = False
    assert client.get(SHEET).status_code == 404


@pytest.mark.django_db
def test_a_forces_colours_come_as_a_stylesheet(client: Client) -> None:
    answer = client.get("/ui/theme/223344-1f5fbf.css")
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in answer["Cache-Control"]
    assert client.get("/ui/theme/ffffff-1f5fbf.css").status_code == 404
    assert client.get("/ui/theme/nonsense.css").status_code == 404


@pytest.mark.urls("bluelamp.project.urls")
@pytest.mark.parametrize(
    "path",
    [
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/2fa/webauthn/",
        "/accounts/password/set/",
        "/accounts/logout/",
    ],
)
def test_pages_of_the_second_step_look_like_ours(live_server: Any, page_at: PageAt, world: World, path: str) -> None:
    page = wear(page_at(390), live_server.url, client_of(world.ann))
    page.goto(live_server.url + path)
    assert page.url == live_server.url + path
    assert page.locator("h1.govuk-heading-l").count() == 1
    assert axe(page) == []
    assert sideways(page) == 0
    assert complaints(page) == []
