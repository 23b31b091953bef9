"""The page before it goes: it says what will happen, takes answers and safe wordings, and works without scripts."""

import pytest
from django.urls import reverse

from bluelamp.policy import assess
from bluelamp.posts.models import Post
from bluelamp.review import actions, routes
from bluelamp.review.models import Need
from bluelamp.rulebook.findings import Assessment, Draft
from tests.support.posts import finding, make_draft, rules_say
from tests.support.world import World, client_of

pytestmark = pytest.mark.django_db
QUESTION = {"question": "Has the family agreed?", "question_id": "family_agreed"}


@pytest.fixture(autouse=True)
def matrix(world: World) -> None:
    routes.install_default(world.force)


@pytest.fixture
def asking(monkeypatch: pytest.MonkeyPatch) -> None:
    """One rule that asks, and is content with a yes."""

    def preview(_force: object, draft: Draft) -> Assessment:
        if draft.facts.get("family_agreed") == "yes":
            return Assessment("ok", (), (), ())
        return Assessment("block", ("PERS",), (finding("block", **QUESTION),), ())

    monkeypatch.setattr(assess, "preview", preview)


def url(post: Post) -> str:
    return reverse("review:send", args=[post.pk])


def test_the_button_counts_what_the_cards_say_must_change(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rules_say(monkeypatch, finding("block"), finding("block", exception_by="press"))
    assert "Cannot go: 2 things to change" in client_of(world.ann).get(url(make_draft(world.ann))).content.decode()


@pytest.mark.usefixtures("asking")
def test_answers_are_kept_and_the_draft_is_looked_at_again(world: World) -> None:
    post = make_draft(world.ann)
    client = client_of(world.ann)
    assert "Cannot go: 1 thing to change" in client.get(url(post)).content.decode()
    client.post(url(post), {"seen": post.revision, "do": "look", "fact-family_agreed": "yes"})
    post.refresh_from_db()
    assert (post.state, post.answers) == ("draft", {"family_agreed": "yes"})
    assert "Publish now" in client.get(url(post)).content.decode()


@pytest.mark.usefixtures("asking")
def test_an_answer_goes_along_with_sending(world: World) -> None:
    post = make_draft(world.ann)
    client_of(world.ann).post(url(post), {"seen": post.revision, "fact-family_agreed": "yes"})
    post.refresh_from_db()
    assert post.state == "approved"
    assert post.approved is not None
    assert post.approved.frozen["answers"] == {"family_agreed": "yes"}


def test_the_safe_wording_is_put_in(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    post = make_draft(world.ann, "We caught the thief today.")
    rules_say(monkeypatch, finding("review", start=3, end=19, rewrite="arrested a man", replaces="words"))
    client_of(world.ann).post(url(post), {"seen": post.revision, "use_this": "TEST-01:3:19"})
    post.refresh_from_db()
    assert (post.state, post.text) == ("draft", "We arrested a man today.")


def test_a_draft_that_moved_on_is_not_sent(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rules_say(monkeypatch)
    post = make_draft(world.ann)
    answer = client_of(world.ann).post(url(post), {"seen": post.revision - 1})
    assert answer.status_code == 409
    assert "changed somewhere else" in answer.content.decode()
    post.refresh_from_db()
    assert post.state == "draft"


def test_without_the_second_step_one_may_look_and_not_send(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rules_say(monkeypatch)
    post = make_draft(world.ann)
    client = client_of(world.ann, factor=False)
    assert client.get(url(post)).status_code == 200
    assert client.post(url(post), {"seen": post.revision}).headers["Location"].startswith("/second-step/")
    post.refresh_from_db()
    assert post.state == "draft"


def test_an_exception_needs_its_reason(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rules_say(monkeypatch, finding("block", exception_by="press"))
    post = make_draft(world.ann)
    client = client_of(world.ann)
    assert "Ask for an exception: Cara Whitlow" in client.get(url(post)).content.decode()
    assert client.post(url(post), {"seen": post.revision}).status_code == 409
    said = {"seen": post.revision, "exception_reason": "He is dangerous."}
    assert client.post(url(post), said).status_code == 302
    need = Need.objects.open().get(post=post)
    page = client_of(world.cara).get(reverse("review:need", args=[need.pk])).content.decode()
    assert "He is dangerous." in page


@pytest.mark.usefixtures("asking")
def test_whoever_decides_reads_question_and_answer(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.ann.trust = 0
    world.ann.save()
    post = make_draft(world.ann)
    actions.submit(world.ann, post, post.revision, {"family_agreed": "yes"})
    need = Need.objects.open().get(post=post)
    page = client_of(world.bal).get(reverse("review:need", args=[need.pk])).content.decode()
    assert "family_agreed" in page
    assert "<strong>Yes</strong>" in page


def test_the_second_to_decide_gets_a_kind_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rules_say(monkeypatch)
    world.ann.trust = 0
    world.ann.save()
    post = make_draft(world.ann)
    actions.submit(world.ann, post, post.revision)
    need = Need.objects.open().get(post=post)
    actions.approve(world.bal, need, need.version.digest)
    client = client_of(world.bal)
    said = {"decision": "approve", "digest": need.version.digest, "reason": ""}
    for answer in (
        client.get(reverse("review:need", args=[need.pk])),
        client.post(reverse("review:decide", args=[need.pk]), said),
    ):
        assert answer.status_code == 409
        assert "Somebody was faster" in answer.content.decode()
