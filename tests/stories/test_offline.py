"""A phone in a cellar: what was typed without a connection survives the closed tab and comes back by itself."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from bluelamp.inbox.models import Conversation
from bluelamp.posts import actions as posts
from bluelamp.posts.models import Post
from tests.support import street as on
from tests.support.browser import complaints
from tests.support.street import Street

pytestmark = on.MARKS
PageAt = Callable[..., Page]
BEGUN, FINISHED = "We are at the market", "We are at the market until noon. Come and say hello."


def test_a_draft_goes_on_without_a_connection(street: Street, page_at: PageAt) -> None:
    post = posts.start(street.world.ann, street.world.harby, text=BEGUN)
    page = street.as_member(page_at(390), street.world.ann)
    street.go(page, f"/posts/{post.pk}/edit/")
    page.context.set_offline(True)
    page.get_by_label("Your words").fill(FINISHED)
    expect(page.locator("[data-autosave-status]")).to_contain_text("No connection: kept on this phone")
    again = page.context.new_page()
    page.close()
    post.refresh_from_db()
    assert post.text == BEGUN, "nothing has arrived"

    again.context.set_offline(False)
    street.go(again, f"/posts/{post.pk}/edit/")
    expect(again.get_by_label("Your words")).to_have_value(FINISHED)
    expect(again.locator("[data-autosave-status]")).to_contain_text("Saved ", timeout=10_000)
    post.refresh_from_db()
    assert post.text == FINISHED


def test_a_post_begun_without_a_connection(street: Street, page_at: PageAt) -> None:
    """The empty page was open when the signal went; the draft does not exist anywhere but on the phone."""
    page = street.as_member(page_at(390), street.world.ann)
    street.go(page, "/write/")
    page.context.set_offline(True)
    page.get_by_label("Your words").fill(FINISHED)
    expect(page.locator("[data-autosave-status]")).to_contain_text("No connection: kept on this phone")
    again = page.context.new_page()
    page.close()
    assert not Post.objects.exists()

    again.context.set_offline(False)
    street.go(again, "/write/")
    expect(again.get_by_label("Your words")).to_have_value(FINISHED)
    expect(again.locator("[data-autosave-status]")).to_contain_text("Saved ", timeout=10_000)
    assert on.newest(street.world.ann).text == FINISHED


def test_the_signal_comes_back_while_the_page_is_open(street: Street, page_at: PageAt) -> None:
    page = street.as_member(page_at(390), street.world.ann)
    street.go(page, "/write/")
    page.context.set_offline(True)
    page.get_by_label("Your words").fill(FINISHED)
    expect(page.locator("[data-autosave-status]")).to_contain_text("No connection")
    page.context.set_offline(False)
    expect(page.locator("[data-autosave-status]")).to_contain_text("Saved ", timeout=10_000)
    expect(page.locator("#check")).to_contain_text("Nothing to change")
    assert Post.objects.count() == 1
    assert not [said for said in complaints(page) if "ERR_INTERNET_DISCONNECTED" not in said]


def test_an_answer_keeps_too(street: Street, page_at: PageAt) -> None:
    """Somebody's half-written answer in the inbox is there again after the tab was closed."""
    post = posts.start(street.world.ann, street.world.harby, text=BEGUN)
    on.publish(post)
    street.turn()
    street.says("Owen", "Until when?")
    row = Conversation.objects.get()
    page = street.as_member(page_at(390), street.world.bal)
    street.go(page, f"/inbox/{row.pk}/")
    page.get_by_label("Your answer").fill("Until n")
    page.wait_for_timeout(300)
    again = page.context.new_page()
    page.close()
    street.go(again, f"/inbox/{row.pk}/")
    expect(again.get_by_label("Your answer")).to_have_value("Until n")
    again.get_by_label("Your answer").fill("Until noon.")
    again.get_by_role("button", name="Answer", exact=True).click()
    expect(again.get_by_text("Your answer is on its way.")).to_be_visible()
    expect(again.get_by_label("Your answer")).to_have_value("")
