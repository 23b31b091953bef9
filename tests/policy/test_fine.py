"""“This is fine because ...” is kept, tells a reviewer, and opens nothing."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.audit.models import Content, Entry
from bluelamp.forces.models import Member
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from bluelamp.policy import assess, cards, fine
from bluelamp.policy.models import FindingAnswer
from bluelamp.posts import fine as post_fine
from bluelamp.posts.models import Post
from bluelamp.review import actions, routes, weighing
from bluelamp.review.models import Need
from bluelamp.rulebook.findings import Finding
from tests.support.posts import finding, make_draft
from tests.support.small import install_small
from tests.support.world import World, client_of

db = pytest.mark.django_db
WORDS = "Our bluegate, a redgate and one greengate"


@pytest.fixture
def post(world: World) -> Post:
    install_small(world.force)
    routes.install_default(world.force)
    return make_draft(world.ann, WORDS)


def place_of(post: Post, rule: str) -> str:
    found = next(f for f in assess.preview(post.force, post_fine.draft_of(post)).findings if f.rule == rule)
    return fine.place(found, post.text)


def say(by: Member, post: Post, rule: str, reason: str = "meaning", words: str = "") -> None:
    place = place_of(post, rule)
    data = QueryDict(mutable=True)
    data.update({"fine": f"{place}:{reason}", f"fine-words-{place}": words})
    post_fine.answer(by, post, data)


def edit(world: World, post: Post, **data: Any) -> Any:
    sent = {"text": post.text, "base": post.revision, **data}
    return client_of(world.ann).post(reverse("posts:edit", args=[post.pk]), sent)


@db
def test_a_reason_is_kept_with_rule_pack_and_record_and_its_words_can_be_erased(world: World, post: Post) -> None:
    say(world.ann, post, "SM-3", "own", "It is the name of a farm.")
    kept = FindingAnswer.objects.get()
    assert (kept.rule, kept.weight, kept.by, kept.because) == ("SM-3", "advise", world.ann, "It is the name of a farm.")
    assert (kept.pack["name"], kept.pack["version"]) == ("small", "1")
    entry = Entry.objects.get(act="finding.fine")
    assert (entry.object_id, entry.facts["rule"], entry.facts["reason"]) == (str(post.pk), "SM-3", "own")
    assert Content.objects.get(entry=entry).text == "It is the name of a farm."
    assert "farm" not in str(entry.facts)


@db
def test_a_light_card_goes_and_a_heavy_one_stays(world: World, post: Post) -> None:
    for rule in ("SM-1", "SM-2", "SM-3"):
        say(world.ann, post, rule)
    laid = post_fine.laid_out(post, assess.preview(post.force, post_fine.draft_of(post)).findings)
    assert [card.found.rule for card in laid.shown] == ["SM-1", "SM-2"]
    assert all(card.said for card in laid.shown)
    assert [card.found.rule for card in laid.aside] == ["SM-3"]
    with pytest.raises(Refused):
        actions.submit(world.ann, post, post.revision)
    post.refresh_from_db()
    assert post.state == "draft"


@db
def test_it_holds_while_the_words_do(world: World, post: Post) -> None:
    say(world.ann, post, "SM-3")
    post.text = "Now in front: " + post.text
    findings = assess.preview(post.force, post_fine.draft_of(post)).findings
    assert len(post_fine.laid_out(post, findings).aside) == 1
    post.text = post.text.replace("greengate", "GREENGATE, and another greengate")
    findings = assess.preview(post.force, post_fine.draft_of(post)).findings
    assert len(post_fine.laid_out(post, findings).aside) == 2, "the same words twice are one answer"


@db
def test_the_composer_takes_it_with_and_without_a_script(world: World, post: Post) -> None:
    place = place_of(post, "SM-3")
    answer = edit(world, post, fine=f"{place}:agreed", text=post.text + " today")
    assert answer.headers["Location"] == reverse("posts:edit", args=[post.pk])
    post.refresh_from_db()
    assert post.text.endswith("today"), "no word is lost"
    assert FindingAnswer.objects.get().because == "Already public and agreed"
    part = client_of(world.ann, headers={"HX-Request": "true"})
    answer = part.post(
        reverse("posts:edit", args=[post.pk]), {"text": post.text, "base": post.revision, "unfine": place}
    )
    assert answer.headers["Location"] == reverse("review:check", args=[post.pk])
    assert not FindingAnswer.objects.standing().exists()
    assert Entry.objects.filter(act="finding.unfine").count() == 1


@db
def test_the_page_before_it_goes_takes_it(world: World, post: Post) -> None:
    client, url = client_of(world.ann), reverse("review:send", args=[post.pk])
    client.post(url, {"seen": post.revision, "fine": f"{place_of(post, 'SM-3')}:misread", "fact-redgate": "yes"})
    post.refresh_from_db()
    assert post.answers == {"redgate": "yes"}
    assert "You said that 1 thing is fine" in client.get(url).content.decode()


@db
@pytest.mark.parametrize("data", [{"fine": ""}, {"fine": "x:own"}, {"unfine": "x"}, {"fine": "::"}])
def test_an_odd_button_does_nothing(world: World, post: Post, data: dict[str, str]) -> None:
    assert edit(world, post, **data).status_code == 302
    assert not FindingAnswer.objects.exists()


@db
@pytest.mark.parametrize(("reason", "words"), [("own", "  "), ("own", "x" * 201), ("because", "")])
def test_a_reason_must_be_one(world: World, post: Post, reason: str, words: str) -> None:
    with pytest.raises(Refused):
        say(world.ann, post, "SM-1", reason, words)
    assert not FindingAnswer.objects.exists()


@db
def test_a_second_reason_takes_the_place_of_the_first(world: World, post: Post) -> None:
    say(world.ann, post, "SM-1")
    say(world.ann, post, "SM-1", "misread")
    assert [kept.reason for kept in FindingAnswer.objects.standing()] == ["misread"]


def waiting(world: World, post: Post) -> FindingAnswer:
    """The post before a reviewer, with the author's reason."""
    post.text = "A redgate."
    post.save(update_fields=["text"])
    say(world.ann, post, "SM-2", "own", "It is a farm.")
    actions.submit(world.ann, post, post.revision)
    return FindingAnswer.objects.get()


@db
def test_the_reviewer_reads_it_and_weighs_it_with_one_tap(world: World, post: Post) -> None:
    kept = waiting(world, post)
    need = Need.objects.open().get(post=post)
    client = client_of(world.bal if need.role == "supervisor" else world.cara)
    url = reverse("review:need", args=[need.pk])
    said = client.get(url).content.decode()
    assert "It is a farm." in said
    answer = client.post(
        reverse("review:weigh", args=[kept.pk]), {"agrees": "yes"}, headers={"referer": f"http://testserver{url}"}
    )
    assert answer.headers["Location"] == url
    kept.refresh_from_db()
    assert kept.agreed is True
    assert Entry.objects.get(act="finding.weigh").facts["agreed"] is True
    assert "Kept: the rule was wrong here." in client.get(url).content.decode()
    part = client.post(reverse("review:weigh", args=[kept.pk]), {"agrees": "no"}, headers={"HX-Request": "true"})
    assert "Kept: the rule was right." in part.content.decode()
    need.refresh_from_db()
    assert need.closed_at is None, "weighing decides nothing about the post"


@db
def test_only_another_person_of_the_area_weighs(world: World, post: Post) -> None:
    kept = waiting(world, post)
    assert [one.answer for one in weighing.waiting(world.bal)] == [kept]
    assert weighing.waiting(world.ann) == weighing.waiting(world.hana) == weighing.waiting(world.fay) == []
    with pytest.raises(NotAllowed):
        weighing.answer_for(world.ann, kept.pk)
    with pytest.raises(NotAllowed):
        fine.weigh(world.ann, post, kept, True)
    with pytest.raises(IntegrityError), transaction.atomic():
        FindingAnswer.objects.filter(pk=kept.pk).update(agreed=True, weighed_by=world.ann)
    fine.take_back(world.ann, post, kept.place)
    with pytest.raises(Conflict):
        fine.weigh(world.bal, post, kept, True)


@db
def test_the_page_of_what_waits_shows_words_and_reason_and_no_name(world: World, post: Post) -> None:
    waiting(world, post)
    page = client_of(world.cara).get(reverse("review:answers")).content.decode()
    assert "A redgate." in page
    assert "It is a farm." in page
    assert "Ann Ashdown" not in page


weights = st.sampled_from(["block", "review", "advise", "fix"])
findings = st.builds(
    lambda rule, weight, span, law: finding(
        weight, rule=f"R-{rule}", start=min(span), end=max(span), statutory=law, say=f"Say {rule}."
    ),
    st.integers(0, 5),
    weights,
    st.tuples(st.integers(0, 30), st.integers(0, 30)),
    st.booleans(),
)


@given(st.lists(findings, max_size=25), st.sets(st.integers(0, 24)))
def test_every_finding_stands_on_the_page_once_heaviest_first_and_few_open(
    many: list[Finding], which: set[int]
) -> None:
    words = "Nothing but plain words, thirty at most in all of them."
    said = {fine.place(many[i], words): "because" for i in which if i < len(many)}
    laid = cards.laid_out(many, words, said)
    every = [card.found for card in (*laid.shown, *laid.folded, *laid.aside)]
    assert sorted(every, key=repr) == sorted(many, key=repr)
    assert len(laid.shown) <= cards.OPEN
    assert len({card.found.rule for card in laid.shown}) == len(laid.shown)
    assert all(card.found.weight in fine.LIGHT and card.said for card in laid.aside)
    heaviest = [cards.HEAVINESS[card.found.weight] for card in laid.shown]
    assert heaviest == sorted(heaviest, reverse=True)
    blocks = sum(found.weight == "block" for found in many)
    assert not blocks or laid.shown[0].found.weight == "block"
