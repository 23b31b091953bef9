"""What the house is for, told through its pages and with turns made by hand: safe, quick, stopped, withdrawn, paused."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from bluelamp.forces.models import Hold, Member
from bluelamp.forces.states import Trust
from bluelamp.inbox import actions as inbox
from bluelamp.inbox.models import Conversation
from bluelamp.kernel import clock
from bluelamp.media.models import Picture
from bluelamp.posts import actions as posts
from bluelamp.posts.models import Post, Version
from bluelamp.posts.when import When
from bluelamp.publishing.models import Delivery
from bluelamp.review import actions as review
from bluelamp.review.models import Need
from tests.support.files import Sent, telling_jpeg
from tests.support.street import Town
from tests.support.world import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.forces.demo_urls")]
CHEERFUL = "Our coffee morning is on Saturday from 10:00 in the library at Harby."
CLOSED = "Hill Road is closed because of a fallen tree. Please go round by Bridge Street."


def words(answer: Any) -> str:
    return str(answer.content.decode())


def write(client: Client, text: str, **more: Any) -> Post:
    """Through the composer, as a phone without scripts sends it: the empty page, then everything with one button."""
    page = client.get(reverse("posts:write"))
    blank: Post = page.context["post"]
    places = [str(chip.channel.pk) for chip in page.context["chips"]]
    said = {"text": text, "new": page.context["token"], "do": "check", "channels": places, "timing": "now", **more}
    answer = client.post(reverse("posts:edit", args=[blank.pk]), said)
    assert answer.status_code == 302, words(answer)
    return Post.objects.get(pk=blank.pk)


def send(client: Client, post: Post, **more: Any) -> Any:
    return client.post(reverse("review:send", args=[post.pk]), {"seen": post.revision, **more})


def said_by(town: Town, author: Member, text: str, **more: Any) -> Post:
    """A post that has gone through the gate."""
    post = posts.start(author, town.world.harby, text=text, **more)
    return review.submit(author, post, post.revision)


def press_stop(client: Client, who: Member) -> None:
    answer = client.post(reverse("forces:stop", args=[who.pk]), {"reason": "own", "words": "Misuse was reported."})
    assert answer.status_code == 302, words(answer)


def live(post: Post) -> int:
    return Delivery.objects.filter(post=post).exclude(actual=None).count()


def test_a_rumour_is_put_right_on_every_channel(town: Town) -> None:
    """Scenario 1: the supervisor writes what is checked, the press office clears it, and it is out."""
    bal, cara = client_of(town.world.bal), client_of(town.world.cara)
    text = "Nobody was hurt at the mosque today. We have been there all afternoon. Our next update is at 15:30."
    post = write(bal, text, kind="rebuttal")
    assert "Send to Cara Whitlow" in words(bal.get(reverse("review:send", args=[post.pk])))
    assert send(bal, post).status_code == 302
    town.turn()
    assert not Delivery.objects.filter(post=post).exists(), "nobody has said yes"
    need = Need.objects.open().get(post=post)
    assert "Putting a rumour right" in words(cara.get("/queue/"))
    said = {"decision": "approve", "digest": need.version.digest, "reason": ""}
    assert cara.post(reverse("review:decide", args=[need.pk]), said).status_code == 302
    town.turn()
    assert live(post) == len(town.places) == 2
    assert "Live on 2 of 2" in words(bal.get(reverse("publishing:post", args=[post.pk])))
    assert text in town.residents_see()[0]["text"]


def test_a_first_post_in_a_minute(town: Town) -> None:
    """Scenario 2: the place is taken off the photo, the words are mended with one press, nobody else has to look."""
    ann = client_of(town.world.ann)
    photo = Sent(telling_jpeg((1200, 900)))
    post = write(ann, "The dealer was arrested on Quay Street this morning. Officers found drugs there.", picture=photo)
    picture = Picture.objects.get()
    assert "where it was taken" in words(ann.get(reverse("posts:edit", args=[post.pk])))
    assert picture.removed
    page = ann.get(reverse("review:send", args=[post.pk]))
    finding = next(f for f in page.context["gate"].said.findings if f.rewrite)
    assert escape(finding.say) in words(page)
    place = f"{finding.rule}:{finding.start}:{finding.end}"
    assert send(ann, post, use_this=place).status_code == 302
    post.refresh_from_db()
    assert finding.rewrite in post.text
    page = ann.get(reverse("review:send", args=[post.pk]))
    assert finding.rule not in {f.rule for f in page.context["gate"].said.findings}, "one press has mended it"
    shown = post.pictures.get()
    mended = "A 34-year-old man was arrested on suspicion of supplying drugs on Quay Street this morning."
    posts.save(town.world.ann, post, post.revision, text=mended, alts={str(shown.pk): "Two officers at a door"})
    post.refresh_from_db()
    assert "Publish now" in words(ann.get(reverse("review:send", args=[post.pk])))
    assert send(ann, post).status_code == 302
    town.turn()
    page_of_it = town.public(post).read_text()
    assert "suspicion of supplying drugs" in page_of_it
    assert 'alt="Two officers at a door"' in page_of_it
    for file in town.public(post).parent.glob("*.jpg"):
        assert b"Secret" not in file.read_bytes()
        assert b"GPS" not in file.read_bytes()


def test_stopped_before_harm(town: Town) -> None:
    """Scenario 3: a named man under arrest does not leave, and the page says why, what to write, and who may decide."""
    ann = client_of(town.world.ann)
    post = write(ann, "We have arrested Kevin Marsh, 34, of Mill Lane, for the burglary at the chip shop.")
    answer = send(ann, post)
    assert answer.status_code == 409
    page = words(answer)
    assert "Do not name anyone before they are charged." in page
    assert "has been arrested on suspicion of [offence]" in page
    assert "The press office may allow an exception." in page
    town.turn()
    post.refresh_from_db()
    assert post.state == "draft"
    assert not Version.objects.filter(post=post).exists()
    assert not Delivery.objects.exists()
    assert town.residents_see() == []


def test_stop_them_using_it_again(town: Town) -> None:
    """Scenario 4: two taps end sessions, scheduled posts and reply rights; lifting it lets the posts go."""
    world = town.world
    ann, bal = client_of(world.ann), client_of(world.bal)
    first = said_by(town, world.ann, CLOSED)
    town.turn()
    town.says("Rhian", "Until when?")
    conversation = Conversation.objects.get()
    inbox.assign(world.bal, conversation, world.ann)
    soon = posts.start(world.ann, world.harby, text=CHEERFUL)
    soon = posts.save(world.ann, soon, soon.revision, due=When(at=clock.now() + timedelta(hours=1), wall="soon"))
    review.submit(world.ann, soon, soon.revision)
    now = said_by(town, world.ann, "We are at the market until noon.")

    press_stop(bal, world.ann)
    assert ann.get("/").status_code == 302, "the next request is not honoured"
    assert "Your access is paused" in words(ann.get("/accounts/login/"))
    clock.push(timedelta(hours=2))
    try:
        town.turn()
        assert (live(first), live(now), live(soon)) == (2, 0, 0)
        kept_back = words(bal.get("/withheld/"))
        assert "We are at the market until noon." in kept_back
        assert CHEERFUL in kept_back
        assert "is stopped" in kept_back
        assert escape("is stopped, so this is with the whole team") in words(bal.get(f"/inbox/{conversation.pk}/"))
        assert bal.post(reverse("forces:lift", args=[world.ann.pk])).status_code == 302
        town.turn()
        assert (live(now), live(soon)) == (2, 2)
    finally:
        clock.push(timedelta(hours=-2))


def test_an_approval_does_not_outlive_its_giver(town: Town) -> None:
    """A yes of somebody who is stopped before the post has gone counts for nothing until they go on again."""
    world = town.world
    world.ann.trust = Trust.TRAINEE
    world.ann.save()
    post = said_by(town, world.ann, CHEERFUL)
    need = Need.objects.open().get(post=post)
    review.approve(world.bal, need, need.version.digest)
    esi = client_of(world.esi)
    press_stop(esi, world.bal)
    town.turn()
    assert live(post) == 0
    assert "who approved it, is stopped" in words(esi.get("/withheld/"))


def test_missing_and_found(town: Town) -> None:
    """Scenario 5: one press, and name and picture are gone from every place; what remains is a task, here nothing."""
    world = town.world
    draft = posts.start(world.ann, world.harby, kind="appeal_missing", text="Have you seen Lily, 13? She went missing "
                        "from Harby on Friday 1 May at 16:00. She wore a red coat. Call 101, reference 123.")  # fmt: skip
    posts.add_picture(world.ann, draft, Sent(telling_jpeg((800, 600))), alt="Lily in a red coat")
    draft.refresh_from_db()
    appeal = {"owner": "DS Cole", "reference": "123", "review_at": "2031-05-04T09:00", "expires_at": "2031-05-10T12:00"}
    post = review.submit(world.ann, draft, draft.revision, appeal)
    for need in Need.objects.open().filter(post=post):
        review.approve(world.bal if need.role == "supervisor" else world.cara, need, need.version.digest)
    town.turn()
    assert live(post) == 2
    folder = town.public(post).parent
    assert "Lily" in town.public(post).read_text()
    assert list(folder.glob("*.jpg"))

    bal = client_of(world.bal)
    withdraw = reverse("publishing:withdraw", args=[post.pk])
    page = bal.get(withdraw)
    assert "Withdraw from 2 places?" in words(page)
    reason = next(name for name in page.context["form"].fields)
    assert bal.post(withdraw, {reason: "Found safe"}).status_code == 302
    town.turn()
    assert live(post) == 0
    assert not folder.exists()
    site = town.public(post).parents[4]
    left = [file for file in site.rglob("*") if file.is_file() and b"Lily" in file.read_bytes()]
    assert left == []
    assert town.residents_see() == []
    assert not list((town.network() / "pictures").rglob("*.jpg"))
    assert "Taken down" in words(bal.get(reverse("publishing:post", args=[post.pk])))


def test_hold(town: Town) -> None:
    """Scenario 23: one press stops the cheerful; roads, missing children and withdrawals still go; everybody sees why."""
    world = town.world
    out = said_by(town, world.ann, "The library is open again.")
    town.turn()
    cheerful = said_by(town, world.ann, CHEERFUL)
    cara, ann = client_of(world.cara), client_of(world.ann)
    said = {"reason": "own", "words": "A serious incident at the quay", "exempt": ["warning", "appeal_missing"]}
    assert cara.post("/hold/", said).status_code == 302
    assert "A serious incident at the quay" in words(ann.get("/"))
    closed = said_by(town, world.ann, CLOSED, kind="warning")
    posts.retract(world.ann, out, "Not now")
    town.turn()
    assert (live(cheerful), live(closed), live(out)) == (0, 2, 0)
    assert "Publishing is paused" in words(ann.get(reverse("publishing:post", args=[cheerful.pk])))
    hold = Hold.objects.open().get()
    assert cara.post(reverse("forces:lift_hold", args=[hold.pk])).status_code == 302
    town.turn()
    assert live(cheerful) == 2


def test_an_answer_goes_through_the_same_gate(town: Town) -> None:
    """The desk's answer with somebody's number in it does not go; without it, it stands under the question."""
    said_by(town, town.world.ann, CLOSED)
    town.turn()
    town.says("Owen", "How long will that take?")
    dev = client_of(town.world.dev)
    row = Conversation.objects.get()
    answer = dev.post(f"/inbox/{row.pk}/answer/", {"text": "Ask Mr Pell on 07700 900123, he was born on 3 May 1961."})
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("/send/"), "the words are kept, and the rules speak"
    town.turn()
    assert len(town.residents_see()) == 2
    dev.post(f"/inbox/{row.pk}/answer/", {"text": "We hope to open it again by six this evening."})
    town.turn()
    newest = town.residents_see()[0]
    assert newest["text"].startswith("We hope to open it again")
    assert newest["answers"] == next(m["id"] for m in town.residents_see() if m["by"] == "resident")
    town.turn()
    row.refresh_from_db()
    assert row.state == "answered"
