"""The first walk through the whole house, in a real browser and against a real server of another project.

Ann posts with a photo from her phone, Bal says yes, it stands on the force's own site and on the network; a resident
answers there, Ann answers back, and at the end everything is withdrawn.
"""

import io
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from django.utils.html import escape
from PIL import Image
from playwright.sync_api import Page, expect

from bluelamp.channels import actions as channels
from bluelamp.channels.models import Channel
from bluelamp.forces.states import Trust
from bluelamp.posts.models import Post
from tests.servers.pds import Pds, Person
from tests.support import street as on
from tests.support.browser import axe, complaints
from tests.support.files import telling_jpeg
from tests.support.street import Street

pytestmark = [*on.MARKS, pytest.mark.servers, pytest.mark.xdist_group("pds")]
PageAt = Callable[..., Page]
WORDS = "We marked 34 bikes at Harby market this morning. The next time is Saturday 9 May from 10:00, at the library."
SLIP = "We caught the burglar of the bike shed. "
ALT = "A row of bikes by the door of the library"
QUESTION = "Do you mark scooters too?"
ANSWER = "Yes, bring your scooter along on Saturday. It takes five minutes."


@pytest.fixture
def force_account(pds: Pds) -> Person:
    return pds.account("northmere")


@pytest.fixture
def network(street: Street, pds: Pds, force_account: Person) -> Channel:
    """Esi connects the force's account, as the guided page does it; Ann is still in training."""
    values = {"handle": force_account.handle, "app_password": pds.app_password(force_account), "service": pds.url}
    street.world.ann.trust = Trust.TRAINEE
    street.world.ann.save()
    return channels.connect(street.world.esi, "bluesky", "Bluesky", values)


def test_the_first_post(street: Street, pds: Pds, network: Channel, force_account: Person, page_at: PageAt) -> None:
    ann = street.sign_in(page_at(390), street.world.ann)
    bal = street.sign_in(page_at(390), street.world.bal)
    post = write_with_a_photo(street, ann)
    say_yes(street, bal, WORDS[:30])
    street.turn()

    record = on_the_network(pds, force_account, post, street)
    stands_on_the_site(street, post)
    reads_well(page_at(390), street.page_of(post))

    resident = pds.account("rhian")
    said = pds.say(resident, QUESTION, reply_to={"root": record, "parent": record})
    street.turn()
    answer_in_the_inbox(street, ann, resident)
    say_yes(street, bal, ANSWER[:20], factor=False)
    street.turn()
    answer = next(r for r in pds.posts(force_account) if r["value"]["text"].startswith(ANSWER))
    assert answer["value"]["reply"] == {"root": record, "parent": {key: said[key] for key in ("uri", "cid")}}
    street.turn()
    street.go(ann, "/inbox/?show=answered")
    expect(ann.get_by_text(QUESTION).first).to_be_visible()

    withdraw(street, ann, post)
    street.turn()
    assert [r["value"]["text"] for r in pds.posts(force_account)] == [answer["value"]["text"]]
    assert status_of(pds, record["uri"]) == 400
    assert httpx.get(street.page_of(post), trust_env=False).status_code == 404
    assert WORDS[:30] not in httpx.get(street.site(), trust_env=False).text
    street.go(ann, f"/posts/{post.pk}/")
    expect(ann.locator("main")).to_contain_text("Withdrawn")
    assert complaints(ann) == [] == complaints(bal)


def write_with_a_photo(street: Street, page: Page) -> Post:
    """From the empty page to "it waits for a yes"; the live check speaks, and falls silent once its words are mended."""
    page.get_by_role("link", name="Write").first.click()
    words = page.get_by_label("Your words")
    words.fill(SLIP + WORDS)
    words.press("End")
    expect(page.locator("#check")).to_contain_text("Nobody has been found guilty yet", timeout=15_000)
    words.fill(WORDS)
    expect(page.locator("#check")).to_contain_text("Nothing to change", timeout=15_000)
    photo = {"name": "IMG_0042.jpg", "mimeType": "image/jpeg", "buffer": telling_jpeg((1600, 1200))}
    page.locator("#id_picture").set_input_files(photo)  # type: ignore[arg-type]
    page.get_by_label("What can one see here?").fill(ALT)
    expect(page.locator("#pictures")).to_contain_text("We took off what the file gave away")
    assert axe(page) == []
    page.get_by_role("button", name="Check and send").click()
    page.get_by_role("button", name="Send to Sgt Bal Sandhu").click()
    on.pass_practice(page)
    page.get_by_role("button", name="Send to Sgt Bal Sandhu").click()
    expect(page.locator("main")).to_contain_text("waiting for a yes")
    post = on.newest(street.world.ann)
    assert (post.state, post.text) == ("waiting", WORDS)
    return post


def say_yes(street: Street, page: Page, words: str, factor: bool = True) -> None:
    """Home says what needs Bal now; he reads it and approves."""
    page.goto(f"{street.url}/")
    on.task(page, "Approve", words).click()
    expect(page.locator("main")).to_contain_text(words)
    page.get_by_role("button", name="Approve").click()
    if factor:
        on.pass_practice(page)
        page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("You said yes.")).to_be_visible()


def on_the_network(pds: Pds, account: Person, post: Post, street: Street) -> dict[str, str]:
    """What a stranger reads there; returns {"uri", "cid"}."""
    (there,) = pds.posts(account)
    record, link = there["value"], street.page_of(post)
    assert record["text"] == f"{WORDS}\n\n{link}"
    (facet,) = record["facets"]
    start, end = facet["index"]["byteStart"], facet["index"]["byteEnd"]
    assert record["text"].encode()[start:end].decode() == link == facet["features"][0]["uri"]
    (image,) = record["embed"]["images"]
    assert image["alt"] == ALT
    picture = blob(pds, account, image["image"]["ref"]["$link"])
    assert b"Secret" not in picture
    assert not Image.open(io.BytesIO(picture)).getexif().get_ifd(0x8825), "where it was taken has gone out with it"
    return {"uri": there["uri"], "cid": there["cid"]}


def blob(pds: Pds, account: Person, cid: str) -> bytes:
    query = {"did": account.did, "cid": cid}
    answer = httpx.get(f"{pds.url}/xrpc/com.atproto.sync.getBlob", params=query, trust_env=False)
    return answer.raise_for_status().content


def status_of(pds: Pds, uri: str) -> int:
    repo, collection, rkey = uri.removeprefix("at://").split("/")
    query = {"repo": repo, "collection": collection, "rkey": rkey}
    return httpx.get(f"{pds.url}/xrpc/com.atproto.repo.getRecord", params=query, trust_env=False).status_code


def stands_on_the_site(street: Street, post: Post) -> None:
    page = httpx.get(street.page_of(post), trust_env=False)
    assert page.status_code == 200
    assert escape(WORDS.split(". ")[0]) in page.text
    assert f'alt="{ALT}"' in page.text
    for part in ("", f"{post.area.slug}/", "feed.atom", "feed.json", "sitemap.xml"):
        assert (
            street.page_of(post) in httpx.get(street.site(part), trust_env=False).text
            or WORDS[:40] in httpx.get(street.site(part), trust_env=False).text
        ), part


def reads_well(page: Page, url: str) -> None:
    page.goto(url)
    expect(page.get_by_role("heading", level=1)).to_contain_text(WORDS[:30])
    image: Any = page.get_by_alt_text(ALT)
    assert image.evaluate("image => image.complete && image.naturalWidth > 0")
    assert axe(page) == []
    assert complaints(page) == []


def answer_in_the_inbox(street: Street, page: Page, resident: Person) -> None:
    street.go(page, "/")
    on.task(page, "Answer", QUESTION).click()
    expect(page.locator("main")).to_contain_text(resident.handle)
    expect(page.locator("main")).to_contain_text(WORDS[:30])
    page.get_by_label("Your answer").fill(ANSWER)
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.get_by_text("Your answer waits for a yes.")).to_be_visible()


def withdraw(street: Street, page: Page, post: Post) -> None:
    street.go(page, f"/posts/{post.pk}/")
    page.get_by_role("button", name="Withdraw everywhere").click()
    expect(page.locator("main")).to_contain_text("Bluesky")
    page.locator("main").get_by_role("textbox").fill("The date was wrong.")
    page.locator("main .govuk-button--warning").click()
    expect(page.locator("main")).to_contain_text("Withdrawn")
