"""From a draft with a film to the page on which it plays, and a network that shows its still."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bluelamp.kernel.errors import Refused
from bluelamp.posts import actions, moves, preview
from bluelamp.posts.medium import media_of
from bluelamp.posts.models import DraftPicture, Post
from tests.support import films
from tests.support.files import Sent
from tests.support.posts import make_draft
from tests.support.street import Town
from tests.support.street import town as town
from tests.support.world import World, client_of

pytestmark = pytest.mark.django_db
VTT = b"WEBVTT\n\n00:00.100 --> 00:00.900\nGood morning from Harby.\n"


@pytest.fixture
def shown(world: World, settings) -> DraftPicture:  # type: ignore[no-untyped-def]
    settings.FFMPEG = films.FFMPEG
    return actions.add_picture(world.ann, make_draft(world.ann), Sent(films.film(), "a.mp4"), "A stall at the market")


def now(shown: DraftPicture) -> Post:
    return Post.objects.get(pk=shown.post_id)


def captions(shown: DraftPicture) -> str:
    [medium] = media_of(now(shown))
    assert medium.kind == "video"
    return str(medium.facts["captions"])


def say(world: World, shown: DraftPicture, what: str) -> None:
    post = now(shown)
    actions.save(world.ann, post, post.revision, pictures={str(shown.pk): {"captions": what}})


def test_captions_are_checked_only_where_there_are_some(world: World, shown: DraftPicture) -> None:
    assert captions(shown) == "none"
    say(world, shown, "checked")
    assert captions(shown) == "none"
    say(world, shown, "no_speech")
    assert captions(shown) == "no_speech"
    actions.set_captions(world.ann, now(shown), shown, Sent(VTT, "a.vtt"))
    assert captions(shown) == "unchecked", "new captions have to be read by somebody"
    say(world, shown, "checked")
    assert captions(shown) == "checked"


def test_captions_come_in_by_a_form(world: World, shown: DraftPicture) -> None:
    client: Client = client_of(world.ann)
    url = reverse("posts:picture", args=[shown.pk])
    assert "<video" in client.get(url).content.decode()
    assert client.post(url, {"do": "captions"}).status_code == 400
    assert client.post(url, {"do": "captions", "captions": Sent(b"Hello", "a.txt")}).status_code == 400
    answer = client.post(url, {"do": "captions", "captions": Sent(VTT, "a.vtt")}, follow=True)
    assert "Good morning from Harby." in answer.content.decode()


def test_a_film_is_not_covered_and_goes_when_it_is_taken_out(world: World, shown: DraftPicture) -> None:
    with pytest.raises(Refused, match="film cannot be covered"):
        actions.blur(world.ann, now(shown), shown, [[1, 1, 20, 20]])
    path = shown.picture.film.path
    assert path.exists()
    actions.remove_picture(world.ann, now(shown), shown)
    assert not path.exists()


def test_a_network_that_takes_no_films_is_said_to_show_a_still(world: World, shown: DraftPicture) -> None:
    actions.set_captions(world.ann, now(shown), shown, Sent(VTT, "a.vtt"))
    notes = {face.where: " ".join(face.notes) for face in preview.previews(now(shown))}
    assert "still of your film" in notes["Practice network"] and "film" not in notes["Our own site"]
    version = actions.freeze_and_submit(world.ann, now(shown), now(shown).revision)
    assert version.frozen["pictures"][0]["film"] == shown.picture.film.sha256
    assert "Good morning" in version.frozen["pictures"][0]["captions"]


def test_the_film_plays_on_our_site(town: Town, settings: Any) -> None:
    settings.FFMPEG = films.FFMPEG
    ann, bal = town.world.ann, town.world.bal
    post = actions.start(ann, town.world.harby, text="Good morning from Harby market.")
    shown = actions.add_picture(ann, post, Sent(films.film(), "a.mp4"), "A stall at the market")
    actions.set_captions(ann, post, shown, Sent(VTT, "a.vtt"))
    facts = {"source": "own", "checked": "yes", "captions": "checked"}
    actions.save(ann, post, now(shown).revision, pictures={str(shown.pk): facts})
    version = actions.freeze_and_submit(ann, post, now(shown).revision)
    moves.make(version.post, "approve", bal, sets={"approved": version})
    town.turn()
    page = town.public(post)
    told = page.read_text("utf-8")
    [film] = page.parent.glob("*.mp4")
    assert film.read_bytes() == shown.picture.film.path.read_bytes()
    assert f'<source src="{film.name}" type="video/mp4">' in told and '<track kind="captions"' in told
    assert "Good morning from Harby." in next(page.parent.glob("*.vtt")).read_text("utf-8")
    [seen] = [message for message in town.residents_see() if message["by"] == "force"]
    assert len(seen["pictures"]) == 1 and "film" not in seen["pictures"][0] and seen["link"]
