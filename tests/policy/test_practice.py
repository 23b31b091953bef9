"""Practice: the rules speak as they do in earnest, and nothing at all is left behind."""

import logging
from typing import Any

import pytest
from django.apps import apps
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bluelamp.policy import assess, practice, quiz, register
from bluelamp.policy.practice_forms import PracticeForm
from bluelamp.rulebook.findings import Draft
from tests.support.small import install_small
from tests.support.world import World, client_of

pytestmark = pytest.mark.django_db
WORDS = "Our bluegate and one greengate"


@pytest.fixture(autouse=True)
def rules(world: World) -> None:
    install_small(world.force)


def rows() -> dict[str, list[Any]]:
    """Every row of every table, as it is."""
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in apps.get_models()}


@pytest.mark.parametrize("htmx", [False, True], ids=["page", "part"])
def test_nothing_is_stored_and_no_word_reaches_a_log(
    world: World, caplog: pytest.LogCaptureFixture, htmx: bool
) -> None:
    client = client_of(world.ann, headers={"HX-Request": "true"} if htmx else {})
    before = rows()
    with caplog.at_level(logging.DEBUG):
        page = client.post("/practice/", {"text": WORDS, "kind": "event", "picture": "photo", "alt": "A bluegate"})
        client.post("/practice/", {"text": WORDS, "use_this": "SM-1:4:12"})
        client.post("/practice/run/", {"set": "1", "at": "0", "answer": "yes"})
    assert "Say bluegate differently." in page.content.decode()
    assert rows() == before
    lines = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert not [line for line in lines if "bluegate" in line]


@pytest.mark.parametrize("who", ["ann", "fay", "esi"])
def test_everybody_may_practise(world: World, who: str) -> None:
    client = client_of(getattr(world, who), factor=False)
    assert client.get("/practice/").status_code == 200
    said = client.post("/practice/", {"text": "A redgate."}).content.decode()
    assert "Somebody else would look at this first." in said
    assert "May we say redgate?" in said


def test_a_part_of_the_page_is_only_that_part(world: World) -> None:
    said = (
        client_of(world.ann, headers={"HX-Request": "true"}).post("/practice/", {"text": "bluegate"}).content.decode()
    )
    assert "This would be stopped." in said
    assert "<html" not in said


def test_the_safe_wording_goes_in_without_a_script(world: World) -> None:
    page = client_of(world.ann).post("/practice/", {"text": "Our bluegate is open.", "use_this": "SM-1:4:12"})
    said = page.content.decode()
    assert "Our the gate is open." in said
    assert "This could go out: the rules have nothing against it." in said


def test_an_answer_counts_while_the_page_stands(world: World) -> None:
    said = client_of(world.ann).post("/practice/", {"text": "A redgate.", "fact-redgate": "yes"}).content.decode()
    assert "This could go out: the rules have nothing against it." in said


def test_what_only_the_register_knows_cannot_be_pretended(world: World) -> None:
    tried = practice.try_out(world.force, {"text": "Hello."}, {}, dict.fromkeys(register.GIVEN, "yes"))
    assert tried.assessment == assess.preview(world.force, Draft("Hello.", facts={"languages": ["en"]}))


def test_a_reason_takes_a_light_card_away_and_leaves_a_heavy_one(world: World) -> None:
    client = client_of(world.ann)
    plain = practice.try_out(world.force, {"text": WORDS}, {}, {})
    block, advice = plain.cards.shown
    said = client.post("/practice/", {"text": WORDS, "fine": f"{advice.place}:meaning"}).content.decode()
    assert "You said that 1 thing is fine" in said
    assert "Not what the word means here" in said
    assert "Here it is gone when you leave the page." in said
    data = QueryDict(f"said={advice.place}:because&fine={block.place}:own&fine-words-{block.place}=It+is+mine")
    both = practice.try_out(world.force, {"text": WORDS}, practice.reasons(data), {})
    assert [card.said for card in both.cards.shown] == ["It is mine"]
    assert [card.said for card in both.cards.aside] == ["because"]
    back = QueryDict(f"said={advice.place}:because&unfine={advice.place}")
    assert practice.reasons(back) == {}


def test_a_card_brings_its_draft(world: World) -> None:
    client = client_of(world.ann)
    assert "The yard behind the mill" in client.get("/practice/").content.decode()
    page = client.get("/practice/", {"card": "yard"}).content.decode()
    assert "Our bluegate stands behind the mill" in page
    assert "Where a thing stands is nobody" in page


def test_another_force_s_cards_stay_there(world: World) -> None:
    assert "The yard behind the mill" not in client_of(world.hana).get("/practice/").content.decode()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(["text", "kind", "case_state", "lang", "picture", "alt", "fine", "said", "unfine", "fact-x"]),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    )
)
def test_whatever_is_sent_gets_a_verdict(world: World, data: dict[str, str]) -> None:
    sent = QueryDict(mutable=True)
    sent.update(data)
    form = PracticeForm(sent)
    tried = practice.try_out(world.force, form.written(), practice.reasons(sent), form.facts())
    assert tried.word
    assert tried.tone


def test_six_drafts_are_the_same_for_the_same_number_and_judged_by_the_rules(world: World) -> None:
    packs, today = assess.packs_in_force(world.force), register.today(world.force)
    slips = quiz.six(packs, 3, today)
    quiz.six.cache_clear()
    assert slips == quiz.six(packs, 3, today)
    assert {slip.send for slip in slips} == {True, False}
    assert len({slip.draft.text for slip in slips}) == len(slips)
    for slip in slips:
        verdict = assess.preview(world.force, slip.draft).verdict
        assert slip.send is (verdict == "ok")
        assert verdict != "advise"


def test_the_score_travels_in_the_page(world: World) -> None:
    client = client_of(world.ann)
    slips = quiz.six(assess.packs_in_force(world.force), 0, register.today(world.force))
    right, at = 0, 0
    for number, slip in enumerate(slips):
        answer = "yes" if slip.send or number == 0 else "no"
        page = client.post("/practice/run/", {"set": 0, "at": at, "right": right, "answer": answer})
        context = page.context["run"]
        assert context.correct is (slip.send or number != 0)
        at, right = context.place, context.right
        assert ("The rules think so, too." in page.content.decode()) is context.correct
    assert right == len(slips) - (not slips[0].send)
    end = client.post("/practice/run/", {"set": 0, "at": at, "right": right}).content.decode()
    assert f"{right} of {len(slips)}" in end


@pytest.mark.parametrize(
    "data",
    [{"set": "x", "at": "99", "right": "99"}, {"at": "-1", "answer": "maybe"}, {"set": "9" * 50, "answer": "yes"}],
)
def test_a_bent_page_does_no_harm(world: World, data: dict[str, str]) -> None:
    assert client_of(world.ann).post("/practice/run/", data).status_code == 200


def test_a_force_without_rules_has_nothing_to_practise_with(world: World) -> None:
    client = client_of(world.hana)
    assert "There are no rules in force" in client.get("/practice/run/").content.decode()
    assert "nothing was checked" in client.post("/practice/", {"text": "Hello."}).content.decode()
