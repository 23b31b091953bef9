"""A supervisor weighs an answer on a phone, with one tap."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bluelamp.policy.models import FindingAnswer
from tests.support.browser import axe, complaints, sideways, wear
from tests.support.posts import make_draft
from tests.support.small import install_small
from tests.support.world import World, client_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_one_tap(live_server: Any, page_at: Callable[..., Page], world: World) -> None:
    install_small(world.force)
    post = make_draft(world.ann, "One greengate.")
    said = FindingAnswer.objects.create(
        force=world.force, subject=str(post.pk), area=world.harby, rule="SM-3", weight="advise", place="x", by=world.ann,
        reason="own", words="It is the name of a farm.",
    )  # fmt: skip
    page = page_at(390)
    wear(page, live_server.url, client_of(world.bal))
    page.goto(f"{live_server.url}/rules/answers/")
    assert axe(page) == []
    assert sideways(page) == 0
    page.get_by_role("button", name="The rule was wrong").click()
    expect(page.locator("main")).to_contain_text("Kept: the rule was wrong here.")
    said.refresh_from_db()
    assert (said.agreed, said.weighed_by) == (True, world.bal)
    wear(page, live_server.url, client_of(world.cara))
    page.goto(f"{live_server.url}/rules/report/")
    expect(page.locator("table")).to_contain_text("Too few to say")
    page.locator("details summary").click()
    assert axe(page) == []
    assert sideways(page) == 0
    assert complaints(page) == []
