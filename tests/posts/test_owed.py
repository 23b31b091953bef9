"""The other language of what could not wait: who is asked for it, until when, and what ends it."""

import pytest
from django.urls import reverse

from bluelamp.forces.models import Force, Member
from bluelamp.posts import actions, moves, owed
from bluelamp.posts.models import Post
from tests.support.posts import make_draft, rules_say
from tests.support.world import World, client_of

pytestmark = pytest.mark.django_db
CRASH = "The A55 is closed after a crash. Please avoid it."
BOTH = f"Mae'r A55 ar gau ar ôl gwrthdrawiad. Cadwch draw os gwelwch yn dda.\n\n{CRASH}"


@pytest.fixture(autouse=True)
def wales(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rules_say(monkeypatch)
    Force.objects.filter(pk=world.force.pk).update(languages=["en", "cy"])


def out(by: Member, text: str = CRASH, **answers: str) -> Post:
    """Written with these answers, and agreed to."""
    post = make_draft(by, text)
    post = actions.save(by, post, post.revision, answers=answers)
    version = actions.freeze_and_submit(by, post, post.revision)
    return moves.make(version.post, "approve", None, sets={"approved": version})


def asked(who: Member) -> list[Post]:
    return [post for post, _due in owed.owed_by(Member.objects.select_related("force").get(pk=who.pk))]


def test_the_author_and_who_looks_after_the_area_are_asked(world: World) -> None:
    post = out(world.ann, urgent="yes")
    assert asked(world.ann) == asked(world.bal) == asked(world.cara) == [post]
    assert asked(world.dev) == asked(world.fay) == asked(world.hana) == []
    post.refresh_from_db()
    assert post.first_approved_at
    assert owed.until(post) == post.first_approved_at + owed.WITHIN


@pytest.mark.parametrize(
    ("text", "answers"),
    [(CRASH, {}), (CRASH, {"urgent": "yes", "paired": "yes"}), (BOTH, {"urgent": "yes"})],
    ids=["not urgent", "paired", "both in one"],
)
def test_nothing_is_owed(world: World, text: str, answers: dict[str, str]) -> None:
    out(world.ann, text, **answers)
    assert asked(world.ann) == []


def test_a_force_with_one_language_owes_nothing(world: World) -> None:
    post = out(world.ann, urgent="yes")
    Force.objects.filter(pk=world.force.pk).update(languages=["en"])
    assert asked(world.ann) == []
    assert owed.until(Post.objects.select_related("force", "approved").get(pk=post.pk)) is None


def test_what_is_withdrawn_is_owed_no_more(world: World) -> None:
    post = out(world.ann, urgent="yes")
    moves.make(post, "retract", world.ann)
    assert asked(world.ann) == []


def test_the_language_that_is_not_there(world: World) -> None:
    force = Force.objects.get(pk=world.force.pk)
    assert owed.other_language(force, CRASH) == "cy"
    assert owed.other_language(force, BOTH.split("\n")[0]) == "en"
    assert owed.other_language(force, BOTH) == ""
    assert owed.other_language(force, "") == "cy"


def test_the_boxes_are_kept_taken_back_and_follow_a_tap_on_the_question(world: World) -> None:
    post = make_draft(world.ann, CRASH)
    client, url = client_of(world.ann), reverse("posts:edit", args=[post.pk])

    def send(**said: object) -> tuple[int, dict[str, str]]:
        post.refresh_from_db()
        given = {"text": CRASH, "base": post.revision, "channels": [str(c.pk) for c in post.channels.all()], **said}
        answer = client.post(url, given, headers={"HX-Request": "true"} if "answer" in said else {})
        post.refresh_from_db()
        return answer.status_code, post.answers

    assert 'name="fact-urgent" value="yes"' in client.get(url).content.decode()
    assert send(**{"fact-paired": "", "fact-urgent": ["", "yes"]}) == (302, {"urgent": "yes"})
    assert send(**{"fact-paired": "", "fact-urgent": ""}) == (302, {})
    assert send(answer="paired:yes", **{"fact-paired": "", "fact-urgent": ""}) == (204, {"paired": "yes"})
    assert 'name="fact-paired" value="yes" checked' in client.get(url).content.decode()


def test_a_force_with_one_language_is_not_asked(world: World) -> None:
    Force.objects.filter(pk=world.force.pk).update(languages=["en"])
    post = make_draft(world.ann, CRASH)
    assert "fact-paired" not in client_of(world.ann).get(reverse("posts:edit", args=[post.pk])).content.decode()
