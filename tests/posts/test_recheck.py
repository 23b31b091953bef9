"""Before words leave, rules and circumstances are looked at again; a page only tells what was said."""

from typing import Any

import pytest

from bluelamp.policy import actions as policy
from bluelamp.policy import cases_actions as cases
from bluelamp.policy.models import Verdict
from bluelamp.posts import actions, recheck
from bluelamp.posts.models import Post, Version
from tests.support.cases import make_case
from tests.support.posts import make_draft
from tests.support.world import World

pytestmark = pytest.mark.django_db

PACK = """
[pack]
name = "northmere"
version = "1"

[[rules]]
id = "NM-01"
title = "Not before a charge"
risk = "CHARGE"
weight = "review"
say = "Somebody is arrested: leave out what was found."
why = "A trial could be stopped."
basis = "House rule"
exception_by = "press"

[rules.when]
case_states = ["arrest", "charged"]

[[rules.check]]
use = "words"
any = ["knife"]

[[rules.check]]
use = "words"
any = ["hammer"]
weight = "block"

[rules.examples]
flags = [{ text = "We found a knife.", case_state = "arrest" }]
passes = ["We found a knife."]
"""


@pytest.fixture(autouse=True)
def rules(world: World) -> None:
    policy.install(world.force, None, PACK, policy.OWN)


def waiting(world: World, text: str, stage: str = "investigation") -> Version:
    case = make_case(world.bal, stage=stage)
    post = make_draft(world.ann, text)
    post = actions.save(world.ann, post, post.revision, case=case)
    return actions.freeze_and_submit(world.ann, post, post.revision)


def moved(world: World, version: Version, stage: str) -> None:
    case = Post.objects.get(pk=version.post_id).case
    assert case is not None
    cases.set_stage(world.bal, case, stage)


@pytest.mark.parametrize("text", ["We found a knife.", "We found a hammer."])
def test_a_case_that_moves_on_is_an_objection(world: World, text: str) -> None:
    version = waiting(world, text)
    assert version.verdict.outcome == "ok"
    assert recheck.objection(version) == ""
    moved(world, version, "arrest")
    assert [recheck.objection(version) for _ in range(3)] == ["Somebody is arrested: leave out what was found."] * 3
    assert Verdict.objects.filter(subject=version.digest).count() == 2, "asked once"
    moved(world, version, "sentenced")
    assert recheck.objection(version) == ""


def test_what_somebody_has_seen_and_agreed_to_is_no_objection(world: World) -> None:
    version = waiting(world, "We found a knife.", "arrest")
    assert version.verdict.outcome == "review"
    moved(world, version, "charged")
    assert recheck.objection(version) == ""


def test_a_page_tells_what_was_said_and_asks_nobody(world: World, django_assert_num_queries: Any) -> None:
    version = waiting(world, "We found a knife.")
    packs = recheck.in_force(world.force)
    moved(world, version, "arrest")
    with django_assert_num_queries(1):
        assert recheck.told([version], packs) == {}
    said = recheck.objection(version)
    with django_assert_num_queries(1):
        assert recheck.told([version], packs) == {version.pk: said}
