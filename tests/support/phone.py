"""Steps that a person takes on a phone, for the stories of the rulebook; every page is looked at as it is passed."""

import os
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from bluelamp.forces.models import Member
from bluelamp.policy import actions as policy
from tests.support.browser import axe, sideways, small_targets
from tests.support.street import Street

SOON = 20_000
"""Milliseconds that a live check may take on a busy machine."""
_seen: dict[str, int] = {}


def country(street: Street, name: str = "england-wales") -> None:
    """The country's pack on the base, as a force installs it."""
    policy.install_builtin(street.world.force, None, name)


def phone(street: Street, page: Page, who: Member) -> Page:
    """Signed in, with the second step passed, on the home page."""
    page.set_default_timeout(SOON)
    expect.set_options(timeout=SOON)
    street.as_member(page, who)
    return go(street, page, "/")


def go(street: Street, page: Page, path: str) -> Page:
    street.go(page, path)
    fits(page)
    return page


def fits(page: Page) -> None:
    """The page is good on a phone: nothing sideways, nothing too small, nothing that shuts somebody out."""
    assert sideways(page) == 0, page.url
    assert small_targets(page) == [], page.url
    assert axe(page) == [], page.url
    if folder := os.environ.get("BLUELAMP_STORY_PICTURES"):
        _seen[folder] = _seen.get(folder, 0) + 1
        page.screenshot(path=Path(folder) / f"{_seen[folder]:02}.png", full_page=True)


def write(page: Page, words: str, case: str = "") -> None:
    """From home to the composer; the rules have read along when it returns."""
    page.get_by_role("link", name="Write").first.click()
    if case:
        page.locator("summary", has_text="Case and consent").click()
        page.get_by_label("Is this about a case?").fill(case)
    say(page, words)


def say(page: Page, words: str) -> None:
    """Other words in the box, until they are kept."""
    with page.expect_response(lambda answer: "/check/" in answer.url, timeout=SOON):
        page.get_by_label("Your words").fill(words)


def rules_say(page: Page, words: str) -> None:
    expect(page.locator("#check")).to_contain_text(words, timeout=SOON)


def last_look(page: Page) -> None:
    page.get_by_role("button", name="Check and send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Before it goes")
    fits(page)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


def says(page: Page, words: Any) -> None:
    expect(page.locator("main")).to_contain_text(words)


def change(page: Page) -> None:
    """Back from the last look to the words."""
    page.locator("main a", has_text="Change the words").click()
    expect(page.get_by_label("Your words")).to_be_visible()
