import pytest
from django.urls import reverse

from bluelamp.media import intake
from bluelamp.media.models import Picture
from tests.support import files
from tests.support.world import World, client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture(world: World) -> Picture:
    return intake.take(world.force, files.Sent(files.telling_jpeg()), world.ann)


@pytest.mark.parametrize(("size", "attribute"), [("full", "path"), ("thumb", "thumb_path")])
def test_a_picture_is_handed_to_its_force_as_a_picture_and_nothing_else(
    world: World, picture: Picture, size: str, attribute: str
) -> None:
    answer = client_of(world.fay, factor=False).get(reverse("media:picture", args=[picture.pk, size]))
    assert b"".join(answer.streaming_content) == getattr(picture, attribute).read_bytes()  # type: ignore[attr-defined]
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "inline" in answer["Content-Disposition"]
    assert "IMG_0001" not in answer["Content-Disposition"]


def test_nobody_else_sees_it(world: World, picture: Picture) -> None:
    address = reverse("media:picture", args=[picture.pk, "full"])
    assert client_of(world.gil).get(address).status_code == 404
    assert client_of(world.ann).get(address.replace("full", "original")).status_code == 404
    anonymous = client_of(world.ann)
    anonymous.logout()
    assert anonymous.get(address).status_code == 302


def test_bytes_that_are_gone_are_not_found(world: World, picture: Picture) -> None:
    picture.path.unlink()
    assert client_of(world.ann).get(reverse("media:picture", args=[picture.pk, "full"])).status_code == 404
