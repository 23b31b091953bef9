"""Every page of the house, as each role sees it: WCAG 2.2 AA by axe, on a phone and at a desk, and a quiet console.

The addresses come from the house's own table, what their parts stand for from tests/support/matrix.py; a page that looks
the same to two people at the same width is looked at once, the frame round it once for each role.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from bluelamp.forces import hold, revoke
from bluelamp.forces.models import Member
from bluelamp.forces.states import Role
from bluelamp.posts import actions as posts
from tests.house.test_matrix import OURS, Address
from tests.support import matrix
from tests.support import street as on
from tests.support.browser import axe, complaints, sideways, small_targets, wear
from tests.support.files import Sent, telling_jpeg
from tests.support.street import Street
from tests.support.world import World, client_of

pytestmark = on.MARKS
PageAt = Callable[..., Page]
WIDTHS = (390, 1280)
FLEETING = re.compile(r"""name="(csrfmiddlewaretoken|hand|new)" value="[^"]+"|[0-9a-f-]{36}|\d\d:\d\d(:\d\d)?""")
SEEN: set[str] = set()
"""Marks of what axe has looked at in this run."""

NOT_PAGES = {"ui:theme", "media:picture"}
LEAST = {Role.OFFICER: 12, Role.SUPERVISOR: 15, Role.PRESS: 14, Role.DESK: 8, Role.ADMIN: 12, Role.AUDITOR: 8}
"""How many pages open at least for somebody with only this role; fewer would mean that this test looks past them."""


def lived_in(world: World) -> dict[str, dict[str, Any]]:
    """For every address of ours its parts, each kind of thing made once; and a bit of life on the pages."""
    made: dict[Any, Any] = {}
    urls: dict[str, dict[str, Any]] = {}
    for address in OURS:
        parts = {}
        for part in address.parts if address.name not in NOT_PAGES else ():
            build, _owned = matrix.builder(address.name, part)
            made[build] = made.get(build) or build(world)
            parts[part] = made[build]
        urls[address.name] = parts
    return urls


def pages(client: Client, parts: dict[str, dict[str, Any]]) -> Iterator[tuple[Address, str]]:
    """Whole pages that open for this person, each address once."""
    for address in OURS:
        if address.name in NOT_PAGES:
            continue
        url = reverse(address.name, kwargs=parts[address.name])
        answer = client.get(url)
        html = not answer.streaming and answer.headers.get("Content-Type", "").startswith("text/html")
        if answer.status_code == 200 and html and b"</html>" in answer.content:
            yield address, url


def looks(page: Page, width: int) -> str:
    """The mark of what stands on a page: the same for pages that differ in nothing but ids, times and the frame."""
    words = page.locator("main").inner_html() if page.locator("main").count() else page.content()
    return hashlib.sha256(f"{width} {FLEETING.sub('', words)}".encode()).hexdigest()


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_every_page_is_accessible(street: Street, page_at: PageAt, role: Role) -> None:
    parts = lived_in(street.world)
    who = street.world.by_role()[role]
    client = client_of(who)
    page, wrong = wear(page_at(WIDTHS[0]), street.url, client), list[str]()
    opened = list(pages(client, parts))
    assert len(opened) >= LEAST[role], [address.name for address, _url in opened]
    for address, url in opened:
        page.goto(street.url + url)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            mark = looks(page, width)
            if mark not in SEEN or address.name == "insight:home":
                SEEN.add(mark)
                wrong += [f"{address.name} at {width}: {said}" for said in faults(page)]
    wrong += [f"console: {said}" for said in complaints(page)]
    assert wrong == []


def faults(page: Page) -> list[str]:
    found = axe(page)
    if across := sideways(page):
        found.append(f"can be moved {across} px sideways")
    return found + [f"too small: {target}" for target in small_targets(page) if "govuk-visually-hidden" not in target]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_pages_of_a_bad_day(street: Street, page_at: PageAt, dark: bool) -> None:
    """Somebody is stopped, publishing is paused, a form was sent back: the pages that are seldom seen."""
    world = street.world
    parts = lived_in(world)
    hold.press(world.cara, "A serious incident at the quay")
    revoke.suspend(world.bal, world.ann, "Phone lost")
    wrong = []
    for who, path in bad_day(world, parts):
        page = wear(page_at(390, dark=dark), street.url, client_of(who))
        page.goto(street.url + path)
        wrong += [f"{path}: {said}" for said in faults(page)]
    page = page_at(390, dark=dark)
    page.goto(f"{street.url}/accounts/login/")
    page.get_by_role("button", name="Sign in", exact=True).click()
    wrong += [f"sign-in, sent back: {said}" for said in faults(page)]
    assert wrong == []


def bad_day(world: World, parts: dict[str, dict[str, Any]]) -> list[tuple[Member, str]]:
    need = reverse("review:need", kwargs=parts["review:need"])
    return [
        (world.bal, "/"),
        (world.bal, "/withheld/"),
        (world.bal, "/people/"),
        (world.bal, need),
        (world.cara, "/hold/"),
        (world.esi, "/channels/"),
        (world.dev, "/inbox/?show=closed"),
        (world.fay, "/audit/"),
        (world.cara, "/nothing/here/"),
    ]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_public_site(street: Street, page_at: PageAt, width: int) -> None:
    draft = posts.start(street.world.ann, street.world.harby, text="We marked 34 bikes. Come on Saturday from 10:00.")
    posts.add_picture(street.world.ann, draft, Sent(telling_jpeg()), alt="A row of bikes")
    draft.refresh_from_db()
    post = on.publish(draft)
    street.turn()
    for dark in (False, True):
        page = page_at(width, dark=dark)
        for url in (street.site(), street.site("harby/"), street.site("all/"), street.page_of(post)):
            page.goto(url)
            assert faults(page) == [], url
        assert complaints(page) == []
        page.goto(street.site("harby/2026/01/nothing/"))
        assert page.get_by_role("heading", level=1).inner_text() == "This page is not here"
        assert faults(page) == []
