"""The gate: who must say yes, and that a yes is to exactly what was seen."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bluelamp.forces import revoke
from bluelamp.forces.states import Trust
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from bluelamp.posts import actions as posts
from bluelamp.posts.models import Post
from bluelamp.review import access, actions, routes
from bluelamp.review.models import Decision, Need
from tests.support.posts import finding, make_draft, rules_say
from tests.support.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def matrix(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    routes.install_default(world.force)
    rules_say(monkeypatch)


def send(world: World, **fields: object) -> Post:
    post = make_draft(world.ann, **fields)  # type: ignore[arg-type]
    return actions.submit(world.ann, post, post.revision)


def only_need(post: Post) -> Need:
    return Need.objects.open().get(post=post)


def test_low_risk_of_a_trusted_officer_goes_straight_out(world: World) -> None:
    post = send(world)
    assert post.state == "approved"
    assert post.approved is not None
    assert not Need.objects.filter(post=post).exists()


def test_a_trainee_is_read_by_a_supervisor(world: World) -> None:
    world.ann.trust = Trust.TRAINEE
    world.ann.save()
    post = send(world)
    assert (post.state, only_need(post).role) == ("waiting", "supervisor")


def test_a_finding_to_look_at_goes_to_the_supervisor_and_the_law_to_the_press(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules_say(monkeypatch, finding("review", risk="OPS"))
    assert only_need(send(world)).role == "supervisor"
    rules_say(monkeypatch, finding("review", risk="CHARGE"))
    assert only_need(send(world)).role == "press"


def test_two_yeses_by_two_people(world: World) -> None:
    post = send(world, kind="appeal_missing")
    needs = {need.role: need for need in Need.objects.filter(post=post)}
    assert set(needs) == {"supervisor", "press"}
    digest = needs["press"].version.digest
    assert actions.approve(world.bal, needs["supervisor"], digest).state == "waiting"
    assert actions.approve(world.cara, needs["press"], digest).state == "approved"


def test_one_person_with_both_roles_is_still_one_person(world: World) -> None:
    from bluelamp.forces.models import Grant

    Grant.objects.create(force=world.force, member=world.bal, role="press", area=None)
    post = send(world, kind="appeal_missing")
    first, second = Need.objects.filter(post=post)
    actions.approve(world.bal, first, first.version.digest)
    with pytest.raises(Conflict):
        actions.approve(world.bal, second, second.version.digest)
    assert second not in access.queue_for(world.bal)


def test_the_author_is_never_the_approver(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rules_say(monkeypatch, finding("review", risk="OPS"))
    world.bal.team = world.team
    post = make_draft(world.bal)
    post = actions.submit(world.bal, post, post.revision)
    need = only_need(post)
    assert need not in access.queue_for(world.bal)
    with pytest.raises(NotAllowed):
        actions.approve(world.bal, need, need.version.digest)


def test_the_database_itself_refuses_an_author_who_approves(world: World) -> None:
    world.ann.trust = Trust.TRAINEE
    world.ann.save()
    version = only_need(send(world)).version
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            force=world.force, version=version, by=world.ann, author=world.ann, approved=True, digest=version.digest
        )


def test_a_role_in_another_area_does_not_count(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rules_say(monkeypatch, finding("review", risk="OPS"))
    need = only_need(send(world))
    world.bal.grants.update(area=world.saltwick)
    stranger = type(world.bal).objects.get(pk=world.bal.pk)
    with pytest.raises(NotAllowed):
        actions.approve(stranger, need, need.version.digest)
    with pytest.raises(NotAllowed):
        access.need_for(stranger, need.pk)


def test_returning_needs_a_reason_and_closes_everything(world: World) -> None:
    post = send(world, kind="appeal_missing")
    need = Need.objects.filter(post=post, role="supervisor").get()
    with pytest.raises(Refused):
        actions.give_back(world.bal, need, need.version.digest, "  ")
    back = actions.give_back(world.bal, need, need.version.digest, "Leave out the street, please.")
    assert (back.state, back.note) == ("returned", "Leave out the street, please.")
    assert not Need.objects.open().filter(post=post).exists()


def test_taking_over_makes_the_words_mine_and_the_yes_another_persons(world: World) -> None:
    world.ann.trust = Trust.TRAINEE
    world.ann.save()
    need = only_need(send(world))
    mine = actions.take_over(world.bal, need)
    assert (mine.author, mine.state) == (world.bal, "draft")
    assert not access.queue_for(world.bal).exists()


def test_a_block_goes_only_as_an_exception_to_whom_the_rule_names(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules_say(monkeypatch, finding("block", exception_by="press"))
    post = make_draft(world.ann)
    with pytest.raises(Refused):
        actions.submit(world.ann, post, post.revision)
    asked = actions.submit(world.ann, post, post.revision, exception_reason="He is wanted and dangerous.")
    assert only_need(asked).role == "press"
    assert only_need(asked).version.frozen["exception_reason"] == "He is wanted and dangerous."


def test_a_statutory_block_knows_no_exception(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rules_say(monkeypatch, finding("block", exception_by="press", statutory=True))
    post = make_draft(world.ann)
    with pytest.raises(Refused):
        actions.submit(world.ann, post, post.revision, exception_reason="Please.")
    post.refresh_from_db()
    assert post.state == "draft"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(change=st.sampled_from(["text", "channels", "kind", "due"]), data=st.data())
def test_a_yes_dies_with_any_change(world: World, change: str, data: st.DataObject) -> None:
    """Whatever is changed after it was seen, the yes that was meant for it fits no more."""
    world.ann.trust = Trust.TRAINEE
    world.ann.save()
    post = send(world)
    seen = only_need(post)
    draft = posts.recall(world.ann, post)
    draft = posts.save(world.ann, draft, draft.revision, **_changed(draft, change, data))
    again = actions.submit(world.ann, draft, draft.revision)
    with pytest.raises(Conflict):
        actions.approve(world.bal, seen, seen.version.digest)
    with pytest.raises(Conflict):
        actions.approve(world.bal, only_need(again), seen.version.digest)
    again.refresh_from_db()
    assert again.state == "waiting"


def _changed(draft: Post, change: str, data: st.DataObject) -> dict[str, object]:
    from datetime import timedelta

    from bluelamp.kernel import clock
    from bluelamp.posts.when import When

    if change == "text":
        return {"text": draft.text + " " + data.draw(st.text(alphabet="abcäŵ!", min_size=1, max_size=8))}
    if change == "channels":
        return {"channels": [draft.channels.all()[0].pk]}
    if change == "kind":
        return {"kind": "event"}
    return {"due": When(at=clock.now() + timedelta(days=data.draw(st.integers(1, 9))), wall="later")}


def test_an_approval_that_comes_twice_counts_once(world: World) -> None:
    world.ann.trust = Trust.TRAINEE
    world.ann.save()
    need = only_need(send(world))
    actions.approve(world.bal, need, need.version.digest)
    with pytest.raises(Conflict):
        actions.approve(world.bal, need, need.version.digest)
    assert Decision.objects.filter(version=need.version).count() == 1


def test_nobody_who_is_stopped_decides_or_sends(world: World) -> None:
    """Not even with a request that was let in before the stop."""
    world.ann.trust = Trust.TRAINEE
    world.ann.save()
    need = only_need(send(world))
    draft = make_draft(world.ann, "Another one.")
    revoke.suspend(world.esi, world.bal, "A test")
    revoke.suspend(world.esi, world.ann, "A test")
    for act in (
        lambda: actions.approve(world.bal, need, need.version.digest),
        lambda: actions.give_back(world.bal, need, need.version.digest, "No"),
        lambda: actions.take_over(world.bal, need),
        lambda: actions.submit(world.ann, draft, draft.revision),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert not Decision.objects.exists()


def test_whoever_comes_second_is_told_so_kindly(world: World) -> None:
    world.ann.trust = Trust.TRAINEE
    world.ann.save()
    need = only_need(send(world))
    actions.approve(world.bal, need, need.version.digest)
    with pytest.raises(Conflict):
        access.need_for(world.bal, need.pk)
    for stranger in (world.ann, world.cara, world.hana):
        with pytest.raises(NotAllowed):
            access.need_for(stranger, need.pk)
