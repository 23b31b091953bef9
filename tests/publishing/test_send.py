"""The loop: what each answer of a channel leads to, step by step, with a channel that answers as told."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from bluelamp.adapters.contract import Receipt
from bluelamp.adapters.errors import Gone, Later, NeedsAuth, Rejected, Unsure
from bluelamp.audit.models import Entry
from bluelamp.channels.models import Channel
from bluelamp.forces import hold, revoke
from bluelamp.kernel import clock
from bluelamp.posts import actions as posts
from bluelamp.posts.models import Post, Version
from bluelamp.project.drill.stage import agree
from bluelamp.publishing import claim as claiming
from bluelamp.publishing import release, send
from bluelamp.publishing.models import Delivery
from bluelamp.publishing.pace import PACE, Pace
from bluelamp.publishing.settle import Answer, settle
from bluelamp.publishing.states import Condition, Step
from tests.support.delivering import make_channel, make_queued, one, run
from tests.support.scripted import Scripted
from tests.support.world import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def channel(world: World, scripted: type[Scripted]) -> Channel:
    return make_channel(world.force)


@pytest.fixture
def post(world: World, channel: Channel) -> Post:
    return make_queued(world.ann, world.harby, channel)


def steps(scripted: type[Scripted]) -> list[str]:
    return [step for step, _ in scripted.asked]


def acts(row: Delivery) -> list[str]:
    return list(Entry.objects.filter(object_id=str(row.pk)).order_by("index").values_list("act", flat=True))


def ran_out(seconds: int) -> dict[str, datetime]:
    """A claim that ran out so long ago."""
    until = timezone.now() - timedelta(seconds=seconds)
    return {"claimed_at": until - PACE.lease, "claim_until": until}


def test_prepare_is_frozen_then_it_is_published_and_then_there_is_nothing_to_do(
    post: Post,
    scripted: type[Scripted],
) -> None:
    run()
    row = one(post)
    assert steps(scripted) == ["prepare", "publish"]
    assert (row.actual_id, row.condition, row.trying_id, row.note) == (post.approved_id, Condition.READY, None, "")
    assert row.live_at is not None
    assert row.url == "https://network.example/1"
    assert scripted.asked[1][1][1] == {"blob": str(row.pk)}
    assert acts(row) == ["delivery.live"]
    assert row.channel.last_sent_at is not None
    assert run() == 0


def test_unsure_looks_before_it_acts_and_what_is_there_is_live(post: Post, scripted: type[Scripted]) -> None:
    scripted.answers = {"publish": [Unsure("cut off")], "find": [Receipt("abc", "https://network.example/abc", {})]}
    run()
    row = one(post)
    assert steps(scripted) == ["prepare", "publish", "find"]
    assert (row.actual_id, row.remote_id, row.attempts, row.unsure_since) == (post.approved_id, "abc", 0, None)
    assert acts(row) == ["delivery.unsure", "delivery.live"]


def test_unsure_and_not_there_is_sent_once_more_with_the_same_frozen_content(
    post: Post,
    scripted: type[Scripted],
) -> None:
    scripted.answers = {"publish": [Unsure("cut off")]}
    run()
    assert steps(scripted) == ["prepare", "publish", "find", "publish"]
    first, second = (facts for step, facts in scripted.asked if step == "publish")
    assert first == second
    assert one(post).actual_id == post.approved_id


def test_while_the_network_settles_nobody_looks(
    post: Post,
    scripted: type[Scripted],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scripted.abilities = replace(scripted.abilities, settle_seconds=12)
    scripted.answers = {"publish": [Unsure("cut off")]}
    with clock.frozen(timezone.now()):
        run()
        assert steps(scripted) == ["prepare", "publish"]
        clock.push(timedelta(seconds=13))
        run()
    assert steps(scripted) == ["prepare", "publish", "find", "publish"]


def test_later_waits_and_spends_nothing(post: Post, scripted: type[Scripted]) -> None:
    scripted.answers = {"publish": [Later("busy", timedelta(seconds=40))]}
    with clock.frozen(timezone.now()):
        run()
        row = one(post)
        assert (row.condition, row.attempts, row.trying_id, row.channel.gate) == (Condition.READY, 0, None, None)
        clock.push(timedelta(seconds=39))
        assert run() == 0
        clock.push(timedelta(seconds=2))
        run()
    assert steps(scripted) == ["prepare", "publish", "publish"]
    assert one(post).actual_id == post.approved_id


def test_asked_to_slow_down_everything_of_the_account_waits(
    world: World,
    channel: Channel,
    post: Post,
    scripted: type[Scripted],
) -> None:
    other = make_queued(world.ann, world.harby, channel, text="Market on Sunday.")
    scripted.answers = {"prepare": [Later("429", timedelta(seconds=90), whole=True)]}
    with clock.frozen(timezone.now()):
        run()
        assert steps(scripted) == ["prepare"]
        clock.push(timedelta(seconds=91))
        run()
    assert {one(post).actual_id, one(other).actual_id} == {post.approved_id, other.approved_id}


def test_not_let_in_the_account_waits_for_its_keeper_and_is_told_once(
    world: World,
    channel: Channel,
    post: Post,
    scripted: type[Scripted],
) -> None:
    other = make_queued(world.ann, world.harby, channel, text="Market on Sunday.")
    scripted.answers = {"prepare": [NeedsAuth("401")]}
    run()
    channel.refresh_from_db()
    assert (channel.state, bool(channel.note)) == ("needs_auth", True)
    assert steps(scripted) == ["prepare"]
    assert [one(p).condition for p in (post, other)] == [Condition.READY, Condition.READY]
    assert Entry.objects.filter(act="channel.needs_auth").count() == 1


def test_refused_stays_refused_with_the_sentence_until_other_words_are_agreed(
    world: World,
    post: Post,
    scripted: type[Scripted],
) -> None:
    scripted.answers = {"publish": [Rejected("This text is too long. Make it shorter.")]}
    run()
    row = one(post)
    assert (row.condition, row.note) == (Condition.REFUSED, "This text is too long. Make it shorter.")
    post = posts.correct(world.ann, Post.objects.get(pk=post.pk))
    post = posts.save(world.ann, post, post.revision, text="Shorter.")
    agree(world.ann, post)
    assert release.turn()
    run()
    row = one(post)
    assert (row.actual_id, row.condition, row.note) == (row.wanted_id, Condition.READY, "")
    assert Version.objects.get(pk=str(row.actual_id)).text == "Shorter."


def test_a_correction_edits_and_keeps_the_first_moment(world: World, post: Post, scripted: type[Scripted]) -> None:
    run()
    began = scripted.asked[-1][1][0].created_at
    post = posts.correct(world.ann, Post.objects.get(pk=post.pk))
    assert not release.turn()
    post = posts.save(world.ann, post, post.revision, text="The library is open until 5.")
    post = agree(world.ann, post)
    assert release.turn()
    run()
    assert steps(scripted)[2:] == ["prepare", "edit"]
    outgoing = scripted.asked[-1][1][1]
    assert outgoing.text.startswith("The library is open until 5.")
    assert outgoing.created_at == began
    assert outgoing.about["updated_at"] > outgoing.about["published_at"]
    assert one(post).actual_id == post.approved_id


def test_where_nothing_can_be_edited_the_old_one_goes_before_the_new_one_comes(
    world: World,
    post: Post,
    scripted: type[Scripted],
) -> None:
    run()
    scripted.abilities = replace(scripted.abilities, edits=False)
    post = posts.correct(world.ann, Post.objects.get(pk=post.pk))
    post = posts.save(world.ann, post, post.revision, text="New words.")
    post = agree(world.ann, post)
    release.turn()
    run()
    assert steps(scripted)[2:] == ["retract", "prepare", "publish"]
    assert one(post).actual_id == post.approved_id


def test_retract_ends_gone_and_gone_already_is_fine(world: World, post: Post, scripted: type[Scripted]) -> None:
    run()
    posts.retract(world.ann, Post.objects.get(pk=post.pk), "Wrong street")
    assert release.turn()
    scripted.answers = {"retract": [Gone("404")]}
    run()
    row = one(post)
    assert (row.wanted_id, row.actual_id, row.condition) == (None, None, Condition.READY)
    assert row.gone_at is not None
    assert acts(row) == ["delivery.live", "delivery.gone"]


@pytest.mark.parametrize("there", [True, False])
def test_retraction_while_nobody_knows_ends_gone(
    world: World,
    post: Post,
    scripted: type[Scripted],
    there: bool,
) -> None:
    scripted.answers = {"publish": [Unsure("cut off")], "find": [Receipt("abc", "", {})] if there else [None]}
    with clock.frozen(timezone.now()):
        for _ in range(2):
            send.turn()
        assert one(post).condition == Condition.UNSURE
        posts.retract(world.ann, Post.objects.get(pk=post.pk), "Wrong street")
        release.turn()
        clock.push(timedelta(minutes=1))
        run()
    row = one(post)
    assert (row.wanted_id, row.actual_id, row.condition, row.trying_id) == (None, None, Condition.READY, None)
    assert steps(scripted) == ["prepare", "publish", "find"] + (["retract"] if there else [])


def test_a_retraction_in_doubt_looks_and_tries_again(world: World, post: Post, scripted: type[Scripted]) -> None:
    run()
    posts.retract(world.ann, Post.objects.get(pk=post.pk), "Wrong street")
    release.turn()
    scripted.answers = {"retract": [Unsure("cut off")], "find": [Receipt("abc", "", {})]}
    run()
    assert steps(scripted)[2:] == ["retract", "find", "retract"]
    assert one(post).actual_id is None


def test_a_channel_that_nobody_can_ask_is_a_persons_business(post: Post, scripted: type[Scripted]) -> None:
    scripted.abilities = replace(scripted.abilities, recognises="not at all")
    scripted.find = None  # type: ignore[assignment]
    scripted.answers = {"publish": [Unsure("cut off")]}
    run()
    row = one(post)
    assert steps(scripted) == ["prepare", "publish"]
    assert (row.condition, row.trying_id) == (Condition.HELD, post.approved_id)
    assert "Nobody knows" in row.note


def test_a_keyed_channel_without_a_look_up_repeats_with_the_same_key(post: Post, scripted: type[Scripted]) -> None:
    scripted.find = None  # type: ignore[assignment]
    scripted.answers = {"publish": [Unsure("cut off")]}
    run()
    assert steps(scripted) == ["prepare", "publish", "publish"]
    assert one(post).actual_id == post.approved_id


def test_after_a_correction_in_doubt_the_old_words_are_written_again_if_they_are_wanted_back(
    world: World,
    post: Post,
    scripted: type[Scripted],
) -> None:
    run()
    first = one(post).actual
    post = posts.correct(world.ann, Post.objects.get(pk=post.pk))
    post = posts.save(world.ann, post, post.revision, text="Other words.")
    agree(world.ann, post)
    release.turn()
    scripted.answers = {"edit": [Unsure("cut off")], "find": [Receipt("abc", "", {})]}
    for _ in range(3):
        send.turn()
    row = one(post)
    assert (row.condition, row.actual, row.trying_id) == (Condition.READY, first, row.wanted_id)
    Delivery.objects.filter(pk=row.pk).update(wanted=first)
    Post.objects.filter(pk=post.pk).update(approved=first)
    run()
    row = one(post)
    assert (row.actual, row.trying_id) == (first, None)
    assert steps(scripted)[2:] == ["prepare", "edit", "find", "prepare", "edit"]
    assert scripted.asked[-1][1][1].text.startswith("The library")


def test_a_vanished_post_is_not_put_back_without_a_person(world: World, post: Post, scripted: type[Scripted]) -> None:
    run()
    post = posts.correct(world.ann, Post.objects.get(pk=post.pk))
    post = posts.save(world.ann, post, post.revision, text="Other words.")
    agree(world.ann, post)
    release.turn()
    scripted.answers = {"edit": [Gone("404")]}
    run()
    row = one(post)
    assert (row.condition, row.actual_id) == (Condition.HELD, None)
    assert "not there any more" in row.note


def test_too_many_doubts_end_with_a_person(post: Post, scripted: type[Scripted]) -> None:
    scripted.answers = {"publish": [Unsure("cut off")] * 20}
    with clock.frozen(timezone.now()):
        for _ in range(40):
            run()
            clock.push(timedelta(minutes=6))
    assert steps(scripted).count("publish") == PACE.attempts
    assert one(post).condition == Condition.HELD


def test_a_fault_of_the_adapter_is_a_doubt(post: Post, scripted: type[Scripted]) -> None:
    scripted.answers = {"publish": [ZeroDivisionError()], "find": [Receipt("abc", "", {})]}
    run()
    assert steps(scripted) == ["prepare", "publish", "find"]
    assert one(post).remote_id == "abc"


def test_a_claim_that_ran_out_is_looked_up_and_its_late_answer_dropped(post: Post, scripted: type[Scripted]) -> None:
    send.turn()
    mine = claiming.claim(PACE)
    assert isinstance(mine, claiming.Claim)
    assert mine.step is Step.PUBLISH
    assert claiming.claim(PACE) is False
    Delivery.objects.filter(pk=mine.delivery.pk).update(**ran_out(seconds=25))
    assert claiming.claim(PACE) is True
    row = one(post)
    assert (row.condition, row.attempts) == (Condition.UNSURE, 1)
    assert row.unsure_since is not None
    scripted.answers = {"find": [Receipt("abc", "", {})]}
    run()
    late = Answer(receipt=Receipt("late", "", {}))
    assert not settle(mine.delivery.pk, mine.token, mine.came_from, late, PACE)
    assert one(post).remote_id == "abc"


def test_a_claim_that_ran_out_waits_until_the_network_can_show_it(post: Post, scripted: type[Scripted]) -> None:
    scripted.abilities = replace(scripted.abilities, settle_seconds=120)
    send.turn()
    mine = claiming.claim(PACE)
    assert isinstance(mine, claiming.Claim)
    Delivery.objects.filter(pk=mine.delivery.pk).update(**ran_out(seconds=1))
    claiming.claim(PACE)
    waits = one(post).not_before - clock.now()  # type: ignore[operator]
    # The claim began 31 s ago, its call may have lasted 10 s, and the network may need 120 s.
    assert timedelta(seconds=95) < waits < timedelta(seconds=101)


def test_nothing_starts_for_a_stopped_author_and_a_retraction_still_goes(
    world: World,
    channel: Channel,
    post: Post,
    scripted: type[Scripted],
) -> None:
    gone_out = make_queued(world.ann, world.harby, channel, text="Before.")
    Delivery.objects.filter(post=post).update(not_before=clock.now() + timedelta(hours=1))
    run()
    Delivery.objects.filter(post=post).update(not_before=None)
    revoke.suspend(world.bal, world.ann, "A test")
    assert run() == 0
    assert one(post).actual_id is None
    posts.retract(world.bal, Post.objects.get(pk=gone_out.pk), "Wrong")
    release.turn()
    run()
    assert one(gone_out).actual_id is None
    revoke.lift(world.bal, world.ann)
    run()
    assert one(post).actual_id == post.approved_id


def test_a_doubt_of_a_stopped_author_is_looked_up_but_nothing_is_sent(
    world: World,
    post: Post,
    scripted: type[Scripted],
) -> None:
    scripted.answers = {"publish": [Unsure("cut off")]}
    for _ in range(2):
        send.turn()
    revoke.suspend(world.bal, world.ann, "A test")
    run()
    assert steps(scripted) == ["prepare", "publish", "find"]
    assert one(post).actual_id is None


def test_a_hold_stops_all_but_its_exempt_kinds(world: World, channel: Channel, scripted: type[Scripted]) -> None:
    usual = make_queued(world.ann, world.harby, channel)
    urgent = make_queued(world.ann, world.harby, channel, text="Stay away from the quay.", kind="warning")
    pressed = hold.press(world.cara, "A grave event")
    run()
    assert (one(usual).actual_id, one(urgent).actual_id) == (None, urgent.approved_id)
    hold.lift(world.cara, pressed)
    run()
    assert one(usual).actual_id == usual.approved_id


def test_a_hold_of_one_area_leaves_the_others(world: World, channel: Channel, scripted: type[Scripted]) -> None:
    here = make_queued(world.ann, world.harby, channel)
    there = make_queued(world.cara, world.saltwick, channel, text="Saltwick fair.")
    hold.press(world.bal, "A grave event", area=world.harby)
    run()
    assert (one(here).actual_id, one(there).actual_id) == (None, there.approved_id)


def test_not_one_byte_other_than_what_was_approved_goes_out(post: Post, scripted: type[Scripted]) -> None:
    version = Version.objects.get(post=post)
    Version.objects.filter(pk=version.pk).update(frozen={**version.frozen, "text": version.frozen["text"] + "!"})
    run()
    row = one(post)
    assert (row.condition, steps(scripted)) == (Condition.HELD, [])
    assert "not what was approved" in row.note


def test_urgent_words_overtake_and_retractions_overtake_those(
    world: World,
    channel: Channel,
    scripted: type[Scripted],
) -> None:
    live = make_queued(world.ann, world.harby, channel, text="Live.")
    run()
    make_queued(world.ann, world.harby, channel, text="Old.")
    make_queued(world.ann, world.harby, channel, text="Urgent.", kind="warning")
    posts.retract(world.ann, Post.objects.get(pk=live.pk), "Wrong")
    release.turn()
    before = len(scripted.asked)
    run()
    order = [(step, getattr(facts, "text", None)) for step, facts in scripted.asked[before:]]
    assert order[0][0] == "retract"
    assert order[1] == ("prepare", "Urgent.")


def test_a_kind_that_is_not_installed_stops_nothing_else(world: World, post: Post, scripted: type[Scripted]) -> None:
    strange = make_channel(world.force, kind="no-such-network")
    orphan = make_queued(world.ann, world.harby, strange, text="For nobody.", kind="warning")
    run()
    strange.refresh_from_db()
    assert (strange.state, one(orphan).actual_id) == ("needs_auth", None)
    assert one(post).actual_id == post.approved_id


def test_a_claim_outlasts_three_calls() -> None:
    with pytest.raises(ValueError, match="three times"):
        Pace(lease=timedelta(seconds=5), deadline=2.0)
    assert PACE.lease.total_seconds() >= 3 * PACE.deadline


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_the_network_is_called(transactional_db: None, scripted: type[Scripted]) -> None:
    world = make_world()
    make_queued(world.ann, world.harby, make_channel(world.force))
    open_ones = []
    usual = scripted.publish
    scripted.publish = lambda self, *given: (open_ones.append(connection.in_atomic_block), usual(self, *given))[1]  # type: ignore[method-assign, func-returns-value]
    run()
    assert open_ones == [False]
    assert Delivery.objects.live().count() == 1


def test_a_refused_repeat_says_nothing_about_the_attempt_before_it(post: Post, scripted: type[Scripted]) -> None:
    scripted.find = None  # type: ignore[assignment]
    scripted.answers = {"publish": [Unsure("cut off"), Rejected("Too long.")]}
    run()
    row = one(post)
    assert (row.condition, row.trying_id) == (Condition.HELD, post.approved_id)


def test_a_failed_look_is_repeated_soon_and_a_strange_one_is_for_a_person(post: Post, scripted: type[Scripted]) -> None:
    scripted.answers = {"publish": [Unsure("cut off")], "find": [Later("no answer"), Unsure("something else is there")]}
    with clock.frozen(timezone.now()):
        run()
        assert one(post).condition == Condition.UNSURE
        clock.push(timedelta(seconds=4))
        run()
    row = one(post)
    assert (row.condition, steps(scripted)) == (Condition.HELD, ["prepare", "publish", "find", "find"])
    assert "Something else stands" in row.note
