"""Scenarios 30 and 26 on a phone: the weeks before an election, and a force that publishes in two languages."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from bluelamp.forces.models import Force
from bluelamp.policy import register
from tests.support import phone
from tests.support import street as on
from tests.support.browser import complaints
from tests.support.street import Street

pytestmark = on.MARKS
PageAt = Callable[..., Page]
PRESS = "Send to Cara Whitlow"
MINISTER = ("The minister came to see our control room.", "minister")
POLL = ("Take our poll: what should we look at next in Harby?", "Take our poll")
ENGLISH = "Join us at the library on Thursday 6 May at 7pm."
WELSH = "Ymunwch â ni yn y llyfrgell ddydd Iau 6 Mai am 7pm."
CRASH = "The A55 is closed after a crash. Please avoid it."
CRASH_WELSH = "Mae'r A55 ar gau ar ôl gwrthdrawiad. Cadwch draw os gwelwch yn dda."


def test_election(street: Street, page_at: PageAt) -> None:
    """Scenario 30: a candidate, a minister and a poll go to the press office in those weeks; an appeal does not."""
    phone.country(street)
    cara = phone.phone(street, page_at(390), street.world.cara)
    phone.go(street, cara, "/calendar/")
    cara.get_by_role("button", name="Add an election").click()
    today = register.today(street.world.force)
    cara.get_by_label("Which election?").fill("Police and crime commissioner")
    cara.get_by_label("From").fill(today.isoformat())
    cara.get_by_label("Until, the day of the vote included").fill((today + timedelta(days=20)).isoformat())
    cara.get_by_label("Who stands").fill("Lee Mossop\nAda Fenn")
    phone.fits(cara)
    phone.press(cara, "Put it in the calendar")
    expect(cara.locator("main")).to_contain_text("on now")
    phone.fits(cara)

    page = phone.phone(street, page_at(390), street.world.ann)
    phone.write(page, "Lee Mossop joined our patrol at Harby market on Friday.")
    phone.rules_say(page, "An election is coming here")
    phone.rules_say(page, PRESS)
    for words, marked in (MINISTER, POLL):
        phone.say(page, words)
        expect(page.locator("#check mark").first).to_have_text(marked)
        phone.rules_say(page, PRESS)
    phone.last_look(page)
    phone.press(page, PRESS)
    phone.says(page, "waiting for a yes")
    street.turn()
    assert street.residents_see() == []

    phone.go(street, page, "/")
    phone.write(page, "Have you seen Edith, 84? She was last seen in Harby at 16:00. Please call 999.")
    phone.rules_say(page, "Publish now")
    phone.last_look(page)
    phone.press(page, "Publish now")
    street.turn()
    assert "Edith" in street.residents_see()[0]["text"]
    assert complaints(page) == [] == complaints(cara)


@pytest.fixture
def wales(street: Street) -> Street:
    """Northmere moves to Wales: it publishes in English and Welsh."""
    Force.objects.filter(pk=street.world.force.pk).update(languages=["en", "cy"])
    phone.country(street, "wales-bilingual")
    return street


def test_both_or_neither_where_there_is_time(wales: Street, page_at: PageAt) -> None:
    """Scenario 26: English alone is stopped; with the Welsh beside it, it goes."""
    page = phone.phone(wales, page_at(390), wales.world.ann)
    phone.write(page, ENGLISH)
    phone.rules_say(page, "Add the Welsh (or the English)")
    phone.last_look(page)
    assert page.get_by_role("button", name="Publish now").count() == 0
    phone.change(page)
    phone.say(page, f"{WELSH}\n\n{ENGLISH}")
    phone.rules_say(page, "Nothing to change")
    phone.last_look(page)
    phone.press(page, "Publish now")
    wales.turn()
    assert WELSH in wales.residents_see()[0]["text"]
    assert complaints(page) == []


def test_urgent_goes_and_the_welsh_is_owed(wales: Street, page_at: PageAt) -> None:
    """Scenario 26: what cannot wait goes out in English; home asks for the Welsh until it is there."""
    page = phone.phone(wales, page_at(390), wales.world.ann)
    phone.write(page, CRASH)
    phone.rules_say(page, "Add the Welsh (or the English)")
    expect(page.get_by_label("The same words go out in Welsh at the same time")).not_to_be_checked()
    page.get_by_label("Urgent: life or safety").check()
    phone.rules_say(page, "must follow within the hour")
    phone.fits(page)
    phone.last_look(page)
    phone.press(page, "Publish now")
    wales.turn()
    assert CRASH in wales.residents_see()[0]["text"]

    phone.go(wales, page, "/")
    owed = on.task(page, "Add the Welsh", "The A55 is closed")
    expect(page.locator(".bl-task", has_text="The A55 is closed")).to_contain_text("left")
    owed.click()
    phone.says(page, "The other language is owed")
    phone.fits(page)
    phone.press(page, "Correct everywhere")
    phone.say(page, f"{CRASH_WELSH}\n\n{CRASH}")
    phone.rules_say(page, "Nothing to change")
    phone.last_look(page)
    phone.press(page, "Publish now")
    wales.turn()
    assert CRASH_WELSH in wales.residents_see()[0]["text"]
    phone.go(wales, page, "/")
    assert page.get_by_role("button", name="Add the Welsh").count() == 0
    assert complaints(page) == []
