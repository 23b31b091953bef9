"""The law of the house: whatever people press in whatever order, nothing leaves that was not agreed to as it is.

Random days in the life of one post: written, changed, sent, taken back, agreed to, returned, taken over, corrected,
withdrawn, with the worker's turn at any moment. What the public sees is compared with what people said yes to.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings, target
from hypothesis import strategies as st

from bluelamp.forces import revoke
from bluelamp.forces.models import Member
from bluelamp.forces.states import Trust
from bluelamp.kernel import clock
from bluelamp.kernel.errors import Told
from bluelamp.posts import actions as posts
from bluelamp.posts import moves
from bluelamp.posts.digest import digest, freeze
from bluelamp.posts.models import Post
from bluelamp.posts.when import When
from bluelamp.publishing.models import Delivery
from bluelamp.review import actions as review
from bluelamp.review.models import Decision, Need
from tests.support import posts as drafts
from tests.support.files import Sent, telling_png
from tests.support.street import Town

pytestmark = pytest.mark.django_db
FREELY = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
WHO = ("the right one", "the right one", "the right one", "ann", "bal", "cara", "esi")


@pytest.fixture
def post(town: Town, monkeypatch: pytest.MonkeyPatch) -> Post:
    """Ann's first post, where nobody publishes alone: a supervisor says yes. The rules are not the question here."""
    drafts.rules_say(monkeypatch)
    monkeypatch.setattr("bluelamp.posts.recheck.objection", lambda *_given, **_more: "")
    for member in (town.world.ann, town.world.bal, town.world.cara):
        member.trust = Trust.TRAINEE
        member.save()
    return posts.start(town.world.ann, town.world.harby, text="The library is open again.")


@contextmanager
def undone(town: Town) -> Iterator[None]:
    """Whatever happens inside has not happened, in the tables or on the disk."""
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        for place in town.places:
            shutil.rmtree(place.settings["folder"], ignore_errors=True)


def change(by: Member, post: Post) -> None:
    posts.save(by, post, post.revision, text=f"{post.text} Really.")


def send(by: Member, post: Post) -> None:
    review.submit(by, post, post.revision)


def decide(verb: Callable[..., object]) -> Callable[[Member, Post], None]:
    def press(by: Member, post: Post) -> None:
        for need in Need.objects.filter(post=post).order_by("-created_at")[:1]:
            verb(by, need)

    return press


VERBS: dict[str, Callable[[Member, Post], object]] = {
    "change": change,
    "send": send,
    "recall": posts.recall,
    "approve": decide(lambda by, need: review.approve(by, need, need.version.digest)),
    "return": decide(lambda by, need: review.give_back(by, need, need.version.digest, "Look again")),
    "take over": decide(review.take_over),
    "correct": posts.correct,
    "keep": posts.keep,
    "withdraw": lambda by, post: posts.retract(by, post, "Not now"),
    "stop ann": lambda by, post: revoke.suspend(by, post.author, "A test"),
    "lift ann": lambda by, post: revoke.lift(by, post.author),
}
RIGHT = {"approve": "bal", "return": "bal", "take over": "bal", "stop ann": "bal", "lift ann": "bal"}
"""Who does it on a usual day, where it is not the author."""

USUAL = ["approve", "approve", "approve", "send", "send", "change", "turn", "turn", "turn"]
STEPS = st.lists(st.tuples(st.sampled_from([*VERBS, *USUAL]), st.sampled_from(WHO)), min_size=6, max_size=16)


@FREELY
@given(steps=STEPS)
def test_nothing_is_seen_that_nobody_agreed_to(town: Town, post: Post, steps: list[tuple[str, str]]) -> None:
    with undone(town):
        for verb, who in [("send", "ann"), *steps, ("turn", "")]:
            _do(town, verb, who, post)
            _lawful(town, post)
        target(float(Decision.objects.filter(approved=True).count()))


def test_the_law_would_notice(town: Town, post: Post) -> None:
    """A post that is pushed past its supervisor is seen by what the law looks at."""
    version = posts.freeze_and_submit(town.world.ann, post, post.revision)
    moves.make(version.post, "approve", town.world.ann, sets={"approved": version})
    town.turn()
    with pytest.raises(AssertionError, match="nobody agreed"):
        _lawful(town, post)


def test_the_usual_day_does_go_out(town: Town, post: Post) -> None:
    for verb, who in [("send", "ann"), ("approve", "bal"), ("turn", "")]:
        _do(town, verb, who, post)
    assert Delivery.objects.filter(post=post).live().count() == 2
    _lawful(town, post)


def _do(town: Town, verb: str, who: str, post: Post) -> None:
    """Press it; that many presses are refused is part of the day."""
    if verb == "turn":
        town.deliver()
        return
    fresh = Post.objects.select_related("author", "area", "force", "approved").get(pk=post.pk)
    if who == "the right one":
        by = getattr(town.world, RIGHT[verb]) if verb in RIGHT else fresh.author
    else:
        by = getattr(town.world, who)
    by = Member.objects.get(pk=by.pk)
    try:
        with transaction.atomic():
            VERBS[verb](by, fresh)
    except Told:
        pass


def _lawful(town: Town, post: Post) -> None:
    for row in Delivery.objects.filter(post=post).live().select_related("actual"):
        version = row.actual
        assert version is not None
        assert digest(version.frozen) == version.digest
        yes = Decision.objects.filter(version=version, approved=True, digest=version.digest)
        assert yes.exists(), "nobody agreed to what is seen"
        assert not yes.filter(by=version.by).exists(), "its author agreed"
    seen = {message["text"].split("\n\n")[0] for message in town.residents_see()}
    agreed = {
        d.version.text for d in Decision.objects.filter(version__post=post, approved=True).select_related("version")
    }
    assert seen <= agreed


CHANGES: dict[str, Callable[[Town, Post], object]] = {
    "words": lambda town, post: posts.save(town.world.ann, post, post.revision, text=post.text + "!"),
    "places": lambda town, post: posts.save(town.world.ann, post, post.revision, channels=[str(town.places[0].pk)]),
    "time": lambda town, post: posts.save(
        town.world.ann, post, post.revision, due=When(at=clock.now() + timedelta(days=1), wall="tomorrow")
    ),
    "kind": lambda town, post: posts.save(town.world.ann, post, post.revision, kind="event"),
    "case": lambda town, post: posts.save(town.world.ann, post, post.revision, case_state="arrest"),
    "answers": lambda town, post: posts.save(town.world.ann, post, post.revision, answers={"a_question": "yes"}),
    "another picture": lambda town, post: posts.add_picture(town.world.ann, post, Sent(telling_png(), "b.png"), "B"),
    "no picture": lambda town, post: posts.remove_picture(town.world.ann, post, post.pictures.get()),
    "words for the picture": lambda town, post: posts.set_alt(town.world.ann, post, post.pictures.get(), "A dog"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_yes_is_to_what_was_seen_and_dies_with_any_change(town: Town, post: Post, change: str) -> None:
    ann, bal = town.world.ann, town.world.bal
    posts.add_picture(ann, post, Sent(telling_png(), "a.png"), "A cat")
    seen = review.submit(ann, Post.objects.get(pk=post.pk), Post.objects.get(pk=post.pk).revision)
    first = Need.objects.open().get(post=post)
    posts.recall(ann, seen)
    CHANGES[change](town, Post.objects.get(pk=post.pk))
    again = Post.objects.get(pk=post.pk)
    assert digest(freeze(again)) != first.version.digest
    review.submit(ann, again, again.revision)
    second = Need.objects.open().get(post=post)
    for need in (first, second):
        with pytest.raises(Told):
            review.approve(bal, need, first.version.digest)
    town.turn()
    assert not Delivery.objects.filter(post=post).exists()
    assert review.approve(bal, second, second.version.digest).approved == second.version


def test_a_correction_needs_a_yes_of_its_own(town: Town, post: Post) -> None:
    """While it is changed and while it waits, the public keeps the old words; then it sees the new ones."""
    ann, bal = town.world.ann, town.world.bal
    for verb, who in [("send", "ann"), ("approve", "bal"), ("turn", ""), ("correct", "ann"), ("change", "ann"), ("turn", ""), ("send", "ann"), ("turn", "")]:  # fmt: skip
        _do(town, verb, who, post)
    town.turn()
    assert "Really" not in town.public(post).read_text()
    need = Need.objects.open().get(post=post)
    with pytest.raises(Told):
        review.approve(ann, need, need.version.digest)
    review.approve(bal, need, need.version.digest)
    town.turn()
    assert "Really" in town.public(post).read_text()
    assert "Really" in town.residents_see()[0]["text"]
