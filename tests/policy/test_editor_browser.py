"""The packs and the editor in a real browser, on a phone: a rule is changed with the live test, sent and agreed to."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bluelamp.policy import actions, assess, proposals
from bluelamp.rulebook.findings import Draft
from tests.support import packs as made
from tests.support.browser import axe, complaints, sideways, small_targets, wear
from tests.support.posts import make_approved
from tests.support.world import World, client_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PageAt = Callable[..., Page]


@pytest.fixture
def based(world: World) -> World:
    actions.install(world.force, None, made.BASE, actions.BASE)
    return world


def sound(page: Page) -> None:
    assert axe(page) == []
    assert complaints(page) == []
    assert sideways(page) == 0
    assert small_targets(page) == []


def test_a_press_officer_changes_a_rule_with_the_live_test_on_a_phone(
    live_server: Any, page_at: PageAt, based: World
) -> None:
    page = wear(page_at(390), live_server.url, client_of(based.cara))
    page.goto(f"{live_server.url}/packs/own/")
    sound(page)
    page.get_by_label("Find a rule").fill("shout")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Shouting words").click()
    expect(page.locator("#live")).to_contain_text("2 examples hold")
    sound(page)
    page.get_by_label("Try a sentence").fill("Dreadful scenes in Harby.")
    expect(page.locator("#live")).to_contain_text("It says nothing")
    page.get_by_label("It also speaks at these words").fill("dreadful")
    expect(page.locator("#live mark")).to_have_text("Dreadful")
    page.get_by_role("button", name="Keep it: must be stopped").click()
    expect(page.locator("main")).to_contain_text("Saved in your draft")
    expect(page.get_by_label("Your own examples that it must stop")).to_have_value("Dreadful scenes in Harby.")
    assert assess.preview(based.force, Draft("Dreadful scenes.")).verdict == "ok"
    page.goto(f"{live_server.url}/packs/own/")
    page.get_by_role("button", name="See what it changes").click()
    expect(page.locator("main")).to_contain_text("Stricter: 1")
    sound(page)
    page.get_by_label("Why?").fill("People were frightened after the fire")
    page.get_by_role("button", name="Send for review").click()
    expect(page.locator("main")).to_contain_text("Waits for a second person")
    where = page.url
    second = wear(page_at(390), live_server.url, client_of(based.esi))
    second.goto(f"{live_server.url}/")
    expect(second.locator("main")).to_contain_text("New rules")
    second.goto(where)
    sound(second)
    second.get_by_role("button", name="Agree: put it in force").click()
    expect(second.locator("main")).to_contain_text("In force from now on")
    assert assess.preview(based.force, Draft("Dreadful scenes.")).verdict == "review"


def test_the_pages_of_packs_are_sound_on_a_phone(
    live_server: Any, page_at: PageAt, based: World, tmp_path: Any
) -> None:
    own = actions.install(based.force, based.cara, made.OWN, actions.OWN, reason="To begin with")
    make_approved(based.ann, based.bal, text="He was in handcuffs.")
    change = proposals.offer(based.esi, made.signed(made.foreign(weight="block")), "upload")
    page = wear(page_at(390), live_server.url, client_of(based.cara))
    for path in (
        "/packs/", "/packs/upload/", "/packs/feeds/", f"/packs/{own.pk}/", f"/packs/{own.pk}/strategies/",
        f"/packs/{own.pk}/routes/", f"/packs/changes/{change.pk}/", "/packs/own/add/", "/packs/own/register/",
        "/packs/own/lists/",
    ):  # fmt: skip
        page.goto(live_server.url + path)
        sound(page)


def test_the_editor_works_without_scripts(live_server: Any, page_at: PageAt, based: World) -> None:
    page = wear(page_at(390, scripts=False), live_server.url, client_of(based.cara))
    page.goto(f"{live_server.url}/packs/own/rules/LB-01/")
    page.get_by_label("Try a sentence").fill("Shocking scenes in Harby.")
    page.get_by_role("button", name="Try it").click()
    expect(page.locator("#live")).to_contain_text("It speaks")
    page.get_by_label("What the officer reads").fill("Calm words, please.")
    page.get_by_role("button", name="Save in the draft").click()
    expect(page.locator("main")).to_contain_text("Saved in your draft")
    expect(page.get_by_label("What the officer reads")).to_have_value("Calm words, please.")
