"""Answers to start from: those of the packs in force, in the language of whoever asked."""

import pytest

from bluelamp.inbox.models import Conversation
from bluelamp.policy import actions, replies
from bluelamp.posts.models import Post
from tests.support import matrix
from tests.support import packs as made
from tests.support.world import World, client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(world: World) -> Conversation:
    actions.install(world.force, None, made.OWN, actions.OWN)
    return Conversation.objects.get(pk=matrix.conversation(world))


def test_they_stand_below_the_answer(world: World, asked: Conversation) -> None:
    said = client_of(world.ann).get(f"/inbox/{asked.pk}/").content.decode()
    assert "Use a reply template" in said
    assert "Found property" in said
    assert "Eiddo coll" not in said


def test_one_is_put_before_what_was_typed_and_nothing_is_sent(world: World, asked: Conversation) -> None:
    page = client_of(world.ann).post(f"/inbox/{asked.pk}/answer/", {"use": "found-property", "text": "Ann"})
    assert page.context["form"].initial["text"] == "Thank you. Bring it to any station.\n\nAnn"
    assert not Post.objects.filter(kind="reply").exists()
    page = client_of(world.ann).post(f"/inbox/{asked.pk}/answer/", {"use": "nothing-like-it", "text": "Ann"})
    assert page.context["form"].initial["text"] == "Ann"


@pytest.mark.parametrize(
    ("message", "ids"),
    [
        ("I have found a purse on the bench, where can I bring it?", ["found-property"]),
        ("Dw i wedi dod o hyd i bwrs ar y fainc, ble ga i ddod ag ef?", ["eiddo"]),
        ("???", ["found-property"]),
    ],
    ids=["English", "Welsh", "unsure"],
)
def test_only_those_in_the_language(world: World, asked: Conversation, message: str, ids: list[str]) -> None:
    assert [one.id for one in replies.offered(world.force, message)] == ids


def test_the_one_that_is_called_for_comes_first(world: World) -> None:
    more = '\n[[templates]]\nid = "a-first"\ntitle = "A"\ntext = "A."\n'
    actions.install(world.force, None, made.OWN + more, actions.OWN)
    first = replies.offered(world.force, "We found a purse and do not know what to do with it")[0]
    assert first.id == "found-property"


def test_a_force_without_templates_sees_no_list(world: World) -> None:
    asked = matrix.conversation(world)
    assert "Use a reply template" not in client_of(world.ann).get(f"/inbox/{asked}/").content.decode()
