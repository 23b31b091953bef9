import pytest

from bluelamp.forces.models import Member
from bluelamp.kernel.errors import NotAllowed
from bluelamp.posts import access, actions
from tests.support.posts import make_approved, make_draft, make_waiting
from tests.support.world import World, make_member

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("who", "sees"),
    [("ann", True), ("bal", True), ("cara", True), ("dev", True), ("esi", True), ("fay", True), ("gil", False), ("hana", False)],
)  # fmt: skip
def test_who_sees_a_post_of_ann(world: World, who: str, sees: bool) -> None:
    post = make_draft(world.ann)
    member: Member = getattr(world, who)
    assert access.posts_for(member).filter(pk=post.pk).exists() is sees
    if sees:
        assert access.post_for(member, post.pk) == post
    else:
        with pytest.raises(NotAllowed):
            access.post_for(member, post.pk)


def test_a_role_in_one_area_shows_that_area_only(world: World) -> None:
    ours, theirs = make_draft(world.ann), actions.start(world.cara, world.saltwick)
    elsewhere = make_member(world.force, "Ida Elsewhere", roles=[("supervisor", world.saltwick)])
    assert set(access.posts_for(elsewhere)) == {theirs}
    assert set(access.posts_for(world.bal)) == {ours}


def test_a_colleague_without_a_role_for_it_sees_only_their_own(world: World) -> None:
    make_draft(world.ann)
    colleague = make_member(world.force, "Jo Beside", roles=[("officer", world.harby)], team=world.team)
    mine = make_draft(colleague)
    assert list(access.posts_for(colleague)) == [mine]


def test_only_the_author_may_edit_and_only_a_draft(world: World) -> None:
    draft, waiting, public = make_draft(world.ann), make_waiting(world.ann).post, make_approved(world.ann)
    assert access.may_edit(world.ann, draft)
    assert not access.may_edit(world.bal, draft)
    assert not access.may_edit(world.ann, waiting)
    assert not access.may_edit(world.ann, public)
    for post in (waiting, public):
        with pytest.raises(NotAllowed):
            access.draft_for(world.ann, post.pk)


def test_areas_to_write_in(world: World) -> None:
    assert list(access.areas_to_write_in(world.ann)) == [world.harby]
    assert set(access.areas_to_write_in(world.cara)) == {world.harby, world.saltwick, world.oldfold}
    assert not access.areas_to_write_in(world.fay).exists()


def test_whoever_wrote_a_version_still_sees_what_became_of_it(world: World) -> None:
    post = make_approved(world.ann, world.bal)
    actions.correct(world.cara, post)
    assert access.post_for(world.ann, post.pk).author == world.cara
    assert not access.may_keep(world.ann, access.post_for(world.ann, post.pk))
