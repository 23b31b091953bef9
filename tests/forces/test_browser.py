"""The pages about people in a real browser: accessible on a phone and a desk; and a passkey from first to last."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from bluelamp.forces import hold, revoke
from bluelamp.forces.models import Member
from tests.support.browser import axe, complaints, sideways, small_targets, wear
from tests.support.world import World, client_of, make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PageAt = Callable[..., Page]
WORDS = "harbour lantern plain"


@pytest.fixture
def town(transactional_db: None) -> World:
    return make_world()


def paths(town: World) -> list[tuple[Member, str]]:
    person = f"/people/{town.ann.pk}/"
    return [
        (town.bal, "/people/"),
        (town.esi, "/people/?q=zzz"),
        (town.bal, person),
        (town.ann, person),
        (town.bal, f"{person}stop/"),
        (town.esi, f"{person}roles/"),
        (town.esi, f"{person}goodbye/"),
        (town.esi, "/people/invite/"),
        (town.cara, "/hold/"),
        (town.ann, "/hold/"),
    ]


@pytest.mark.parametrize(("width", "dark"), [(390, False), (390, True), (1280, False)])
def test_pages_are_accessible(live_server: Any, page_at: PageAt, town: World, width: int, dark: bool) -> None:
    for member, path in paths(town):
        page = wear(page_at(width, dark=dark), live_server.url, client_of(member))
        look_at(page, live_server.url + path)
    hold.press(town.cara, "Incident at the quay", town.harby)
    revoke.suspend(town.bal, town.ann, "Phone lost")
    page = wear(page_at(width, dark=dark), live_server.url, client_of(town.esi))
    for path in ("/people/", f"/people/{town.ann.pk}/", "/hold/"):
        look_at(page, live_server.url + path)
    page = wear(page_at(width, dark=dark), live_server.url, client_of(town.bal, factor=False))
    look_at(page, live_server.url + "/second-step/")


def look_at(page: Page, url: str) -> None:
    answer = page.goto(url)
    assert answer is not None
    assert answer.status == 200, url
    assert axe(page) == [], url
    assert sideways(page) == 0, url
    assert small_targets(page) == [], url
    assert complaints(page) == [], url


def test_two_taps_on_a_phone_stop_somebody(live_server: Any, page_at: PageAt, town: World) -> None:
    page = wear(page_at(390), live_server.url, client_of(town.bal))
    page.goto(f"{live_server.url}/people/{town.ann.pk}/")
    page.get_by_role("button", name="Stop Ann").tap()
    page.get_by_role("button", name="Stop Ann Ashdown now").tap()
    page.wait_for_url(f"**/people/{town.ann.pk}/")
    assert page.get_by_role("heading", level=1).inner_text().startswith("PC Ann Ashdown")
    assert town.ann.suspensions.open().count() == 1  # type: ignore[attr-defined]


def test_a_passkey_from_first_to_last(live_server: Any, page_at: PageAt, town: World) -> None:
    """Set one up where the second step asks for it, sign out, and come back in with nothing but the passkey."""
    town.bal.user.set_password(WORDS)
    town.bal.user.save()
    base = live_server.url.replace("127.0.0.1", "localhost")
    page = page_at(390)
    key = page.context.new_cdp_session(page)
    key.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    key.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    page.goto(f"{base}/accounts/login/?next=/people/{town.ann.pk}/stop/")
    page.get_by_label("Email").fill(town.bal.user.email)
    page.get_by_label("Password", exact=True).fill(WORDS)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Set up a passkey").click()
    page.get_by_label("Password", exact=True).fill(WORDS)
    page.locator("main form button[type=submit], main form button:not([type])").first.click()
    page.get_by_label("Passwordless").check()
    page.locator("#mfa_webauthn_add").click()
    page.get_by_role("link", name="Carry on where you were.").click()
    page.wait_for_url(f"{base}/people/{town.ann.pk}/stop/")
    assert page.get_by_role("button", name="Stop Ann Ashdown now").is_visible()
    assert complaints(page) == []

    page.context.clear_cookies()
    page.goto(f"{base}/accounts/login/?next=/people/{town.ann.pk}/stop/")
    page.locator("#passkey_login").click()
    page.wait_for_url(f"{base}/people/{town.ann.pk}/stop/")
    assert page.get_by_role("button", name="Stop Ann Ashdown now").is_visible()
    assert complaints(page) == []
