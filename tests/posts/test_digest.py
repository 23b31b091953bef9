import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bluelamp.posts import actions
from bluelamp.posts.digest import digest, freeze
from bluelamp.posts.models import DraftPicture, Post
from bluelamp.posts.when import When
from tests.support import files
from tests.support.posts import make_channel, make_draft
from tests.support.world import World

pytestmark = pytest.mark.django_db


def now_of(post: Post) -> str:
    return digest(freeze(Post.objects.get(pk=post.pk)))


def picture(world: World, post: Post, alt: str = "A stall") -> DraftPicture:
    return actions.add_picture(world.ann, post, files.Sent(files.saved(files.drawing((90, 60)))), alt)


def swap_picture(world: World, post: Post, shown: DraftPicture) -> None:
    """Another picture with the same words in the same place."""
    actions.remove_picture(world.ann, post, shown)
    other = files.drawing((90, 60)).rotate(180)
    actions.add_picture(world.ann, post, files.Sent(files.saved(other)), shown.alt)


DUE = datetime(2031, 5, 4, 13, 5, tzinfo=UTC)
CHANGES: dict[str, Callable[[World, Post, DraftPicture], Any]] = {
    "a letter": lambda w, p, s: actions.save(w.ann, p, p.revision, text=p.text + "!"),
    "a space inside": lambda w, p, s: actions.save(w.ann, p, p.revision, text=p.text.replace(" ", "  ", 1)),
    "the kind": lambda w, p, s: actions.save(w.ann, p, p.revision, kind="event"),
    "the state of the case": lambda w, p, s: actions.save(w.ann, p, p.revision, case_state="arrest"),
    "an answer": lambda w, p, s: actions.save(w.ann, p, p.revision, answers={"family_told": "yes"}),
    "fewer places": lambda w, p, s: actions.save(w.ann, p, p.revision, channels=list(p.channels.values_list("pk", flat=True))[:1]),
    "a time": lambda w, p, s: actions.save(w.ann, p, p.revision, due=When(DUE, "2031-05-04T14:05 Europe/London")),
    "words for a picture": lambda w, p, s: actions.set_alt(w.ann, p, s, "A stall with leaflets"),
    "no picture": lambda w, p, s: actions.remove_picture(w.ann, p, s),
    "another picture": swap_picture,
    "one more picture": lambda w, p, s: actions.add_picture(w.ann, p, files.Sent(files.saved(files.drawing((50, 50))))),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_is_another_digest(world: World, change: str) -> None:
    post = make_draft(world.ann)
    shown = picture(world, post)
    post.refresh_from_db()
    before = now_of(post)
    CHANGES[change](world, post, shown)
    assert now_of(post) != before


def test_the_time_counts_to_the_second_and_so_do_its_words(world: World) -> None:
    post = make_draft(world.ann)
    wall = "2031-05-04T14:05 Europe/London"
    seen = set()
    for when in (When(DUE, wall), When(DUE + timedelta(minutes=1), wall), When(DUE, "other words"), None):
        actions.save(world.ann, post, post.revision, due=when)
        post.refresh_from_db()
        seen.add(now_of(post))
    assert len(seen) == 4


def test_one_place_more_is_another_digest(world: World) -> None:
    post = make_draft(world.ann)
    before = now_of(post)
    post.channels.add(make_channel(world.force, "Another place"))
    assert now_of(post) != before


def test_nothing_changed_is_the_same_digest_also_after_a_json_column(world: World) -> None:
    post = make_draft(world.ann)
    picture(world, post, "Ein Stand – früh")
    frozen = freeze(post)
    assert digest(json.loads(json.dumps(frozen))) == digest(frozen) == now_of(post)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=st.text(max_size=80), two=st.text(max_size=80))
def test_two_texts_share_a_digest_only_if_they_are_one_text(world: World, one: str, two: str) -> None:
    post = make_draft(world.ann, "Start.")
    digests = []
    for text in (one, two):
        post = actions.save(world.ann, post, post.revision, text=text)
        digests.append((digest(freeze(post)), post.text))
    (first, kept), (second, kept_too) = digests
    assert (first == second) is (kept == kept_too)
