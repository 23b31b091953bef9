"""The pages in Welsh on a phone: nothing overflows, dates and language are right, the switch works."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import translation
from playwright.sync_api import Page, expect

import bluelamp
from bluelamp.forces.models import Member
from bluelamp.forces.states import Trust
from bluelamp.inbox.models import Conversation, Item
from bluelamp.kernel import clock
from bluelamp.policy import actions as policy
from bluelamp.review import actions as review
from bluelamp.review import routes
from bluelamp.review.models import Need
from bluelamp.ui import times
from tests.support.browser import axe, complaints, sideways, wear
from tests.support.posts import make_channel, make_draft
from tests.support.world import World, client_of

PageAt = Callable[..., Page]
TEXT = Path(bluelamp.__file__).parent / "locale" / "cy" / "LC_MESSAGES" / "django.po"


@pytest.fixture(autouse=True)
def compiled() -> None:
    """Set-up makes the binary; a test must not pass or fail on an old one."""
    ready = TEXT.with_suffix(".mo")
    told = "run scripts/messages.py compile first (make setup does)"
    assert ready.exists() and ready.stat().st_mtime > TEXT.stat().st_mtime, told


def test_times_are_said_in_welsh() -> None:
    with translation.override("cy"), clock.frozen(datetime(2026, 5, 20, 12, tzinfo=UTC)):
        assert times.when(datetime(2026, 5, 4, 13, 5, tzinfo=UTC)) == "Llu 4 Mai, 14:05"
        assert times.waiting(datetime(2026, 5, 18, 12, tzinfo=UTC)) == "yn aros ers 2 ddiwrnod"
        assert times.waiting(datetime(2026, 5, 15, 12, tzinfo=UTC)) == "yn aros ers 5 diwrnod"


@pytest.fixture
def town(transactional_db: None, world: World) -> World:
    """Something in every room: a post that waits for Bal, a draft of Ann's, a reply, rules."""
    routes.install_default(world.force)
    policy.install_builtin(world.force, None)
    world.ann.trust = Trust.TRAINEE
    world.ann.save()
    post = make_draft(world.ann)
    review.submit(world.ann, post, post.revision)
    make_draft(world.ann, "Burglar caught: call me on 07700 900123.")
    place = make_channel(world.force, "Practice", limit=True)
    row = Conversation.objects.create(
        force=world.force,
        channel=place,
        area=world.harby,
        root="r",
        waiting_since=clock.now(),
        last_author="Rhian",
        last_text="Why?",
    )
    Item.objects.create(
        force=world.force, conversation=row, channel=place, remote_id="r", author="Rhian", text="Why?", at=clock.now()
    )
    return world


def paths(town: World) -> list[tuple[Member, list[str]]]:
    need, talk, draft = Need.objects.get(), Conversation.objects.get(), town.ann.posts.get(state="draft")  # type: ignore[attr-defined]
    return [
        (
            town.ann,
            ["/", "/write/", f"/posts/{draft.pk}/edit/", f"/posts/{draft.pk}/send/", "/posts/", "/help/", "/rules/"],
        ),
        (town.bal, ["/", "/queue/", f"/queue/{need.pk}/", "/inbox/", f"/inbox/{talk.pk}/", f"/posts/{need.post_id}/"]),
        (town.bal, ["/withheld/", "/hold/", f"/people/{town.ann.pk}/", f"/people/{town.ann.pk}/stop/"]),
        (
            town.esi,
            ["/people/", f"/people/{town.ann.pk}/roles/", "/channels/", "/audit/", "/accounts/2fa/", "/nowhere/"],
        ),
    ]


def speak_welsh(page: Page, url: str) -> Page:
    """As the switch at the foot leaves it."""
    page.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": "cy", "url": url}])
    return page


def look_at(page: Page, url: str) -> None:
    answer = page.goto(url)
    assert answer is not None
    assert answer.status == (404 if url.endswith("/nowhere/") else 200), url
    assert page.locator("html").get_attribute("lang") == "cy", url
    assert sideways(page) == 0, url
    assert clipped(page) == [], url
    assert axe(page) == [], url


def clipped(page: Page) -> list[str]:
    """Words that stand out of their own button, tag or place in the bar under the thumb, by more than a pixel."""
    return list(
        page.evaluate(
            """[...document.querySelectorAll('.bl-bar__link, .govuk-button, .govuk-tag, .bl-chip')].flatMap((box) => {
                const frame = box.getBoundingClientRect(), found = [];
                const words = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
                while (words.nextNode()) {
                    if (words.currentNode.parentElement.closest('.govuk-visually-hidden')) continue;
                    const range = document.createRange();
                    range.selectNodeContents(words.currentNode);
                    for (const line of range.getClientRects())
                        if (line.left < frame.left - 1 || line.right > frame.right + 1) found.push(box.innerText);
                }
                return found;
            })"""
        )
    )


@pytest.mark.browser
def test_every_page_fits_a_phone_in_welsh(live_server: Any, page_at: PageAt, town: World) -> None:
    for member, some in paths(town):
        page = speak_welsh(wear(page_at(390), live_server.url, client_of(member)), live_server.url)
        for path in some:
            look_at(page, live_server.url + path)
    page = speak_welsh(page_at(390), live_server.url)
    look_at(page, f"{live_server.url}/accounts/login/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mewngofnodi")


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
def test_the_switch_at_the_foot_stays_and_goes_back(
    live_server: Any, page_at: PageAt, town: World, scripts: bool
) -> None:
    page = wear(page_at(390, scripts=scripts), live_server.url, client_of(town.bal))
    page.goto(f"{live_server.url}/queue/")
    page.get_by_role("button", name="Cymraeg").click()
    expect(page).to_have_url(f"{live_server.url}/queue/")
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    expect(page.get_by_role("heading", level=1)).to_have_text("Yn aros am gymeradwyaeth")
    expect(page.get_by_text("yn aros ers").first).to_be_visible()
    page.goto(f"{live_server.url}/")
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    expect(page.get_by_role("navigation", name="Defnyddir amlaf")).to_contain_text("Mewnflwch")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en-gb")
    if scripts:
        assert complaints(page) == []
