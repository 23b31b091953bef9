from datetime import timedelta

import pytest

from bluelamp.audit.models import Entry
from bluelamp.forces.models import Grant
from bluelamp.kernel import clock
from bluelamp.kernel.errors import NotAllowed, Refused
from bluelamp.policy.models import Verdict
from bluelamp.posts import actions
from bluelamp.posts.digest import digest, freeze
from bluelamp.posts.draft import Stale
from bluelamp.posts.models import Post, Version
from bluelamp.posts.states import PostState
from bluelamp.posts.submit import Blocked
from bluelamp.posts.when import When
from tests.support.posts import finding, make_approved, make_channel, make_draft, rules_say
from tests.support.world import World

pytestmark = pytest.mark.django_db


def send(world: World, post: Post, **how: str) -> Version:
    return actions.freeze_and_submit(world.ann, post, post.revision, **how)  # type: ignore[arg-type]


def test_what_is_frozen_is_what_was_seen_and_judged(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rules_say(monkeypatch, finding("advise"), finding("review", risk="CHARGE"))
    post = make_draft(world.ann, "Words.")
    version = send(world, post)
    assert version.frozen["text"] == "Words."
    assert version.digest == digest(version.frozen) == digest(freeze(version.post))
    verdict = version.verdict
    assert (verdict.subject, verdict.outcome, verdict.risks) == (version.digest, "review", ["CHARGE", "PERS"])
    assert verdict.findings[0]["say"] == "Leave out the street."
    assert version.post.state == PostState.WAITING
    entry = Entry.objects.get(act="post.submit")
    assert entry.facts["digest"] == version.digest


def test_versions_count_up_and_none_is_ever_changed(world: World) -> None:
    first = send(world, make_draft(world.ann, "One."))
    post = actions.recall(world.ann, first.post)
    post = actions.save(world.ann, post, post.revision, text="Two.")
    second = send(world, post)
    first.refresh_from_db()
    assert (first.number, first.text, second.number, second.text) == (1, "One.", 2, "Two.")


def test_answers_given_at_the_gate_are_judged_frozen_and_kept(world: World) -> None:
    post = make_draft(world.ann)
    version = actions.freeze_and_submit(world.ann, post, post.revision, answers={"family_told": "yes"})
    assert version.frozen["answers"] == version.verdict.answers == {"family_told": "yes"}
    post.refresh_from_db()
    assert post.answers == {"family_told": "yes"}
    assert digest(freeze(post)) == version.digest


@pytest.mark.parametrize(
    ("blocking", "reason", "goes"),
    [
        ({"exception_by": "press"}, "", False),
        ({"exception_by": "press"}, "   ", False),
        ({"exception_by": "press"}, "The family asked for it.", True),
        ({"exception_by": "none"}, "The family asked for it.", False),
        ({"exception_by": ""}, "The family asked for it.", False),
        ({"exception_by": "press", "statutory": True}, "The family asked for it.", False),
    ],
)
def test_a_block_yields_only_to_a_reason_and_only_where_somebody_may_excuse_it(
    world: World, monkeypatch: pytest.MonkeyPatch, blocking: dict[str, object], reason: str, goes: bool
) -> None:
    rules_say(monkeypatch, finding("block", **blocking))
    post = make_draft(world.ann)
    if goes:
        version = send(world, post, exception_reason=reason)
        assert version.frozen["exception_reason"] == reason
        assert Entry.objects.get(act="post.submit").content_digest
        return
    with pytest.raises(Blocked, match="Cannot go: 1 thing to change"):
        send(world, post, exception_reason=reason)
    assert Post.objects.get().state == PostState.DRAFT
    assert not Version.objects.exists()
    assert not Verdict.objects.exists()
    assert not Entry.objects.filter(act="post.submit").exists()


def test_one_excused_block_does_not_carry_another(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rules_say(monkeypatch, finding("block", exception_by="press"), finding("block", rule="TEST-02", statutory=True))
    with pytest.raises(Blocked) as blocked:
        send(world, make_draft(world.ann), exception_reason="Please.")
    assert [found["rule"] for found in blocked.value.findings] == ["TEST-02"]


def test_with_no_rules_installed_somebody_has_to_read_it(world: World) -> None:
    version = send(world, make_draft(world.ann))
    assert version.verdict.outcome == "review"
    assert version.verdict.packs == []


def test_what_changed_since_it_was_seen_is_not_sent(world: World) -> None:
    post = make_draft(world.ann)
    seen = post.revision
    actions.save(world.ann, post, seen, text="Other words.")
    with pytest.raises(Stale):
        actions.freeze_and_submit(world.ann, post, seen)


def test_nothing_and_nowhere_and_never_are_told(world: World) -> None:
    empty = make_draft(world.ann, "")
    with pytest.raises(Refused, match="no words"):
        send(world, empty)
    nowhere = make_draft(world.ann, channels=[])
    with pytest.raises(Refused, match="at least one place"):
        send(world, nowhere)
    past = make_draft(world.ann)
    past = actions.save(world.ann, past, past.revision, due=When(clock.now() - timedelta(minutes=1), "then"))
    with pytest.raises(Refused, match="has passed"):
        send(world, past)
    assert not Version.objects.exists()


def test_a_correction_of_a_scheduled_post_does_not_ask_for_a_new_time(world: World) -> None:
    post = make_approved(world.ann)
    Post.objects.filter(pk=post.pk).update(due_at=clock.now() - timedelta(days=1), due_wall="yesterday")
    post = actions.correct(world.ann, Post.objects.get(pk=post.pk))
    assert send(world, post).number == 2


def test_too_long_for_a_place_without_a_page_to_link_to_is_told(world: World) -> None:
    make_channel(world.force, "Practice network", limit=True)
    post = make_draft(world.ann, "word " * 300)
    with pytest.raises(Refused, match="too long for Practice network"):
        send(world, post)


def test_too_long_is_fine_where_the_link_leads_to_the_rest(world: World) -> None:
    assert send(world, make_draft(world.ann, "word " * 300)).number == 1


def test_whoever_lost_the_role_no_longer_sends(world: World) -> None:
    post = make_draft(world.ann)
    Grant.objects.filter(member=world.ann).delete()
    with pytest.raises(NotAllowed):
        send(world, post)
