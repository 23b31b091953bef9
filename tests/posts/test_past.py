"""Posts that went out come back as they were judged, so that old rules say of them what they said then."""

import pytest

from bluelamp.forces.models import Force
from bluelamp.policy import actions, assess, past
from bluelamp.posts import moves, submit
from bluelamp.rulebook import engine
from tests.support import packs as made
from tests.support.posts import make_approved, make_draft
from tests.support.world import World

pytestmark = pytest.mark.django_db
RULE = made.OWN.replace(
    'basis = "House rule"', 'basis = "House rule"\nquestion = "Is it quoted?"\nquestion_id = "quoted"', 1
)


def test_only_what_went_out_newest_first(world: World) -> None:
    first, second = (make_approved(world.ann, world.bal, text=f"Post {n}") for n in (1, 2))
    make_draft(world.ann, "Not yet")
    found = past.published(world.force)
    assert [one.id for one in found] == [second.pk, first.pk]
    assert [one.url for one in found] == [f"/posts/{post.pk}/" for post in (second, first)]
    assert past.published(world.force, 1)[0].id == second.pk
    assert past.published(Force.objects.get(pk=world.other.pk)) == []


def test_the_answers_of_that_day_still_count(world: World) -> None:
    actions.install(world.force, None, RULE, actions.OWN)
    draft = make_draft(world.ann, "“This is dreadful news”, said the mayor.")
    version = submit.freeze_and_submit(world.ann, draft, draft.revision, {"quoted": "yes"})
    post = moves.make(version.post, "approve", world.bal, sets={"approved": version})
    (told,) = past.published(world.force)
    assert post.approved is not None
    assert told.draft.facts["quoted"] == "yes"
    said = engine.assess(assess.packs_in_force(world.force), told.draft)
    assert said.verdict == post.approved.verdict.outcome == "ok"
