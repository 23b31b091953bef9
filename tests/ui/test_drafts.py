"""Words are not lost: saved after a pause, kept without a connection, back after a closed tab; counted while typing."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import complaints
from tests.ui import urls

pytestmark = [pytest.mark.urls("tests.ui.urls"), pytest.mark.browser]
PageAt = Callable[..., Page]


@pytest.fixture(autouse=True)
def _nothing_saved() -> Iterator[None]:
    urls.SAVED.clear()
    yield
    urls.SAVED.clear()


@pytest.fixture
def page(live_server: Any, page_at: PageAt) -> Page:
    page = page_at(390)
    page.goto(f"{live_server.url}/writing/")
    return page


def status(page: Page) -> Any:
    return page.locator("[data-autosave-status]")


def kept(page: Page) -> Any:
    return page.evaluate("localStorage.getItem('bluelamp-draft:post-1')")


def test_words_are_saved_after_a_pause(page: Page) -> None:
    page.locator("#words").press_sequentially("Lost dog")
    expect(status(page)).to_contain_text("Saved ")
    assert urls.SAVED[-1]["words"] == "Lost dog"
    assert urls.SAVED[-1]["csrfmiddlewaretoken"]
    assert page.locator("[name=base]").input_value() == str(len(urls.SAVED) + 1)
    assert kept(page) is None
    assert complaints(page) == []


def test_without_a_connection_words_stay_here_and_go_when_it_is_back(page: Page) -> None:
    page.context.set_offline(True)
    page.locator("#words").fill("Road closed")
    expect(status(page)).to_contain_text("No connection: kept on this phone")
    assert "Road closed" in kept(page)
    assert urls.SAVED == []
    page.context.set_offline(False)
    expect(status(page)).to_contain_text("Saved ")
    assert urls.SAVED[-1]["words"] == "Road closed"


def closed_without_connection(page: Page, words: str) -> Page:
    """Somebody wrote `words` with no connection and closed the tab; a new tab with the connection back."""
    page.context.set_offline(True)
    page.locator("#words").fill(words)
    assert words in kept(page)
    again = page.context.new_page()
    page.close()
    again.context.set_offline(False)
    return again


def test_words_of_a_closed_tab_are_back(page: Page, live_server: Any) -> None:
    again = closed_without_connection(page, "Have you seen")
    again.goto(f"{live_server.url}/writing/")
    assert again.locator("#words").input_value() == "Have you seen"
    expect(status(again)).to_contain_text("Saved ")
    assert urls.SAVED[-1]["words"] == "Have you seen"


def test_older_words_never_push_newer_ones_aside(page: Page, live_server: Any) -> None:
    again = closed_without_connection(page, "Old words")
    again.goto(f"{live_server.url}/writing/?base=7&words=Newer")
    assert again.locator("#words").input_value() == "Newer"
    expect(status(again)).to_contain_text("This phone still has words of yours")
    again.get_by_role("button", name="Use them").click()
    assert again.locator("#words").input_value() == "Old words"


def test_unwanted_words_can_be_thrown_away(page: Page, live_server: Any) -> None:
    again = closed_without_connection(page, "Old words")
    again.goto(f"{live_server.url}/writing/?base=7&words=Newer")
    again.get_by_role("button", name="Throw them away").click()
    assert kept(again) is None


def test_what_has_been_sent_is_no_longer_kept(page: Page, live_server: Any) -> None:
    again = closed_without_connection(page, "Sent words")
    again.goto(f"{live_server.url}/kept/")
    expect(again.locator("main")).to_contain_text("Sent")
    assert kept(again) is None


def test_the_counter_counts_what_a_person_sees(page: Page) -> None:
    chip = page.locator("[data-counter-left]")
    page.locator("#words").fill("👮🏽‍♀️é!")
    expect(chip).to_have_text("7 left")
    page.locator("#words").fill("twelve signs")
    expect(chip).to_have_text("2 too many")
    expect(page.locator(".bl-chip")).to_have_class("bl-chip bl-chip--over")


def test_use_this_puts_the_safe_wording_in(live_server: Any, page_at: PageAt, settings: Any) -> None:
    settings.DEMO = True
    page = page_at(390)
    page.goto(f"{live_server.url}/ui/")
    page.locator("[data-use-this]").first.click()
    text = page.locator("#sample-text").input_value()
    assert "We have arrested a man on suspicion of burglary. Call" in text
    assert "We caught the burglar" not in text


def test_keys_do_nothing_until_somebody_switches_them_on(live_server: Any, page_at: PageAt, settings: Any) -> None:
    settings.DEMO = True
    page = page_at(1280)
    page.goto(f"{live_server.url}/ui/")
    page.evaluate("document.querySelector('.govuk-button').dataset.key = 'a'")
    page.keyboard.press("a")
    assert page.evaluate("document.activeElement.dataset.key") is None
    page.locator("label[for=keys-on]").click()
    page.keyboard.press("a")
    assert page.evaluate("document.activeElement.dataset.key") == "a"
    page.locator("#sample-text").press("a")
    assert page.evaluate("document.activeElement.id") == "sample-text"
