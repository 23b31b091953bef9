"""What the public says is taken in once, and lands with the post, the team and the area it belongs to."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bluelamp.adapters.contract import Collected, Incoming, Receipt
from bluelamp.adapters.errors import Later, NeedsAuth
from bluelamp.channels import account
from bluelamp.channels.models import Channel
from bluelamp.forces import revoke
from bluelamp.inbox import access, actions, collect
from bluelamp.inbox.models import Answer, Conversation, Item
from bluelamp.insight.home import tasks
from bluelamp.kernel import clock
from bluelamp.kernel.errors import NotAllowed, Refused
from bluelamp.posts.models import Post
from bluelamp.publishing.models import Delivery
from bluelamp.review import routes
from tests.support.posts import finding, make_approved, make_channel, rules_say
from tests.support.world import World

pytestmark = pytest.mark.django_db


class Ear:
    """A network that says what it is told to say, again and again."""

    def __init__(self) -> None:
        self.says: list[Incoming] = []
        self.trouble: Exception | None = None
        self.asked: list[Sequence[Receipt]] = []

    def collect(self, cursor: Mapping[str, Any], ours: Sequence[Receipt]) -> Collected:
        self.asked.append(ours)
        if self.trouble:
            raise self.trouble
        return Collected(tuple(self.says), {"at": int(cursor.get("at", 0)) + 1})


def said(remote: str, answers: str, text: str = "Thank you!") -> Incoming:
    return Incoming(remote, text, "Rhian", clock.now(), answers, {"uri": remote})


@pytest.fixture
def channel(world: World) -> Channel:
    return make_channel(world.force, "Practice", limit=True)


@pytest.fixture
def ear(channel: Channel, monkeypatch: pytest.MonkeyPatch) -> Ear:
    ear = Ear()
    monkeypatch.setattr(account, "calling", lambda _channel: nullcontext(ear))
    return ear


@pytest.fixture
def live(world: World, channel: Channel, monkeypatch: pytest.MonkeyPatch) -> Post:
    rules_say(monkeypatch)
    routes.install_default(world.force)
    post = make_approved(world.ann, channels=[channel])
    put_live(post, channel, "post-1")
    return post


def put_live(post: Post, channel: Channel, remote: str) -> None:
    Delivery.objects.create(
        force=post.force,
        post=post,
        channel=channel,
        wanted=post.approved,
        actual=post.approved,
        receipt={"remote_id": remote, "url": "", "ref": {}},
        live_at=clock.now(),
    )


def test_a_reply_lands_with_its_post_team_and_area(ear: Ear, live: Post, channel: Channel) -> None:
    ear.says = [said("r1", "post-1")]
    collect.turn()
    conversation = Conversation.objects.get()
    assert (conversation.post, conversation.team, conversation.area) == (live, live.team, live.area)
    assert conversation.unread
    assert conversation.waiting_since is not None
    channel.refresh_from_db()
    assert channel.cursor == {"at": 1}
    assert channel.last_heard_at is not None


def test_heard_ten_times_it_is_there_once(ear: Ear, live: Post) -> None:
    ear.says = [said("r1", "post-1"), said("r1", "post-1"), said("r2", "r1")]
    for _round in range(10):
        collect.turn()
    assert Item.objects.count() == 2
    assert Conversation.objects.count() == 1, "an answer to what was said belongs to the same conversation"


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(["r1", "r2", "r3", "r1", "r2"]))
def test_order_and_repeats_do_not_matter(ear: Ear, live: Post, order: list[str]) -> None:
    Item.objects.all().delete()
    Conversation.objects.all().delete()
    for remote in order:
        ear.says = [said(remote, "post-1")]
        collect.turn()
    assert set(Item.objects.values_list("remote_id", flat=True)) == {"r1", "r2", "r3"}
    assert Conversation.objects.count() == 3


def test_a_network_that_does_not_answer_keeps_its_cursor(ear: Ear, live: Post, channel: Channel) -> None:
    ear.trouble = Later("asleep")
    assert collect.turn() is False
    channel.refresh_from_db()
    assert (channel.cursor, channel.state) == ({}, "connected")


def test_a_network_that_shut_us_out_waits_for_its_keeper(ear: Ear, live: Post, channel: Channel) -> None:
    ear.trouble = NeedsAuth("the password was changed")
    collect.turn()
    channel.refresh_from_db()
    assert channel.state == "needs_auth"


def test_our_answer_counts_when_it_is_live(ear: Ear, live: Post, channel: Channel, world: World) -> None:
    ear.says = [said("r1", "post-1", "Why nobody came?")]
    collect.turn()
    conversation = Conversation.objects.get()
    world.ann.trust = 2
    world.ann.save()
    post = actions.answer(world.ann, conversation, "Sorry for the wait. The team will call you today.")
    assert post.reply_to is not None
    assert post.reply_to["ref"] == {"uri": "r1"}
    collect.turn()
    conversation.refresh_from_db()
    assert conversation.state == "open", "not before the public can see it"
    put_live(post, channel, "our-1")
    collect.turn()
    conversation.refresh_from_db()
    assert (conversation.state, conversation.waiting_since) == ("answered", None)


def test_who_speaks_again_waits_again(ear: Ear, live: Post, channel: Channel, world: World) -> None:
    test_our_answer_counts_when_it_is_live(ear, live, channel, world)
    clock.push(timedelta(minutes=5))
    try:
        ear.says = [said("r2", "our-1", "Nobody called.")]
        collect.turn()
    finally:
        clock.push(timedelta(minutes=-5))
    conversation = Conversation.objects.get()
    assert conversation.state == "open"
    assert conversation.items.count() == 2


def test_an_answer_with_a_block_is_kept_not_sent(
    ear: Ear, live: Post, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ear.says = [said("r1", "post-1")]
    collect.turn()
    rules_say(monkeypatch, finding("block"))
    with pytest.raises(Refused):
        actions.answer(world.ann, Conversation.objects.get(), "Hi Sue, what is your address?")
    assert Answer.objects.get().post.state == "draft"


def test_those_who_only_read_cannot_answer(ear: Ear, live: Post, world: World) -> None:
    ear.says = [said("r1", "post-1")]
    collect.turn()
    with pytest.raises(NotAllowed):
        actions.answer(world.fay, Conversation.objects.get(), "Hello.")


def test_a_mention_of_nobodys_post_is_still_heard(ear: Ear, live: Post) -> None:
    ear.says = [said("m1", "")]
    collect.turn()
    assert Conversation.objects.get().post is None


def test_what_is_heard_late_is_unread_and_not_the_last_word(ear: Ear, live: Post, world: World) -> None:
    """Networks deliver out of order: older words that arrive after somebody has looked still want to be read."""
    ear.says = [said("r1", "post-1", "The newest words")]
    collect.turn()
    row = Conversation.objects.get()
    actions.read(world.ann, row)
    row.refresh_from_db()
    assert not row.unread
    late = said("r2", "r1", "Written before, heard after")
    ear.says = [replace(late, at=late.at - timedelta(minutes=10))]
    collect.turn()
    row.refresh_from_db()
    assert row.unread
    assert row.last_text == "The newest words"


def test_an_answer_on_its_way_is_not_asked_for_again(ear: Ear, live: Post, channel: Channel, world: World) -> None:
    ear.says = [said("r1", "post-1", "Why?")]
    collect.turn()
    assert [task.verb for task in tasks(world.bal)] == ["Answer"]
    actions.answer(world.ann, Conversation.objects.get(), "Because of the tree.")
    assert access.conversations_for(world.bal).get().answering
    assert "Answer" not in [task.verb for task in tasks(world.bal)]
    ear.says = [said("r2", "r1", "Which tree?")]
    collect.turn()
    assert not access.conversations_for(world.bal).get().answering, "it says nothing about the new question"
    assert "Answer" in [task.verb for task in tasks(world.bal)]


def test_an_answer_counts_only_for_what_we_had_heard(ear: Ear, live: Post, channel: Channel, world: World) -> None:
    """A second question, written earlier but heard after the answer was sent, is still open."""
    world.ann.trust = 2
    world.ann.save()
    ear.says = [said("r1", "post-1", "Why?")]
    collect.turn()
    post = actions.answer(world.ann, Conversation.objects.get(), "Because of the tree.")
    late = said("r2", "r1", "And until when?")
    ear.says = [replace(late, at=late.at - timedelta(minutes=1))]
    collect.turn()
    put_live(post, channel, "our-1")
    collect.turn()
    assert Conversation.objects.get().state == "open"


def test_nobody_who_is_stopped_answers(ear: Ear, live: Post, world: World) -> None:
    """Not even with a request that was let in before the stop."""
    ear.says = [said("r1", "post-1")]
    collect.turn()
    revoke.suspend(world.bal, world.ann, "A test")
    row = Conversation.objects.get()
    for act in (lambda: actions.answer(world.ann, row, "Hello."), lambda: actions.close(world.ann, row)):
        with pytest.raises(NotAllowed):
            act()
    assert not Answer.objects.exists()
