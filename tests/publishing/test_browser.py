"""The pages of this room and of the channels in a real browser: readable by everybody, on a phone first."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from bluelamp.adapters.contract import Field
from bluelamp.adapters.errors import Rejected, Unsure
from bluelamp.channels import actions as channels
from bluelamp.forces import revoke
from bluelamp.posts.models import Post
from tests.support.browser import axe, complaints, sideways, small_targets, wear
from tests.support.delivering import make_channel, make_queued, run
from tests.support.scripted import Scripted
from tests.support.world import World, client_of, make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


@pytest.fixture
def post(world: World, scripted: type[Scripted]) -> Post:
    """A post that is live in one place, refused in another and waiting for a person in a third; a channel is down."""
    scripted.connectable = True
    scripted.fields = (
        Field("handle", "Your name there", "For example town.example"),
        Field("password", "Password", secret=True),
    )
    scripted.find = None  # type: ignore[assignment]
    places = [make_channel(world.force, name=name) for name in ("Our own site", "Town Talk", "Harbour Forum")]
    shown = make_queued(world.ann, world.harby, *places)
    scripted.answers = {
        "edit": [],
        "publish": [None, Rejected("This picture is too large for this network. Choose another."), Unsure("cut off")],
    }
    scripted.answers["publish"][0] = scripted._receipt(type("Key", (), {"key": shown.pk}))  # type: ignore[arg-type]
    scripted.abilities = scripted.abilities.__class__(
        **{name: getattr(scripted.abilities, name) for name in scripted.abilities.__slots__}
        | {"recognises": "not at all"}
    )
    run()
    make_queued(world.ann, world.harby, places[0], text="Market on Sunday.")
    channels.needs_auth(places[1], "The network does not let us in any more. Connect this account again.")
    revoke.suspend(world.bal, world.ann, "A test")
    return shown


PAGES: dict[str, Callable[[Post], str]] = {
    "post": lambda post: reverse("publishing:post", args=[post.pk]),
    "withdraw": lambda post: reverse("publishing:withdraw", args=[post.pk]),
    "withheld": lambda _post: reverse("publishing:withheld"),
    "channels": lambda _post: reverse("channels:list"),
    "connect": lambda _post: reverse("channels:connect", args=["scripted"]),
}


@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_of_the_room_reads_well(
    live_server: object, page_at: Callable[..., Page], world: World, post: Post, width: int
) -> None:
    base = str(live_server.url)  # type: ignore[attr-defined]
    for name, address in PAGES.items():
        member = world.esi if name in ("channels", "connect") else world.cara
        page = wear(page_at(width), base, client_of(member))
        page.goto(base + address(post))
        assert axe(page) == [], name
        assert complaints(page) == [], name
        assert sideways(page) == 0, name
        assert small_targets(page) == [], name
