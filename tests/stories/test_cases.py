"""The case register at work, through the pages: one stage for everybody, youth, election, pause, jigsaw, questions."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bluelamp.forces import hold
from bluelamp.forces.models import Member
from bluelamp.media.actions import tie
from bluelamp.media.models import Picture
from bluelamp.policy import actions as policy
from bluelamp.policy import register
from bluelamp.policy.models import Case, Verdict
from bluelamp.posts.models import Post
from bluelamp.publishing import release
from bluelamp.publishing.models import Delivery
from bluelamp.review import routes
from bluelamp.review.models import Need
from tests.support.cases import REF, make_case
from tests.support.files import Sent, telling_jpeg
from tests.support.posts import make_places
from tests.support.world import World, client_of, make_member

pytestmark = pytest.mark.django_db

PACK = """
[pack]
name = "northmere"
version = "1"

[[rules]]
id = "NM-ARREST"
title = "After an arrest"
risk = "CHARGE"
weight = "block"
say = "Somebody is arrested. Leave out what was found and what they said."
why = "A trial could be stopped because of it."
basis = "Contempt of Court Act 1981"
exception_by = "none"
when.case_states = ["arrest", "charged", "trial"]
[[rules.check]]
use = "words"
any = ["knife", "admitted"]
[rules.examples]
flags = [{ text = "We found a knife.", case_state = "arrest" }]
passes = ["We found a knife."]

[[rules]]
id = "NM-YOUTH"
title = "A picture from before"
risk = "YOUTH"
weight = "block"
say = "This picture shows somebody from a case. Choose another."
why = "A child who is charged must not be recognised."
basis = "Children and Young Persons Act 1933"
exception_by = "none"
statutory = true
[[rules.check]]
use = "media_facts"
has = ["tied_to"]
[rules.examples]
flags = [{ text = "We were at the school.", media = [{ kind = "photo", facts = { tied_to = ["14/1/26"] } }] }]
passes = ["We were at the school."]

[[rules]]
id = "NM-VOTE"
title = "Before an election"
risk = "POL"
weight = "review"
say = "An election is near. The press office looks first."
why = "We help or harm nobody who stands."
basis = "House rule"
exception_by = "press"
when.facts = { election = true }
[[rules.check]]
use = "words"
any = ["lee moss", "minister", "poll"]
[rules.examples]
flags = [{ text = "Lee Moss joined our patrol.", facts = { election = true } }]
passes = ["Lee Moss joined our patrol."]

[[rules]]
id = "NM-HOLD"
title = "While publishing is paused"
risk = "TONE"
weight = "block"
say = "Publishing is paused here. Keep this for later."
why = "Something serious has happened, and a cheerful post would hurt."
basis = "House rule"
exception_by = "press"
when.facts = { hold = true }
[[rules.check]]
use = "always"
[rules.examples]
flags = [{ text = "Happy Friday!", facts = { hold = true } }]
passes = ["Happy Friday!"]

[[rules]]
id = "NM-JIGSAW"
title = "Two halves"
risk = "VICT"
weight = "block"
say = "Together with what we have told, somebody could work out who she is."
why = "Two harmless posts can name a person."
basis = "Sexual Offences (Amendment) Act 1992"
exception_by = "none"
[[rules.check]]
use = "jigsaw"
topic = ["reported a rape"]
at_least = 2
together = true
[rules.check.groups]
work = ["barista"]
street = ["cedar close"]
[rules.examples]
flags = [{ text = "It was in Cedar Close.", earlier = ["A barista reported a rape."] }]
passes = ["It was in Cedar Close."]

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
any = ["warrant", "raid"]
[rules.examples]
flags = ["A warrant in Westvale."]
passes = [{ text = "A warrant in Westvale.", facts = { operation_over = "yes" } }]
"""


@pytest.fixture(autouse=True)
def rules(world: World) -> None:
    routes.install_default(world.force)
    make_places(world.force)
    policy.install(world.force, None, PACK, policy.OWN)


def words(answer: Any) -> str:
    return str(answer.content.decode())


def write(client: Client, text: str, **more: Any) -> Post:
    page = client.get(reverse("posts:write"))
    blank: Post = page.context["post"]
    places = [str(chip.channel.pk) for chip in page.context["chips"]]
    said = {"text": text, "new": page.context["token"], "do": "check", "channels": places, "timing": "now", **more}
    answer = client.post(reverse("posts:edit", args=[blank.pk]), said)
    assert answer.status_code == 302, words(answer)
    return Post.objects.get(pk=blank.pk)


def last_look(client: Client, post: Post) -> str:
    return words(client.get(reverse("review:send", args=[post.pk])))


def send(client: Client, post: Post, **more: Any) -> Post:
    post.refresh_from_db()
    client.post(reverse("review:send", args=[post.pk]), {"seen": post.revision, **more})
    post.refresh_from_db()
    return post


def out(post: Post) -> bool:
    return Delivery.objects.filter(post=post).exclude(wanted=None).exists()


def five(world: World) -> list[Member]:
    names = ("Una Pell", "Vic Stone", "Wyn Rowe", "Xan Hale")
    return [world.ann, *(make_member(world.force, n, roles=[("officer", world.harby)], team=world.team) for n in names)]


def test_the_stage_added_once_is_followed_by_everybody(world: World) -> None:
    """Scenario 18: five officers have written about it, some agreed already; then somebody is arrested."""
    case = make_case(world.bal, lead=world.bal)
    text = "We were in Mill Street and found a knife. Number {}."
    drafts = [(client_of(who), write(client_of(who), text.format(n), case=REF)) for n, who in enumerate(five(world))]
    agreed = [send(client, post) for client, post in drafts[:2]]
    assert [post.state for post in agreed] == ["approved", "approved"]
    for client, post in drafts[2:]:
        assert "leave out what was found" not in last_look(client, post).lower()

    assert client_of(world.bal).post(f"/cases/{case.pk}/stage/", {"stage": "arrest"}).status_code == 302

    release.turn()
    assert not any(out(post) for post in agreed), "agreed before the arrest, looked at again after it"
    assert "Leave out what was found" in words(drafts[0][0].get(reverse("publishing:post", args=[agreed[0].pk])))
    assert words(client_of(world.bal).get(reverse("publishing:withheld"))).count("Leave out what was found") == 2
    for client, post in drafts[2:]:
        page = last_look(client, post)
        assert "Leave out what was found" in page
        assert "Cannot go: 1 thing to change" in page
        assert "Arrested" in page
        assert send(client, post).state == "draft"

    assert client_of(world.bal).post(f"/cases/{case.pk}/stage/", {"stage": "sentenced"}).status_code == 302
    release.turn()
    assert all(out(post) for post in agreed)


def test_nobody_gets_a_stage_past_the_register(world: World) -> None:
    """A kinder stage in the draft, or an answer with the register's name, changes nothing."""
    make_case(world.bal, stage="charged")
    client = client_of(world.ann)
    post = write(
        client, "He admitted it.", case=REF, case_state="sentenced", **{"fact-case_orders": "none", "fact-hold": "no"}
    )
    assert "Leave out what was found" in last_look(client, post)
    other = write(client, f"He admitted it, {REF}.")
    assert "Your words name this case" in last_look(client, other)
    assert send(client, other).state == "draft"


def test_a_case_is_found_by_the_words_people_know_and_taken_up_with_one_tap(world: World) -> None:
    case = make_case(world.bal, stage="arrest", known_as=["Mill Street"])
    client = client_of(world.ann)
    post = write(client, "We found a knife in Mill Street.")
    assert f"Is this about {REF}" in last_look(client, post)
    client.post(reverse("review:send", args=[post.pk]), {"seen": post.revision, "case_is": REF})
    post.refresh_from_db()
    assert post.case == case
    assert "Leave out what was found" in last_look(client, post)
    assert "Is this about" not in last_look(client, post)


def test_a_reference_that_nobody_knows_says_what_to_do(world: World) -> None:
    client = client_of(world.ann)
    post = write(client, "Words.")
    answer = client.post(
        reverse("posts:edit", args=[post.pk]), {"text": "Other words.", "case": "99/1/26", "base": post.revision}
    )
    assert answer.status_code == 400
    assert "No case has this reference" in words(answer)
    post.refresh_from_db()
    assert post.text == "Other words.", "the rest is kept"


def test_youth_in_the_dock(world: World) -> None:
    """Scenario 20: last year's picture of a school visit, and one of the pupils is charged now."""
    make_case(world.bal, stage="charged")
    client = client_of(world.ann)
    post = write(client, "We are back at the school tomorrow.")
    page = client.get(reverse("posts:edit", args=[post.pk]))
    picture = {"picture": Sent(telling_jpeg(), "visit.jpg"), "do": "picture", "base": post.revision, "text": post.text}
    assert client.post(reverse("posts:edit", args=[post.pk]), picture).status_code == 302, words(page)
    assert "Choose another" not in last_look(client, post)
    tie(world.cara, Picture.objects.get(), REF)
    assert "This picture shows somebody from a case" in last_look(client, post)
    assert send(client, post).state == "draft"


def test_election(world: World) -> None:
    """Scenario 30: in those weeks candidates, visits and polls go to the press office; appeals do not."""
    today = register.today(world.force)
    client, cara = client_of(world.ann), client_of(world.cara)
    before = write(client, "Lee Moss joined our patrol today.")
    assert "Publish now" in last_look(client, before)
    vote = {"title": "Mayor", "begins_on": today, "ends_on": today + timedelta(days=20), "candidates": "Lee Moss"}
    assert cara.post("/calendar/add/", vote).status_code == 302
    page = last_look(client, before)
    assert "An election is near" in page
    assert "Send to Cara Whitlow" in page
    assert send(client, before).state == "waiting"
    assert Need.objects.open().get(post=before).role == "press"
    appeal = write(client, "Have you seen Edith, 84? She was last seen in Harby.", kind="warning")
    assert "Publish now" in last_look(client, appeal)


def test_a_cheerful_post_in_a_pause_tells_its_author_why(world: World) -> None:
    """Scenario 23: the author reads why, and what is exempt still goes."""
    hold.press(world.cara, "A fatal stabbing in Harby")
    client = client_of(world.ann)
    cheerful = write(client, "Who wants to name our new dog?")
    page = last_look(client, cheerful)
    assert "A fatal stabbing in Harby" in page
    assert "Publishing is paused here. Keep this for later." in page
    road = write(client, "Mill Street is closed. Please use Park Road.", kind="warning")
    assert "Publish now" in last_look(client, road)


def test_two_harmless_halves(world: World) -> None:
    """Scenario 19: one post has the work, the next the street. The second is stopped while it is written."""
    make_case(world.bal)
    client = client_of(world.ann)
    first = write(client, "A barista reported a rape in Harby.", case=REF)
    second = write(client, "We are asking in Cedar Close for pictures from doorbells.", case=REF)
    assert "Together with what we have told" not in last_look(client, second)
    assert send(client, first).state == "approved"
    assert "Together with what we have told" in last_look(client, second)
    assert send(client, second).state == "draft"


def test_two_harmless_halves_that_wait_at_the_same_time(world: World) -> None:
    """Neither was public when the other was written; whoever says yes to the second is told."""
    make_case(world.bal)
    world.ann.trust = 0
    world.ann.save()
    client, bal = client_of(world.ann), client_of(world.bal)
    texts = ("A barista reported a rape in Harby.", "We are asking in Cedar Close for pictures from doorbells.")
    answers = []
    for post in [send(client, write(client, text, case=REF)) for text in texts]:
        need = Need.objects.open().get(post=post)
        said = {"decision": "approve", "digest": need.version.digest, "reason": ""}
        answers.append(bal.post(reverse("review:decide", args=[need.pk]), said))
    assert [answer.status_code for answer in answers] == [302, 409]
    assert "Together with what we have told" in words(answers[1])


def test_a_question_is_asked_once_answered_with_a_tap_told_and_taken_back(world: World) -> None:
    client = client_of(world.ann)
    world.ann.trust = 0
    world.ann.save()
    post = write(client, "A warrant in Westvale. The raid took an hour.")
    page = last_look(client, post)
    assert page.count('value="operation_over:yes"') == 1
    url = reverse("posts:edit", args=[post.pk])
    places = [str(place.pk) for place in post.channels.all()]
    tap = {
        "text": "A warrant in Westvale. The raid took two hours.",
        "answer": "operation_over:yes",
        "base": post.revision,
        "channels": places,
    }
    answer = client.post(url, tap, headers={"HX-Request": "true"})
    assert answer.headers["Location"] == reverse("review:check", args=[post.pk])
    post.refresh_from_db()
    assert (post.answers, post.text) == ({"operation_over": "yes"}, tap["text"]), "no word is lost"
    panel = words(client.get(answer.headers["Location"]))
    assert "Do not tell where we are" not in panel
    assert "You answered 1 question" in panel
    client.post(reverse("review:send", args=[post.pk]), {"seen": post.revision, "answer": "operation_over:"})
    post.refresh_from_db()
    assert (post.answers, post.state) == ({}, "draft")
    send(client, post, answer="operation_over:yes")
    assert post.answers == {"operation_over": "yes"}
    assert send(client, post).state == "waiting"
    need = Need.objects.open().get(post=post)
    told = words(client_of(world.bal).get(reverse("review:need", args=[need.pk])))
    assert "Is it over?" in told
    assert "PC Ann Ashdown, " in told
    assert Verdict.objects.latest("created_at").answers == {"operation_over": "yes"}


def test_who_decides_does_not_say_yes_to_what_has_moved_on(world: World) -> None:
    case = make_case(world.bal)
    world.ann.trust = 0
    world.ann.save()
    client = client_of(world.ann)
    post = send(client, write(client, "We found a knife.", case=REF))
    need = Need.objects.open().get(post=post)
    Case.objects.filter(pk=case.pk).update(stage="arrest")
    said = {"decision": "approve", "digest": need.version.digest, "reason": ""}
    answer = client_of(world.bal).post(reverse("review:decide", args=[need.pk]), said)
    assert answer.status_code == 409
    assert "Things have changed since this was sent" in words(answer)
    post.refresh_from_db()
    assert post.state == "waiting"


def test_an_appeal_is_asked_who_answers_for_it_and_when_it_ends(world: World) -> None:
    client = client_of(world.ann)
    fields = {
        "owner": "DS Cole",
        "reference": "77 of 3 May",
        "review_at": "2031-05-04T09:00",
        "expires_at": "2031-05-10T12:00",
    }
    post = write(client, "Did you see anything?", kind="appeal_witness", **fields)
    assert post.answers == fields
    page = words(client.get(reverse("posts:edit", args=[post.pk])))
    assert 'value="2031-05-04T09:00"' in page
    wrong = {"text": post.text, "expires_at": "soon", "owner": "", "base": post.revision, "kind": post.kind}
    answer = client.post(reverse("posts:edit", args=[post.pk]), wrong)
    assert answer.status_code == 400
    post.refresh_from_db()
    assert post.answers == {k: v for k, v in fields.items() if k != "owner"}, "what cannot be read changes nothing"


def test_a_consent_on_record_goes_along(world: World) -> None:
    client = client_of(world.ann)
    today = register.today(world.force)
    yes = {"kind": "story", "whom": "A woman", "given_on": today, "area": str(world.harby.pk)}
    assert client.post("/consents/add/", yes).status_code == 302
    post = write(client, "Joan asked us to tell you about her medals.", consent="C-1001")
    assert post.consent is not None
    assert send(client, post).approved is not None
    assert Verdict.objects.latest("created_at").facts["consent"] == "C-1001"
