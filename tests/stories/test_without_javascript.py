"""From the empty page to the published post with scripts switched off: slower, and nothing is missing."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from bluelamp.forces.states import Trust
from bluelamp.publishing.models import Delivery
from tests.support import street as on
from tests.support.files import telling_jpeg
from tests.support.street import Street

pytestmark = on.MARKS
PageAt = Callable[..., Page]
NAME = "Kevin Marsh"
USE_THIS = re.compile("Use this.*a resident")
TEXT = "We marked 34 bikes at Harby market with Kevin Marsh. The next time is Saturday 9 May from 10:00."


def test_write_send_and_say_yes(street: Street, page_at: PageAt) -> None:
    street.world.ann.trust = Trust.TRAINEE
    street.world.ann.save()
    ann = street.sign_in(page_at(390, scripts=False), street.world.ann)
    ann.get_by_role("link", name="Write").first.click()
    ann.get_by_label("Your words").fill(TEXT)
    photo = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": telling_jpeg()}
    ann.locator("#id_picture").set_input_files(photo)  # type: ignore[arg-type]
    ann.get_by_role("button", name="Add the picture").click()
    expect(ann.get_by_label("Your words")).to_have_value(TEXT)
    expect(ann.locator("#pictures")).to_contain_text("We took off what the file gave away")
    ann.get_by_label("What can one see here?").fill("A row of bikes")
    ann.get_by_role("button", name="Check and send").click()

    expect(ann.locator("main")).to_contain_text("Does this person know and agree that we name them here?")
    ann.get_by_role("button", name=USE_THIS).click()
    on.pass_practice(ann)
    ann.get_by_role("button", name=USE_THIS).click()
    expect(ann.locator("main")).to_contain_text("the rules have nothing against it")
    post = on.newest(street.world.ann)
    assert post.text == TEXT.replace(NAME, "a resident")
    ann.get_by_role("link", name="Change the words").click()
    expect(ann.get_by_label("Your words")).to_have_value(post.text)
    ann.get_by_role("button", name="Check and send").click()
    ann.get_by_role("button", name="Send to Sgt Bal Sandhu").click()
    expect(ann.locator("main")).to_contain_text("waiting for a yes")

    bal = street.as_member(page_at(390, scripts=False), street.world.bal)
    street.go(bal, "/queue/")
    on.task(bal, "Read and decide", TEXT[:30]).click()
    bal.get_by_role("button", name="Return with this reason").click()
    expect(bal.locator("main")).to_contain_text("Say in a few words what to change")
    bal.get_by_role("button", name="Approve").click()
    expect(bal.get_by_text("You said yes.")).to_be_visible()
    street.turn()
    assert Delivery.objects.filter(post=post).exclude(actual=None).count() == len(street.places)
    street.go(ann, f"/posts/{post.pk}/")
    expect(ann.locator("main")).to_contain_text("Live on 2 of 2")
    ann.goto(street.page_of(post))
    expect(ann.get_by_role("heading", level=1)).to_contain_text("We marked 34 bikes")
