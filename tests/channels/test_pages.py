"""The channels page and the guided pages, through HTTP."""

import pytest
from django.urls import reverse
from django.utils import timezone

from bluelamp.adapters.contract import Field
from bluelamp.adapters.errors import NeedsAuth
from bluelamp.channels import actions
from bluelamp.channels.models import Channel
from tests.support.delivering import make_channel
from tests.support.scripted import Scripted
from tests.support.world import World, client_of

pytestmark = pytest.mark.django_db

CONNECT = "/channels/connect/scripted/"
VALUES = {"handle": "northmere", "password": "open sesame", "name": ""}


@pytest.fixture
def network(scripted: type[Scripted]) -> type[Scripted]:
    scripted.connectable = True
    scripted.fields = (
        Field("handle", "Your name there", "For example town.example", initial="us"),
        Field("password", "Password", secret=True),
    )
    scripted.check = lambda self: scripted._next("check", dict(self.account.secrets), "@northmere")  # type: ignore[attr-defined]
    return scripted


def test_everybody_sees_how_channels_do_and_only_keepers_can_act(world: World, network: type[Scripted]) -> None:
    channel = make_channel(world.force, name="Town Talk")
    Channel.objects.filter(pk=channel.pk).update(last_sent_at=timezone.now())
    make_channel(world.other, name="Southmoor Talk")
    seen = client_of(world.ann).get(reverse("channels:list")).content.decode()
    assert "Town Talk" in seen
    assert "Works" in seen
    assert "Last sent" in seen
    assert "Southmoor" not in seen
    assert "Disconnect" not in seen
    keeper = client_of(world.esi).get(reverse("channels:list")).content.decode()
    assert CONNECT in keeper
    assert "Disconnect" in keeper


def test_trouble_says_what_is_wrong_and_who_acts(world: World, network: type[Scripted]) -> None:
    actions.needs_auth(make_channel(world.force, name="Town Talk"), "The network does not let us in any more.")
    html = client_of(world.ann).get(reverse("channels:list")).content.decode()
    assert "The network does not let us in any more." in html
    assert "An administrator connects it again." in html


def test_the_guided_page_connects_and_never_shows_a_secret(world: World, network: type[Scripted]) -> None:
    esi = client_of(world.esi)
    page = esi.get(CONNECT).content.decode()
    assert "Your name there" in page
    assert 'value="us"' in page
    answer = esi.post(CONNECT, VALUES, follow=True)
    html = answer.content.decode()
    assert "Connected. The public sees you as @northmere." in html
    channel = Channel.objects.get(kind="scripted")
    assert channel.name == "@northmere"
    again = esi.get(reverse("channels:reconnect", args=[channel.pk])).content.decode()
    assert 'value="northmere"' in again
    assert "sesame" not in html + again


def test_a_wrong_password_is_told_beside_the_form_and_not_sent_back(world: World, network: type[Scripted]) -> None:
    network.answers = {"check": [NeedsAuth("401")]}
    answer = client_of(world.esi).post(CONNECT, VALUES)
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "Check both and try again." in html
    assert "sesame" not in html
    assert not Channel.objects.exists()


def test_only_an_administrator_with_a_second_factor(world: World, network: type[Scripted]) -> None:
    assert client_of(world.cara).post(CONNECT, VALUES).status_code == 403
    assert reverse("forces:second_step") in client_of(world.esi, factor=False).get(CONNECT)["Location"]
    assert not Channel.objects.exists()


def test_disconnect_asks_and_says_what_stays(world: World, network: type[Scripted]) -> None:
    channel = make_channel(world.force, name="Town Talk")
    url = reverse("channels:disconnect", args=[channel.pk])
    esi = client_of(world.esi)
    assert "What is live there stays." in esi.get(url).content.decode()
    esi.post(url)
    channel.refresh_from_db()
    assert channel.state == "disconnected"
    assert "Its history stays here." in esi.get(reverse("channels:list")).content.decode()


def test_what_nobody_can_connect_is_not_there(world: World) -> None:
    assert client_of(world.esi).get("/channels/connect/nothing/").status_code == 404
