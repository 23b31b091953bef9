"""What the rules are asked about: the words as written, the facts as the register has them at this moment."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bluelamp.kernel import clock
from bluelamp.policy import assess, register
from bluelamp.policy import cases_actions as cases
from bluelamp.policy import register_actions as papers
from bluelamp.policy.models import Case
from bluelamp.policy.models.cases import STAGES
from bluelamp.posts import actions, moves
from bluelamp.posts.engine import draft_of, draft_of_frozen, seen_now, seen_of
from bluelamp.posts.models import Post
from tests.support.cases import REF, make_case, make_order
from tests.support.posts import make_approved, make_draft, make_waiting
from tests.support.world import World

pytestmark = pytest.mark.django_db


def save(world: World, post: Post, **fields: Any) -> Post:
    return actions.save(world.ann, post, post.revision, **fields)


@pytest.mark.parametrize("stage", STAGES)
def test_the_stage_is_the_registers_whatever_the_draft_says(world: World, stage: str) -> None:
    case = make_case(world.bal, stage=stage)
    post = save(world, make_draft(world.ann), case=case, case_state="resolved" if stage != "resolved" else "arrest")
    assert draft_of(post).case_state == stage


def test_a_version_is_judged_by_what_is_known_now_not_then(world: World) -> None:
    case = make_case(world.bal)
    post = save(world, make_draft(world.ann), case=case)
    version = actions.freeze_and_submit(world.ann, post, post.revision)
    assert (version.frozen["case"], version.frozen["case_state"]) == (str(case.pk), "investigation")
    cases.set_stage(world.bal, case, "arrest")
    make_order(world.bal, case, "no_report")
    now = seen_of(version).draft
    assert (now.case_state, now.facts["case_orders"]) == ("arrest", ["no_report"])
    assert draft_of_frozen(version.frozen).case_state == "investigation"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(forged=st.dictionaries(st.sampled_from(sorted(register.GIVEN)), st.sampled_from(["yes", "no", "C-1001", ""])))
def test_no_answer_can_pretend_to_be_the_register(world: World, forged: dict[str, str]) -> None:
    post = make_draft(world.ann)
    honest = dict(draft_of(post).facts)
    post = save(world, post, answers=forged)
    Post.objects.filter(pk=post.pk).update(answers=forged)
    post.refresh_from_db()
    assert dict(draft_of(post).facts) == honest
    version = actions.freeze_and_submit(world.ann, post, post.revision, answers=forged)
    assert dict(seen_of(version).draft.facts) == honest


def test_answers_given_in_the_composer_never_keep_such_names(world: World) -> None:
    post = save(world, make_draft(world.ann), answers={"family_informed": "yes", "plate_needed": "yes"})
    assert post.answers == {"plate_needed": "yes"}


def test_a_consent_counts_while_it_is_on_record(world: World) -> None:
    yes = papers.record_consent(world.ann, world.harby, "story", "A woman", register.today(world.force))
    post = save(world, make_draft(world.ann), consent=yes)
    version = actions.freeze_and_submit(world.ann, post, post.revision)
    assert version.verdict.facts["consent"] == "C-1001"
    papers.withdraw_consent(world.ann, yes)
    assert "consent" not in seen_of(version).draft.facts


def test_the_words_of_whom_we_answer_and_who_reads_it(world: World) -> None:
    said = {"channel": "x", "ref": {}, "text": "Oes cyfarfod heno?"}
    reply = actions.start(world.dev, world.harby, kind="reply", text="Oes.", reply_to=said)
    draft = draft_of(reply)
    assert (draft.answers_to, draft.facts["public_reply"]) == ("Oes cyfarfod heno?", True)
    assert draft_of(make_draft(world.ann)).facts["public_reply"] is False


def test_the_day_is_that_of_the_force(world: World) -> None:
    world.force.zone = "Pacific/Auckland"
    world.force.save()
    post = make_draft(world.ann)
    assert draft_of(post).today == register.today(world.force)


# --- what was told before


def test_earlier_posts_of_the_same_case_are_read_along_oldest_first(world: World) -> None:
    case, other = make_case(world.bal), make_case(world.bal, "14/1/26")
    told = []
    for number, about in enumerate((case, other, case)):
        with clock.frozen(clock.now() + timedelta(minutes=number)):
            post = save(world, make_draft(world.ann, f"Number {number}."), case=about)
            version = actions.freeze_and_submit(world.ann, post, post.revision)
            told.append(moves.make(version.post, "approve", None, sets={"approved": version}))
    post = save(world, make_draft(world.ann, "And now."), case=case)
    seen = seen_now(post)
    assert seen.draft.earlier == ("Number 0.", "Number 2.")
    assert seen.earlier == (str(told[0].approved_id), str(told[2].approved_id))
    actions.retract(world.ann, told[0], "Not any more")
    assert seen_now(post).draft.earlier == ("Number 0.", "Number 2."), "people have read it"
    assert seen_now(told[2]).draft.earlier == ("Number 0.",), "a post is not read along with itself"


def test_a_draft_that_only_names_a_reference_is_read_with_posts_that_name_it(world: World) -> None:
    make_approved(world.ann, text="A robbery in Harby, reference 14/20345/26.")
    make_approved(world.ann, text="The library is open.")
    post = make_draft(world.ann, "News of 14/20345/26.")
    assert draft_of(post).earlier == ("A robbery in Harby, reference 14/20345/26.",)
    with clock.frozen(clock.now() + timedelta(days=61)):
        assert draft_of(post).earlier == ()


def test_what_waits_or_was_never_agreed_is_not_what_people_have_read(world: World) -> None:
    case = make_case(world.bal)
    waiting = make_waiting(world.ann).post
    Post.objects.filter(pk__in=[waiting.pk, make_draft(world.ann).pk]).update(case=case)
    assert draft_of(save(world, make_draft(world.ann), case=case)).earlier == ()


# --- what a verdict keeps


def test_a_verdict_can_be_given_again_from_what_it_kept(world: World) -> None:
    case = make_case(world.bal, stage="charged")
    cases.add_name(world.cara, make_order(world.bal, case), "Priya Nandakumar")
    make_approved(world.ann, text=f"A man was charged, {REF}.")
    post = save(
        world, make_draft(world.ann, f"Thanks to Priya Nandakumar, {REF}."), case=case, answers={"a_question": "no"}
    )
    Post.objects.exclude(pk=post.pk).update(case=case)
    seen = seen_now(post)
    version = actions.freeze_and_submit(world.ann, post, post.revision)
    kept = version.verdict
    assert kept.answers == {"a_question": "no"}
    known = dict(seen.draft.facts)
    assert known.pop("protected") == ["Priya Nandakumar", "priyanandakumar"]
    sealed = {**kept.answers, **kept.facts}.pop("protected")
    assert {**kept.answers, **kept.facts} == {**known, "protected": sealed}
    assert (kept.around["case_state"], kept.around["earlier"]) == ("charged", list(seen.earlier))
    assert kept.circumstances == assess.circumstances(seen.draft, seen.earlier)
    assert "Priya" not in f"{kept.facts}{kept.around}"


CHANGES: dict[str, Callable[[World, Case], object]] = {
    "the stage": lambda w, c: cases.set_stage(w.bal, c, "arrest"),
    "an order": lambda w, c: make_order(w.bal, c),
    "a tick": lambda w, c: cases.tick(w.bal, c, "family_informed"),
    "another trial": lambda w, c: cases.change_case(w.bal, c, linked_trial=True),
    "an election": lambda w, c: papers.plan_election(w.cara, "Mayor", register.today(w.force), register.today(w.force)),
    "another post": lambda w, c: Post.objects.filter(pk=make_approved(w.ann, text="Another.").pk).update(case=c),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changes_around_the_words_changes_the_circumstances(world: World, change: str) -> None:
    case = make_case(world.bal)
    post = save(world, make_draft(world.ann), case=case)
    version = actions.freeze_and_submit(world.ann, post, post.revision)

    def now() -> str:
        seen = seen_of(version)
        return assess.circumstances(seen.draft, seen.earlier)

    assert now() == version.verdict.circumstances
    CHANGES[change](world, case)
    assert now() != version.verdict.circumstances


def test_answers_remember_who_gave_them_and_can_be_taken_back(world: World) -> None:
    post = save(world, make_draft(world.ann), answers={"plate_needed": "yes", "operation_over": "no"})
    assert post.answered["plate_needed"]["name"] == "PC Ann Ashdown"
    first = post.answered["plate_needed"]
    post = save(world, post, answers={"plate_needed": "yes", "operation_over": ""})
    assert post.answers == {"plate_needed": "yes"}
    assert post.answered == {"plate_needed": first}, "the same answer again is no new one"
    version = actions.freeze_and_submit(world.ann, post, post.revision)
    assert version.frozen["answered"] == {"plate_needed": first}


def test_dropping_a_correction_brings_case_and_consent_back(world: World) -> None:
    case = make_case(world.bal)
    post = save(world, make_draft(world.ann), case=case)
    version = actions.freeze_and_submit(world.ann, post, post.revision)
    post = moves.make(version.post, "approve", None, sets={"approved": version})
    post = actions.correct(world.ann, post)
    post = save(world, post, case=None)
    assert actions.keep(world.ann, post).case_id == case.pk
