from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from bluelamp.audit.models import Entry
from bluelamp.kernel.errors import Conflict, Told
from bluelamp.posts import actions, moves
from bluelamp.posts.models import Post, Version
from bluelamp.posts.states import MOVES, PostState
from tests.support.posts import make_approved, make_draft, make_waiting
from tests.support.world import World, make_world


@pytest.mark.django_db
def test_a_move_is_written_down_with_where_it_came_from(world: World) -> None:
    post = make_draft(world.ann)
    moves.make(post, "discard", world.ann)
    entry = Entry.objects.get(act="post.discard")
    assert (entry.object_id, entry.facts["came_from"]) == (str(post.pk), "draft")
    assert post.state == PostState.DISCARDED


@pytest.mark.django_db
@pytest.mark.parametrize("name", MOVES)
@pytest.mark.parametrize("state", PostState)
@pytest.mark.parametrize("agreed", [True, False])
def test_every_move_from_every_state_does_what_the_table_says(
    world: World, name: str, state: PostState, agreed: bool
) -> None:
    version = make_waiting(world.ann)
    post = version.post
    if state == PostState.APPROVED and not agreed:
        with pytest.raises(IntegrityError), transaction.atomic():
            Post.objects.filter(pk=post.pk).update(state=state, approved=None)
        return
    Post.objects.filter(pk=post.pk).update(state=state, approved=version if agreed else None)
    post.refresh_from_db()
    move, before = MOVES[name], post.revision
    allowed = state in move.came_from and (move.agreed is None or move.agreed is agreed)
    assert moves.can(post, name) is allowed
    sets = {"approved": version} if name == "approve" else {}
    if allowed:
        moves.make(post, name, world.bal, sets=sets)
        assert (post.state, post.revision) == (move.to, before + 1)
    else:
        with pytest.raises(Conflict):
            moves.make(post, name, world.bal, sets=sets)
        post.refresh_from_db()
        assert (post.state, post.revision) == (state, before)


@pytest.mark.django_db
def test_a_stale_hand_changes_nothing(world: World) -> None:
    post = make_draft(world.ann)
    stale = Post.objects.get(pk=post.pk)
    actions.save(world.ann, post, post.revision, text="Another text.")
    entries = Entry.objects.count()
    with pytest.raises(Conflict):
        moves.make(stale, "discard", world.ann)
    assert Post.objects.get(pk=post.pk).state == PostState.DRAFT
    assert Entry.objects.count() == entries


@pytest.mark.django_db
def test_a_yes_names_the_newest_version_of_this_very_post(world: World) -> None:
    first = make_waiting(world.ann)
    other = make_waiting(world.ann, "Something else.")
    post = actions.recall(world.ann, first.post)
    second = actions.freeze_and_submit(world.ann, post, post.revision)
    post = second.post
    for wrong in (first, other, None):
        with pytest.raises(Conflict):
            moves.make(post, "approve", world.bal, sets={"approved": wrong})
    moves.make(post, "approve", world.bal, sets={"approved": second})
    assert post.approved == second
    assert post.first_approved_at is not None


@pytest.mark.django_db
def test_no_other_move_puts_a_version_in_place(world: World) -> None:
    version = make_waiting(world.ann)
    with pytest.raises(ValueError, match="approve"):
        moves.make(version.post, "recall", world.ann, sets={"approved": version})


@pytest.mark.django_db
def test_the_first_yes_is_remembered_when_a_correction_is_agreed(world: World) -> None:
    post = make_approved(world.ann, world.bal)
    first = post.first_approved_at
    post = actions.correct(world.ann, post)
    again = actions.freeze_and_submit(world.ann, post, post.revision)
    moves.make(again.post, "approve", world.bal, sets={"approved": again})
    assert again.post.first_approved_at == first


class LifeOfAPost(RuleBasedStateMachine):
    """Every way people can pull at one post: by actions, by bare moves, with fresh and with stale hands."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.post = make_draft(self.world.ann, "One.")
        self.stale = Post.objects.get(pk=self.post.pk)
        self.texts = 1

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    def now(self) -> Post:
        return Post.objects.select_related("force", "area", "approved").get(pk=self.post.pk)

    def attempt(self, act: Any, *args: Any) -> None:
        """Whatever is refused must leave the row as it was."""
        before = Post.objects.filter(pk=self.post.pk).values().get()
        try:
            with transaction.atomic():
                act(*args)
        except Told:
            assert Post.objects.filter(pk=self.post.pk).values().get() == before

    @rule(keep=st.booleans())
    def write(self, keep: bool) -> None:
        if not keep:
            self.stale = self.now()
        self.texts += 1
        post = self.now()
        self.attempt(lambda: actions.save(self.world.ann, post, post.revision, text=f"Text {self.texts}."))

    @rule(stale=st.booleans())
    def hand_in(self, stale: bool) -> None:
        post = self.stale if stale else self.now()
        self.attempt(lambda: actions.freeze_and_submit(self.world.ann, post, post.revision))

    @rule(name=st.sampled_from(sorted(set(MOVES) - {"approve", "submit"})), stale=st.booleans())
    def any_move(self, name: str, stale: bool) -> None:
        post = Post.objects.get(pk=self.post.pk) if not stale else self.stale
        self.attempt(lambda: moves.make(post, name, self.world.bal))

    @rule(back=st.integers(0, 3), stale=st.booleans())
    def say_yes(self, back: int, stale: bool) -> None:
        """To the newest version, to an older one, or to none at all."""
        versions = list(Version.objects.filter(post=self.post).order_by("-number"))
        chosen = versions[back] if back < len(versions) else None
        post = self.stale if stale else self.now()
        self.attempt(lambda: moves.make(post, "approve", self.world.bal, sets={"approved": chosen}))

    @rule()
    def correct(self) -> None:
        self.attempt(lambda: actions.correct(self.world.ann, self.now()))

    @rule()
    def drop_the_correction(self) -> None:
        self.attempt(lambda: actions.keep(self.world.ann, self.now()))

    @precondition(lambda self: self.now().state == PostState.WAITING)
    @rule()
    def take_back(self) -> None:
        actions.recall(self.world.ann, self.now())

    @invariant()
    def approved_means_a_version_that_says_what_the_draft_says(self) -> None:
        post = self.now()
        if post.state == PostState.APPROVED:
            assert post.approved is not None
            assert post.approved.post_id == post.pk
            assert post.approved.text == post.text

    @invariant()
    def what_waits_is_frozen(self) -> None:
        post = self.now()
        if post.state == PostState.WAITING:
            newest = Version.objects.filter(post=post).latest("number")
            assert newest.text == post.text

    @invariant()
    def the_end_is_the_end(self) -> None:
        post = self.now()
        if post.state == PostState.DISCARDED:
            assert post.approved_id is None


class MovesTest(TestCase):
    def test_no_sequence_reaches_approved_without_its_version(self) -> None:
        LifeOfAPost.world = make_world()
        run_state_machine_as_test(
            LifeOfAPost,
            settings=settings(
                max_examples=40, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
            ),
        )
