import threading
from typing import Any

import pytest
from django.db import connection

from bluelamp.audit.models import Entry
from bluelamp.forces.models import Grant
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from bluelamp.posts import actions, moves
from bluelamp.posts.digest import digest, freeze
from bluelamp.posts.draft import TEXT_LIMIT, Stale
from bluelamp.posts.models import Post
from bluelamp.posts.states import PostState
from tests.support import files
from tests.support.posts import make_approved, make_channel, make_draft, make_places, make_waiting
from tests.support.world import World, make_area, make_member, make_team

pytestmark = pytest.mark.django_db


def acts() -> list[str]:
    return list(Entry.objects.order_by("index").values_list("act", flat=True))


def test_a_draft_goes_everywhere_unless_told_otherwise(world: World) -> None:
    site, network = make_places(world.force)
    assert set(actions.start(world.ann, world.harby).channels.all()) == {site, network}
    assert list(actions.start(world.ann, world.harby, channels=[network]).channels.all()) == [network]
    assert not actions.start(world.ann, world.harby, channels=[]).channels.exists()


def test_a_draft_never_goes_to_another_forces_channel(world: World) -> None:
    theirs = make_channel(world.other, "Theirs")
    ours = make_channel(world.force)
    post = actions.start(world.ann, world.harby, channels=[theirs])
    assert not post.channels.exists()
    actions.save(world.ann, post, post.revision, channels=[theirs.pk, ours.pk])
    assert list(post.channels.all()) == [ours]


def test_a_draft_speaks_for_the_team_of_the_area(world: World) -> None:
    assert actions.start(world.ann, world.harby).team == world.team
    assert actions.start(world.cara, world.saltwick).team == world.saltwick_team
    assert actions.start(world.cara, world.oldfold).team is None


@pytest.mark.parametrize(("who", "where"), [("ann", "saltwick"), ("dev", "harby"), ("esi", "harby"), ("fay", "harby"), ("gil", "harby")])  # fmt: skip
def test_who_does_not_write_there_does_not_start_there(world: World, who: str, where: str) -> None:
    with pytest.raises(NotAllowed):
        actions.start(getattr(world, who), getattr(world, where))
    assert not Post.objects.exists()


def test_the_desk_answers_but_starts_nothing_else(world: World) -> None:
    assert actions.start(world.dev, world.harby, "reply").kind == "reply"


def test_saving_without_a_change_leaves_no_trace(world: World) -> None:
    post = make_draft(world.ann)
    before = acts()
    same = actions.save(world.ann, post, post.revision, text=post.text + "  ", kind=post.kind)
    assert (acts(), same.revision) == (before, post.revision)
    actions.save(world.ann, post, post.revision, text="Other words.")
    assert acts() == [*before, "post.edit"]


def test_the_record_holds_digests_of_words_and_not_the_words(world: World) -> None:
    post = make_draft(world.ann)
    actions.save(world.ann, post, post.revision, text="Mrs Nobody of Nowhere Street")
    entry = Entry.objects.get(act="post.edit")
    assert "Nobody" not in str(entry.facts) + entry.object_name
    assert entry.facts["changed"] == ["text"]


@pytest.mark.parametrize("text", ["\x00", "a\x00b", "\u200b\u202e", "x" * TEXT_LIMIT, "‮Police", "🏴󠁧󠁢󠁷󠁬󠁳󠁿" * 50])
def test_any_text_can_be_kept(world: World, text: str) -> None:
    post = make_draft(world.ann)
    kept = actions.save(world.ann, post, post.revision, text=text)
    assert "\x00" not in kept.text and "\u202e" not in kept.text


def test_too_long_is_told_and_changes_nothing(world: World) -> None:
    post = make_draft(world.ann, "Short.")
    with pytest.raises(Refused, match="only 10000 fit"):
        actions.save(world.ann, post, post.revision, text="x" * (TEXT_LIMIT + 1), kind="event")
    post.refresh_from_db()
    assert (post.text, post.kind) == ("Short.", "update")


def test_a_clash_carries_both_texts(world: World) -> None:
    post = make_draft(world.ann, "One.")
    seen = post.revision
    actions.save(world.ann, post, seen, text="Theirs.")
    with pytest.raises(Stale) as stale:
        actions.save(world.ann, post, seen, text="Mine.")
    assert (stale.value.post.text, stale.value.mine["text"]) == ("Theirs.", "Mine.")


def test_a_field_that_a_draft_does_not_have_is_a_mistake_of_ours(world: World) -> None:
    post = make_draft(world.ann)
    with pytest.raises(TypeError, match="state"):
        actions.save(world.ann, post, post.revision, state="approved")


@pytest.mark.parametrize("fields", [{"kind": "nonsense"}, {"case_state": "guilty"}])
def test_only_known_words_are_kept(world: World, fields: dict[str, str]) -> None:
    post = make_draft(world.ann)
    with pytest.raises(Refused):
        actions.save(world.ann, post, post.revision, **fields)


def test_only_the_author_writes_and_only_in_a_draft(world: World) -> None:
    post = make_draft(world.ann)
    shown = actions.add_picture(world.ann, post, files.Sent(files.saved(files.drawing((50, 40)))))
    post.refresh_from_db()
    attempts: list[Any] = [
        lambda by: actions.save(by, post, post.revision, text="x"),
        lambda by: actions.add_picture(by, post, files.Sent(files.saved(files.drawing((50, 40))))),
        lambda by: actions.set_alt(by, post, shown, "x"),
        lambda by: actions.remove_picture(by, post, shown),
        lambda by: actions.freeze_and_submit(by, post, post.revision),
        lambda by: actions.discard(by, post),
    ]
    before = Post.objects.values().get(), acts()
    for attempt in attempts:
        for by in (world.bal, world.cara, world.esi, world.gil):
            with pytest.raises(NotAllowed):
                attempt(by)
    actions.freeze_and_submit(world.ann, post, post.revision)
    for attempt in attempts:
        with pytest.raises((NotAllowed, Conflict)):
            attempt(world.ann)
    assert before[1] == acts()[:-1]


def test_another_area_as_long_as_nobody_has_seen_the_address(world: World) -> None:
    Grant.objects.create(force=world.force, member=world.ann, role="officer", area=world.saltwick)
    post = make_draft(world.ann)
    actions.save(world.ann, post, post.revision, area=world.saltwick)
    post.refresh_from_db()
    assert (post.area, post.team) == (world.saltwick, world.saltwick_team)
    with pytest.raises(NotAllowed):
        actions.save(world.ann, post, post.revision, area=world.oldfold)
    public = make_approved(world.ann)
    actions.correct(world.ann, public)
    with pytest.raises(Refused):
        actions.save(world.ann, public, public.revision, area=world.saltwick)


def test_a_picture_may_be_described_moved_out_and_is_told(world: World) -> None:
    post = make_draft(world.ann)
    one = actions.add_picture(world.ann, post, files.Sent(files.saved(files.drawing((50, 40)))), "One")
    two = actions.add_picture(world.ann, post, files.Sent(files.telling_png()), "Two")
    actions.set_alt(world.ann, post, one, "One, described")
    actions.remove_picture(world.ann, post, one)
    three = actions.add_picture(world.ann, post, files.Sent(files.telling_webp()))
    assert [shown.pk for shown in post.pictures.all()] == [two.pk, three.pk]
    assert acts() == ["post.create", "picture.take", "post.edit", "picture.take", "post.edit", "picture.alt", "post.edit", "picture.take", "post.edit"]  # fmt: skip
    with pytest.raises(Conflict):
        actions.remove_picture(world.ann, post, one)


def test_there_is_an_end_to_pictures(world: World) -> None:
    post = make_draft(world.ann)
    data = files.saved(files.drawing((20, 20)))
    for _ in range(10):
        actions.add_picture(world.ann, post, files.Sent(data))
    with pytest.raises(Refused, match="at most 10"):
        actions.add_picture(world.ann, post, files.Sent(data))


def test_a_correction_leaves_what_is_public_and_belongs_to_whoever_writes_it(world: World) -> None:
    post = make_approved(world.ann, world.bal)
    public = post.approved
    corrected = actions.correct(world.cara, post)
    assert (corrected.state, corrected.author, corrected.approved) == (PostState.DRAFT, world.cara, public)
    actions.save(world.cara, corrected, corrected.revision, text="Better words.")
    corrected.refresh_from_db()
    assert corrected.approved is not None and corrected.approved.text != "Better words."
    with pytest.raises(Conflict):
        actions.discard(world.cara, corrected)


def test_dropping_a_correction_gives_back_every_word_place_and_picture(world: World) -> None:
    post = make_draft(world.ann)
    shown = actions.add_picture(world.ann, post, files.Sent(files.saved(files.drawing((50, 40)))), "A stall")
    post.refresh_from_db()
    version = actions.freeze_and_submit(world.ann, post, post.revision)
    moves.make(version.post, "approve", world.bal, sets={"approved": version})
    post = actions.correct(world.cara, Post.objects.get(pk=post.pk))
    actions.save(world.cara, post, post.revision, text="Other.", kind="event", channels=[], answers={"a": "yes"})
    actions.remove_picture(world.cara, post, shown)
    post = actions.keep(world.cara, Post.objects.get(pk=post.pk))
    assert (post.state, post.author) == (PostState.APPROVED, world.ann)
    assert digest(freeze(post)) == version.digest
    assert (post.text, post.kind, post.answers) == (version.text, "update", {})
    assert [(s.picture_id, s.alt) for s in post.pictures.all()] == [(shown.picture_id, "A stall")]
    assert {str(c.pk) for c in post.channels.all()} == set(version.frozen["channels"])


@pytest.mark.parametrize(("who", "may"), [("ann", True), ("bal", True), ("cara", True), ("dev", False), ("fay", False), ("gil", False)])  # fmt: skip
def test_who_may_withdraw(world: World, who: str, may: bool) -> None:
    post = make_approved(world.ann, world.bal)
    by = getattr(world, who)
    if not may:
        with pytest.raises(NotAllowed):
            actions.retract(by, post, "Found safe.")
        return
    actions.retract(by, post, "Found safe.")
    assert (post.state, post.note) == (PostState.RETRACTED, "Found safe.")
    entry = Entry.objects.get(act="post.retract")
    assert "Found safe." not in str(entry.facts)
    assert entry.content_digest


def test_withdrawing_needs_a_reason_and_something_to_withdraw(world: World) -> None:
    post = make_approved(world.ann)
    with pytest.raises(Refused):
        actions.retract(world.ann, post, "  ")
    with pytest.raises(Conflict, match="Discard the draft"):
        actions.retract(world.ann, make_draft(world.ann), "Changed my mind")


def test_a_correction_that_waits_can_still_be_withdrawn_whole(world: World) -> None:
    post = actions.correct(world.ann, make_approved(world.ann))
    actions.freeze_and_submit(world.ann, post, post.revision)
    post = actions.retract(world.bal, Post.objects.get(pk=post.pk), "All of it is wrong.")
    assert post.state == PostState.RETRACTED


def test_a_supervisor_of_another_area_may_not_touch_it(world: World) -> None:
    post = make_approved(world.ann)
    elsewhere = make_member(world.force, "Ida Elsewhere", roles=[("supervisor", world.saltwick)])
    for act in (lambda: actions.correct(elsewhere, post), lambda: actions.retract(elsewhere, post, "x")):
        with pytest.raises(NotAllowed):
            act()


def test_take_back_is_the_authors(world: World) -> None:
    version = make_waiting(world.ann)
    with pytest.raises(NotAllowed):
        actions.recall(world.bal, version.post)
    assert actions.recall(world.ann, version.post).state == PostState.DRAFT


@pytest.mark.django_db(transaction=True)
def test_of_two_hands_at_the_same_moment_one_is_told(world: World) -> None:
    post = make_draft(world.ann, "Start.")
    told: list[Any] = []
    gate = threading.Barrier(2)

    def write(text: str) -> None:
        mine = Post.objects.get(pk=post.pk)
        gate.wait()
        try:
            told.append(actions.save(world.ann, mine, mine.revision, text=text).text)
        except Stale as stale:
            told.append(stale)
        finally:
            connection.close()

    hands = [threading.Thread(target=write, args=(text,)) for text in ("Left.", "Right.")]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert sorted(isinstance(one, Stale) for one in told) == [False, True]
    winner = next(one for one in told if isinstance(one, str))
    assert Post.objects.get().text == winner


def test_areas_of_another_force_are_no_choice(world: World) -> None:
    foreign = make_team(make_area(world.other, "Fenside")).area
    with pytest.raises(NotAllowed):
        actions.start(world.cara, foreign)
