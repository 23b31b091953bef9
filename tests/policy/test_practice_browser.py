"""Practice on a phone: live, foldable, answerable, and without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from bluelamp.policy.models import FindingAnswer
from bluelamp.posts.models import Post
from tests.support.browser import axe, complaints, sideways, small_targets, wear
from tests.support.posts import make_draft, make_places
from tests.support.small import install_small
from tests.support.world import World, client_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PageAt = Callable[..., Page]
WORDS = "Our bluegate, a redgate and one greengate. Also a graygate, and the bluegate again."


@pytest.fixture
def ready(world: World) -> World:
    make_places(world.force)
    install_small(world.force)
    return world


def at(page: Page, live_server: Any, world: World, path: str) -> Page:
    wear(page, live_server.url, client_of(world.ann))
    page.goto(live_server.url + path)
    return page


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_rules_read_along_and_nothing_is_kept(live_server: Any, page_at: PageAt, ready: World, dark: bool) -> None:
    page = at(page_at(390, dark=dark), live_server, ready, "/practice/")
    assert axe(page) == []
    page.fill("#id_text", WORDS)
    expect(page.locator("#check")).to_contain_text("This would be stopped.")
    expect(page.locator("#check > .bl-check > .bl-finding")).to_have_count(3)
    folded = page.locator(".bl-folded")
    expect(folded.locator("> summary")).to_have_text("2 more things")
    for summary in page.locator("details:not(.bl-folded *) > summary").all():
        summary.click()
    assert axe(page) == []
    assert sideways(page) == 0
    assert small_targets(page) == []
    page.fill("#id_text", "A heron.")
    expect(page.locator("#check")).to_contain_text("the rules have nothing against it")
    page.reload()
    expect(page.locator("#id_text")).to_have_value("")
    assert not Post.objects.exists()
    stored = page.evaluate("JSON.stringify([localStorage, sessionStorage])")
    assert "bluegate" not in stored, stored
    assert complaints(page) == []


def test_safe_wording_answers_and_reasons_with_one_tap(live_server: Any, page_at: PageAt, ready: World) -> None:
    page = at(page_at(390), live_server, ready, "/practice/")
    page.fill("#id_text", WORDS)
    page.locator("[data-rule=SM-1] [data-use-this]").first.click()
    expect(page.locator("#id_text")).to_have_value(WORDS.replace("bluegate", "the gate", 1))
    expect(page.locator("#check > .bl-check > [data-rule=SM-1]")).to_have_count(1)
    page.locator("[data-rule=SM-2]").get_by_label("Yes").check()
    expect(page.locator("[data-rule=SM-2]")).to_have_count(0)
    card = page.locator("[data-rule=SM-3]")
    expect(card).to_contain_text("You could write:")
    expect(card.get_by_role("button", name="Copy")).to_be_visible()
    card.locator("summary").click()
    card.get_by_role("button", name="Not what the word means here").click()
    expect(page.locator("#check")).to_contain_text("You said that 1 thing is fine")
    expect(page.locator("[data-rule=SM-3]")).to_have_count(0)
    page.fill("#id_text", WORDS + " Today.")
    expect(page.locator("#check")).to_contain_text("You said that 1 thing is fine")
    assert not FindingAnswer.objects.exists()
    assert complaints(page) == []


def test_practice_works_without_scripts(live_server: Any, page_at: PageAt, ready: World) -> None:
    page = at(page_at(390, scripts=False), live_server, ready, "/practice/?card=yard")
    page.get_by_role("button", name="See what the rules say").last.click()
    expect(page.locator("#check")).to_contain_text("This would be stopped.")
    page.get_by_role("button", name="Use this").first.click()
    expect(page.locator("#id_text")).to_have_value("Our the gate stands behind the mill, come and look.")


def test_six_drafts_on_a_phone(live_server: Any, page_at: PageAt, ready: World) -> None:
    page = at(page_at(390), live_server, ready, "/practice/run/")
    for number in range(1, 7):
        expect(page.locator("#run")).to_contain_text(f"Draft {number} of 6")
        page.get_by_role("button", name="No, not like this").click()
        expect(page.locator("#run [role=status]")).to_contain_text("The rules")
        assert axe(page) == []
        assert sideways(page) == 0
        page.get_by_role("button", name="How did I do?" if number == 6 else "Next one").click()
    expect(page.locator("#run")).to_contain_text("4 of 6 drafts")
    assert "right" not in page.url
    assert complaints(page) == []


def test_in_the_composer_a_reason_is_kept_and_no_word_is_lost(live_server: Any, page_at: PageAt, ready: World) -> None:
    post = make_draft(ready.ann, "One greengate.")
    page = at(page_at(390), live_server, ready, reverse("posts:edit", args=[post.pk]))
    page.fill("#id_text", "One greengate and a graygate.")
    card = page.locator("#check [data-rule=SM-3]")
    expect(page.locator("#check [data-rule=SM-4]")).to_be_visible()
    card.locator("summary").click()
    card.get_by_label("Or in your own words").fill("It is the name of a farm.")
    card.get_by_label("Or in your own words").press("Enter")
    expect(page.locator("#check")).to_contain_text("You said that 1 thing is fine")
    kept = FindingAnswer.objects.get()
    assert (kept.rule, kept.because) == ("SM-3", "It is the name of a farm.")
    post.refresh_from_db()
    assert post.text == "One greengate and a graygate."
    with page.expect_response(lambda answer: answer.url.endswith("/save/")) as last:
        page.fill("#id_text", "One greengate, a graygate.")
    assert last.value.ok, "the page goes on from what it has just saved"
    page.locator(".bl-aside summary").click()
    page.get_by_role("button", name="Take this back").click()
    expect(page.locator("#check [data-rule=SM-3]")).to_be_visible()
    assert axe(page) == []
    assert complaints(page) == []


def test_own_words_are_not_taken_away_while_one_writes_them(live_server: Any, page_at: PageAt, ready: World) -> None:
    post = make_draft(ready.ann, "One greengate.")
    page = at(page_at(390), live_server, ready, reverse("posts:edit", args=[post.pk]))
    card = page.locator("#check [data-rule=SM-3]")
    card.locator("summary").click()
    page.locator("#id_text").press_sequentially("!")
    card.get_by_label("Or in your own words").fill("Half a sen")
    with page.expect_response(lambda answer: answer.url.endswith("/check/")):
        pass
    page.wait_for_timeout(100)
    expect(card.get_by_label("Or in your own words")).to_have_value("Half a sen")
