"""Scenarios 3 and 17 on a phone: a name before the charge, and a joke in the answer to somebody who was hurt."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from bluelamp.posts.models import Post, Version
from bluelamp.publishing.models import Delivery
from tests.support import phone
from tests.support import street as on
from tests.support.browser import complaints
from tests.support.posts import make_draft
from tests.support.street import Street

pytestmark = on.MARKS
PageAt = Callable[..., Page]


def test_stopped_before_harm(street: Street, page_at: PageAt) -> None:
    """Scenario 3: the reason, the safe wording, who may allow an exception; and nothing has left."""
    phone.country(street)
    page = phone.phone(street, page_at(390), street.world.ann)
    phone.write(page, "Gary Plimsole, 31, of Gorse Lane has been arrested on suspicion of burglary.")
    phone.rules_say(page, "Do not name anyone before they are charged")
    phone.fits(page)
    phone.last_look(page)
    phone.says(page, "Do not name anyone before they are charged")
    phone.says(page, "a [age]-year-old [man/woman]")
    phone.says(page, "The press office may allow an exception")
    phone.press(page, "Ask for an exception")
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    phone.fits(page)
    nothing_has_left(street)

    phone.change(page)
    phone.say(page, "A 31-year-old man from Harby has been arrested on suspicion of burglary.")
    phone.rules_say(page, "Nothing to change")
    phone.last_look(page)
    phone.press(page, "Publish now")
    phone.says(page, "It is on its way")
    street.turn()
    (shown,) = street.residents_see()
    assert "31-year-old man" in shown["text"]
    assert "Plimsole" not in shown["text"]
    assert [said for said in complaints(page) if "409" not in said] == [], "a refusal answers with 409"


def test_an_embarrassing_joke(street: Street, page_at: PageAt) -> None:
    """Scenario 17: tone and topic together stop it, and the officer reads it as the sister of the victim would."""
    phone.country(street)
    on.publish(make_draft(street.world.ann, channels=list(street.places)))
    street.turn()
    street.says("Nia", "My sister was assaulted outside the kebab shop on Friday. Has anybody been arrested?")
    before = len(street.residents_see())

    page = phone.phone(street, page_at(390), street.world.ann)
    on.task(page, "Answer", "My sister was assaulted").click()
    page.get_by_label("Your answer").fill("Sounds like the kebab shop won that one 😂")
    phone.fits(page)
    page.get_by_role("button", name="Answer", exact=True).click()
    phone.says(page, "Your answer is kept")
    phone.says(page, "Read it once as they will")
    phone.says(page, "What is funny on shift hurts those who were hurt, and they read it too.")
    expect(page.locator("main mark").first).to_have_text("😂")
    phone.fits(page)
    street.turn()
    assert len(street.residents_see()) == before

    phone.change(page)
    phone.say(page, "We are sorry about your sister. Nobody has been arrested yet. An officer will ring you today.")
    phone.rules_say(page, "Nothing to change")
    phone.last_look(page)
    expect(
        page.get_by_role("button", name="Publish now").or_(page.get_by_role("button", name="Send to"))
    ).to_be_visible()
    assert complaints(page) == []


def nothing_has_left(street: Street) -> None:
    street.turn()
    assert Post.objects.get().state == "draft"
    assert not Version.objects.exists()
    assert not Delivery.objects.exists()
    assert street.residents_see() == []
