"""From what people agreed to what is wanted where."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bluelamp.audit.models import Entry
from bluelamp.channels.models import Channel
from bluelamp.forces import hold, revoke
from bluelamp.kernel import clock
from bluelamp.policy import actions as policy
from bluelamp.policy import assess
from bluelamp.policy.models import InstalledPack, Verdict
from bluelamp.posts import actions as posts
from bluelamp.posts import recheck
from bluelamp.posts.models import Post
from bluelamp.project.drill.stage import agree
from bluelamp.publishing import access, release
from bluelamp.publishing.models import Delivery
from bluelamp.review.models import Decision
from bluelamp.rulebook.findings import Draft
from tests.support.delivering import make_agreed, make_channel
from tests.support.posts import finding, rules_say
from tests.support.scripted import Scripted
from tests.support.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def places(world: World, scripted: type[Scripted]) -> list[Channel]:
    return [make_channel(world.force, name="One"), make_channel(world.force, name="Two")]


def wanted(post: Post) -> set[object]:
    return set(Delivery.objects.filter(post=post).values_list("channel__name", "wanted_id"))


def test_an_agreed_post_is_wanted_on_each_of_its_channels_once(world: World, places: list[Channel]) -> None:
    post = make_agreed(world.ann, world.harby, *places)
    assert release.turn()
    assert wanted(post) == {("One", post.approved_id), ("Two", post.approved_id)}
    assert not release.turn()
    assert Entry.objects.filter(act="post.release", object_id=str(post.pk)).count() == 1


def test_a_draft_is_wanted_nowhere(world: World, places: list[Channel]) -> None:
    posts.start(world.ann, world.harby, text="Not yet.", channels=places)
    assert not release.turn()
    assert not Delivery.objects.exists()


def test_a_time_is_waited_for(world: World, places: list[Channel]) -> None:
    with clock.frozen(timezone.now()):
        post = make_agreed(world.ann, world.harby, *places, due_at=clock.now() + timedelta(hours=2))
        clock.push(timedelta(hours=1, minutes=59))
        assert not release.turn()
        clock.push(timedelta(minutes=2))
        assert release.turn()
    assert len(wanted(post)) == 2


def test_a_correction_that_leaves_a_channel_takes_the_post_down_there(world: World, places: list[Channel]) -> None:
    post = make_agreed(world.ann, world.harby, *places)
    release.turn()
    post = posts.correct(world.ann, post)
    post = posts.save(world.ann, post, post.revision, channels=[places[0].pk])
    post = agree(world.ann, post)
    assert release.turn()
    assert wanted(post) == {("One", post.approved_id), ("Two", None)}


def test_what_is_withdrawn_is_wanted_nowhere(world: World, places: list[Channel]) -> None:
    post = make_agreed(world.ann, world.harby, *places)
    release.turn()
    posts.retract(world.ann, post, "Wrong street")
    assert release.turn()
    assert wanted(post) == {("One", None), ("Two", None)}
    assert not release.turn()


def test_what_was_withdrawn_before_it_went_is_never_wanted(world: World, places: list[Channel]) -> None:
    post = make_agreed(world.ann, world.harby, *places)
    posts.retract(world.ann, post, "Wrong street")
    assert not release.turn()
    assert not Delivery.objects.exists()


def test_nothing_of_a_stopped_author_is_released_and_the_supervisor_sees_why(
    world: World, places: list[Channel]
) -> None:
    post = make_agreed(world.ann, world.harby, *places)
    revoke.suspend(world.bal, world.ann, "A test")
    assert not release.turn()
    (row,) = access.withheld_for(world.bal)
    assert (row.post, row.stop.code) == (post, "author")
    assert "Ann Ashdown" in str(row.stop.says)
    revoke.lift(world.bal, world.ann)
    assert release.turn()
    assert access.withheld_for(world.bal) == []


def test_an_approval_dies_with_the_right_of_who_gave_it(world: World, places: list[Channel]) -> None:
    post = make_agreed(world.ann, world.harby, *places)
    assert post.approved is not None
    Decision.objects.create(
        force=world.force,
        version=post.approved,
        by=world.bal,
        author=world.ann,
        approved=True,
        digest=post.approved.digest,
    )
    revoke.suspend(world.esi, world.bal, "A test")
    assert not release.turn()
    (row,) = access.withheld_for(world.cara)
    assert row.stop.code == "approver"


def test_a_hold_withholds_and_names_its_reason(world: World, places: list[Channel]) -> None:
    post = make_agreed(world.ann, world.harby, *places)
    exempt = make_agreed(world.ann, world.harby, *places, kind="warning", text="Stay away from the quay.")
    pressed = hold.press(world.cara, "Something grave")
    assert release.turn()
    assert (len(wanted(post)), len(wanted(exempt))) == (0, 2)
    (row,) = access.withheld_for(world.bal)
    assert (row.stop.code, "Something grave" in str(row.stop.says)) == ("hold", True)
    hold.lift(world.cara, pressed)
    assert release.turn()


def test_others_see_only_what_their_areas_withhold(world: World, places: list[Channel]) -> None:
    make_agreed(world.ann, world.harby, *places)
    make_agreed(world.cara, world.saltwick, *places)
    hold.press(world.cara, "Something grave")
    assert len(access.withheld_for(world.bal)) == 1
    assert len(access.withheld_for(world.cara)) == 2
    assert access.withheld_for(world.hana) == []


def test_new_rules_are_asked_and_an_objection_keeps_it_back(
    world: World, places: list[Channel], monkeypatch: pytest.MonkeyPatch
) -> None:
    post = make_agreed(world.ann, world.harby, *places)
    policy.install_builtin(world.force, None)
    rules_say(monkeypatch, finding("review"), packs=recheck.in_force(world.force))
    assert not release.turn()
    assert wanted(post) == set()
    (row,) = access.withheld_for(world.bal)
    assert (row.stop.code, "Leave out the street." in str(row.stop.says)) == ("rules", True)


def test_the_verdict_is_asked_again_once_for_each_set_of_rules(
    world: World, places: list[Channel], monkeypatch: pytest.MonkeyPatch
) -> None:
    post = make_agreed(world.ann, world.harby, *places)
    version = post.approved
    assert version is not None
    asked = []

    class Pack:
        digest = "new-rules"

    def judge(force: object, subject: str, draft: Draft, earlier: tuple[str, ...]) -> Verdict:
        asked.append(subject)
        findings = [{"weight": "review", "say": "Leave out the street."}]
        around = assess.circumstances(draft, earlier)
        return Verdict.objects.create(
            force=world.force, subject=subject, outcome="review", packs=["new-rules"], findings=findings,
            circumstances=around,
        )  # fmt: skip

    monkeypatch.setattr(assess, "packs_in_force", lambda force: (Pack(),))
    monkeypatch.setattr(assess, "judge", judge)
    assert [recheck.objection(version) for _ in range(2)] == ["Leave out the street."] * 2
    assert asked == [version.digest]


def test_rules_that_are_milder_or_the_same_do_not_keep_it_back(world: World, places: list[Channel]) -> None:
    post = make_agreed(world.ann, world.harby, *places)
    assert not InstalledPack.objects.exists()
    assert post.approved is not None
    assert recheck.objection(post.approved) == ""


def test_the_list_of_what_is_kept_back_asks_a_few_questions_however_long_it_is(
    world: World, places: list[Channel], django_assert_max_num_queries: object
) -> None:
    for number in range(12):
        make_agreed(world.ann, world.harby, *places, text=f"Number {number}.")
        if number == 6:
            release.turn()
    revoke.suspend(world.bal, world.ann, "A test")
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        rows = access.withheld_for(world.bal)
    assert len(rows) == 12
    assert sorted({row.channels for row in rows}) == [(), ("One", "Two")]


def test_what_another_worker_let_go_meanwhile_is_not_let_go_twice(world: World, places: list[Channel]) -> None:
    post = make_agreed(world.ann, world.harby, *places)
    seen_by_two = [release.unreleased().get(pk=post.pk) for _ in range(2)]
    assert [release.release(seen) for seen in seen_by_two] == [True, False]
    assert Entry.objects.filter(act="post.release").count() == 1


def test_what_changed_since_it_was_seen_is_looked_at_again(world: World, places: list[Channel]) -> None:
    post = make_agreed(world.ann, world.harby, *places)
    seen = release.unreleased().get(pk=post.pk)
    posts.correct(world.ann, post)
    assert not release.release(seen)
    assert wanted(post) == set()
