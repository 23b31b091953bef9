"""Scenarios 18, 19 and 20 on a phone: one stage for everybody, two harmless halves, and last year's picture."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from bluelamp.media.models import PictureTie
from bluelamp.policy.models import Case
from bluelamp.posts import actions as posts
from bluelamp.posts.models import Post
from bluelamp.publishing.models import Delivery
from tests.support import drawn, files, phone
from tests.support import street as on
from tests.support.browser import complaints
from tests.support.cases import REF, make_case
from tests.support.posts import make_draft
from tests.support.street import Street
from tests.support.world import make_member

pytestmark = on.MARKS
PageAt = Callable[..., Page]
HALVES = (
    "Specially trained officers are supporting a 34-year-old woman after a report of a sexual offence in Harby.",
    "Were you in Cedar Close on Friday night? Please call 101 if you have pictures from a doorbell.",
)


def test_one_stage_for_everybody(street: Street, page_at: PageAt) -> None:
    """Scenario 18: set once by the supervisor; drafts, and what was agreed and not yet out, follow the same limits."""
    phone.country(street)
    world = street.world
    case = make_case(world.bal, lead=world.bal)
    others = [
        make_member(world.force, name, roles=[("officer", world.harby)], team=world.team)
        for name in ("Una Pell", "Vic Stone", "Wyn Rowe", "Xan Hale")
    ]
    drafts = [
        (who, about(case, make_draft(who, f"Officers seized {n} stolen bikes from his shed in Mill Street.")))
        for n, who in enumerate(others, 2)
    ]
    ann = phone.phone(street, page_at(390), world.ann)
    phone.write(ann, "Officers seized a knife from his shed in Mill Street.", REF)
    phone.last_look(ann)
    phone.press(ann, "Publish now")
    phone.says(ann, "It is on its way")

    bal = phone.phone(street, page_at(390), world.bal)
    phone.go(street, bal, f"/cases/{case.pk}/")
    phone.press(bal, "Arrested")
    expect(bal.get_by_role("button", name="Arrested")).to_have_attribute("aria-pressed", "true")
    phone.fits(bal)

    street.turn()
    assert not Delivery.objects.exclude(wanted=None).exists(), "agreed before the arrest, looked at again after it"
    phone.go(street, ann, f"/posts/{on.newest(world.ann).pk}/")
    phone.says(ann, "A court may still have to decide this case")
    for who, post in drafts:
        page = street.as_member(page_at(390), who)
        phone.go(street, page, f"/posts/{post.pk}/send/")
        phone.says(page, "A court may still have to decide this case")
        expect(page.locator("#case-head")).to_contain_text("Arrested")
        assert page.get_by_role("button", name="Publish now").count() == 0
    assert complaints(ann) == [] == complaints(bal)


def about(case: Case, post: Post) -> Post:
    return posts.save(post.author, post, post.revision, case=case)


def test_two_harmless_halves(street: Street, page_at: PageAt) -> None:
    """Scenario 19: one post has the age, the next the street; the second is stopped while it is written."""
    phone.country(street)
    make_case(street.world.bal, title="Sexual offence in Harby")
    page = phone.phone(street, page_at(390), street.world.ann)
    phone.write(page, HALVES[0], REF)
    phone.rules_say(page, "Nothing to change")
    phone.last_look(page)
    phone.press(page, "Publish now")
    phone.says(page, "It is on its way")
    street.turn()
    told = len(street.residents_see())
    assert told == 1

    phone.go(street, page, "/")
    phone.write(page, HALVES[1], REF)
    phone.rules_say(page, "Together with what we have told already")
    expect(page.locator("#check mark").first).to_have_text("Cedar Close")
    phone.last_look(page)
    phone.says(page, "Together with what we have told already, this tells a neighbour who it is")
    phone.says(page, "Cannot go: 1 thing to change")
    street.turn()
    assert len(street.residents_see()) == told

    phone.change(page)
    phone.say(page, "Were you in Harby on Friday night? Please call 101 if you can help.")
    phone.rules_say(page, "Nothing to change")
    assert complaints(page) == []


def test_youth_in_the_dock(street: Street, page_at: PageAt, tmp_path: Path) -> None:
    """Scenario 20: a pupil of last year's school visit is charged; the picture of that day is tied to the case."""
    phone.country(street)
    world = street.world
    visit = tmp_path / "visit.jpg"
    visit.write_bytes(files.saved(drawn.street((900, 700), 5)))
    then = make_draft(world.ann, "We marked 34 bikes by the bike shed of the school.", channels=list(street.places))
    shown = posts.add_picture(world.ann, then, files.Sent(visit.read_bytes(), "visit.jpg"), "Bikes by a shed")
    then.refresh_from_db()
    on.publish(then)
    make_case(world.bal, stage="charged", title="A 16-year-old is charged with robbery")
    bal = phone.phone(street, page_at(390), world.bal)
    phone.go(street, bal, f"/pictures/{shown.pk}/")
    bal.get_by_label("Reference of the case").fill(REF)
    phone.press(bal, "Tie it to this case")
    expect(bal.locator("main")).to_contain_text(REF)
    assert PictureTie.objects.get().case_ref == REF

    page = phone.phone(street, page_at(390), world.ann)
    phone.write(page, "We marked 20 more bikes at the school this morning.")
    phone.rules_say(page, "Nothing to change")
    page.set_input_files("#id_picture", visit)
    expect(page.locator("#pictures")).to_contain_text(f"This picture is tied to the case {REF}", timeout=phone.SOON)
    page.get_by_label("What can one see here?").fill("Bikes by a shed")
    phone.rules_say(page, "This picture shows somebody from a case")
    phone.fits(page)
    phone.last_look(page)
    phone.says(page, "choose another picture")
    phone.says(page, "Cannot go")
    assert complaints(page) == [] == complaints(bal)
