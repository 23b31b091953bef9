"""The register on a phone: every page is usable with one thumb, and a question is answered with one tap while writing."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bluelamp.policy import actions as policy
from bluelamp.policy import cases_actions as cases
from bluelamp.policy import register, register_actions
from bluelamp.posts.models import Post
from bluelamp.review import routes
from tests.support.browser import axe, complaints, sideways, small_targets, wear
from tests.support.cases import REF, make_case, make_order
from tests.support.posts import make_places
from tests.support.world import World, client_of, make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PACK = """
[pack]
name = "northmere"
version = "1"

[[rules]]
id = "NM-OVER"
title = "Is it over?"
risk = "OPS"
weight = "block"
say = "Do not tell where we are while we are there."
why = "Somebody could be waiting."
basis = "House rule"
question = "Is it over?"
question_id = "operation_over"
exception_by = "press"
[[rules.check]]
use = "words"
any = ["warrant"]
[rules.examples]
flags = ["A warrant in Westvale."]
passes = [{ text = "A warrant in Westvale.", facts = { operation_over = "yes" } }]
"""


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


def fine(page: Page) -> None:
    assert axe(page) == []
    assert sideways(page) == 0
    assert small_targets(page) == []
    assert complaints(page) == []


def test_every_page_of_the_register_is_fine_on_a_phone(
    world: World, live_server: Any, page_at: Callable[..., Page]
) -> None:
    today = register.today(world.force)
    case = make_case(world.bal, stage="arrest", lead=world.bal, known_as=["Mill Street"])
    cases.add_name(world.cara, make_order(world.bal, case, words="No witness may be recognised."), "Priya Nandakumar")
    cases.tick(world.bal, case, "family_informed")
    register_actions.record_consent(world.ann, world.harby, "story", "A shopkeeper", today, case=case)
    register_actions.plan_election(world.cara, "Mayor of Castlebridge", today, today, [world.harby], ["Lee Moss"])
    page = wear(page_at(390), live_server.url, client_of(world.cara))
    order = case.orders.get()
    for path in (
        "/cases/", f"/cases/{case.pk}/", f"/cases/{case.pk}/edit/", f"/cases/{case.pk}/order/", f"/cases/{case.pk}/names/",
        f"/cases/orders/{order.pk}/lift/", "/cases/add/", "/consents/", "/consents/add/", "/calendar/", "/calendar/add/",
    ):  # fmt: skip
        answer = page.goto(live_server.url + path)
        assert answer is not None
        assert answer.status == 200, path
        fine(page)


def test_one_tap_while_writing_and_no_word_is_lost(
    world: World, live_server: Any, page_at: Callable[..., Page]
) -> None:
    routes.install_default(world.force)
    make_places(world.force)
    policy.install(world.force, None, PACK, policy.OWN)
    make_case(world.bal, stage="arrest", known_as=["Mill Street"])
    page = wear(page_at(390), live_server.url, client_of(world.ann))
    page.goto(f"{live_server.url}/write/")
    page.get_by_label("Your words").fill("A warrant in Mill Street.")
    panel = page.locator("#check")
    panel.get_by_role("button", name="Yes, it is").click()
    expect(panel).to_contain_text("Arrested")
    expect(page.get_by_label("Is this about a case?")).to_have_value(REF)
    page.get_by_label("Your words").press("End")
    page.get_by_label("Your words").type(" More soon.")
    panel.get_by_role("button", name=re.compile("^Yes ?: Is it over")).click()
    expect(panel).to_contain_text("You answered 1 question")
    expect(panel).not_to_contain_text("Do not tell where we are")
    expect(page.get_by_label("Your words")).to_have_value("A warrant in Mill Street. More soon.")
    post = Post.objects.get()
    assert (post.text, post.answers) == ("A warrant in Mill Street. More soon.", {"operation_over": "yes"})
    assert post.case is not None
    assert post.case.ref == REF
    panel.get_by_text("You answered 1 question").click()
    fine(page)
    panel.get_by_role("button", name=re.compile("^Take this back")).click()
    expect(panel).to_contain_text("Do not tell where we are")
    assert Post.objects.get().answers == {}
