"""The stage in a real browser: readable by everybody, at every width, light and dark, and usable without scripts."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Page

from bluelamp.adapters.contract import Outgoing
from bluelamp.adapters.practice import store
from bluelamp.channels.actions import open_local
from bluelamp.kernel import clock
from bluelamp.project.demo import stage
from tests.support.browser import axe, complaints, sideways, small_targets
from tests.support.world import make_force

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
def folder(settings: Any) -> Path:
    """A demonstration force that has said one thing, and a resident who answered."""
    settings.DEMO = True
    force = make_force("Northmere", demo=True)
    open_local(force)
    place = stage.folder(force)
    said = Outgoing(uuid4(), "The bench is back.", "en", "", clock.now())
    first, _new = store.post(place, force.name, said)
    store.reply_as_resident(place, first, "Wren", "It is beautiful.", clock.now())
    return place


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("dark", [False, True])
def test_it_is_readable(folder: Path, live_server: Any, page_at: Callable[..., Page], width: int, dark: bool) -> None:
    page = page_at(width, dark=dark)
    page.goto(f"{live_server.url}/stage/northmere/")
    page.locator("summary").first.click()
    assert page.locator("article").count() == 2
    assert axe(page) == [] and complaints(page) == []
    assert sideways(page) == 0 and small_targets(page) == []


def test_a_resident_answers_without_scripts(folder: Path, live_server: Any, page_at: Callable[..., Page]) -> None:
    page = page_at(390, scripts=False)
    page.goto(f"{live_server.url}/stage/northmere/")
    page.locator("summary").first.click()
    page.get_by_label("Your name here").fill("Otto")
    page.get_by_label("What you say").fill("Who painted it?")
    page.get_by_role("button", name="Say it").click()
    assert "Who painted it?" in page.inner_text("main")
    assert [told["author"] for told in store.timeline(folder)].count("Otto") == 1
