"""Connecting, forgetting, and what the machine learns about a channel."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from bluelamp.adapters import registry
from bluelamp.adapters.contract import Abilities, Field
from bluelamp.adapters.errors import Later, NeedsAuth, Rejected
from bluelamp.audit.models import Entry
from bluelamp.channels import account, actions, seal
from bluelamp.channels.models import Channel
from bluelamp.kernel import clock
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from tests.support.delivering import make_channel
from tests.support.scripted import Scripted
from tests.support.world import World

pytestmark = pytest.mark.django_db

VALUES = {"handle": "northmere", "password": "open sesame", "loopback": "yes", "folder": "/etc"}


@pytest.fixture
def network(scripted: type[Scripted]) -> type[Scripted]:
    """A network that administrators can connect, with one open and one secret field."""
    scripted.connectable = True
    scripted.fields = (Field("handle", "Your name there"), Field("password", "Password", secret=True))
    scripted.check = lambda self: scripted._next("check", dict(self.account.secrets), "@northmere")  # type: ignore[attr-defined]
    return scripted


def connect(world: World, **changes: str) -> Channel:
    return actions.connect(world.esi, "scripted", "Town Talk", VALUES | changes)


def test_connect_tries_first_keeps_what_was_asked_for_and_seals_the_secret(
    world: World, network: type[Scripted]
) -> None:
    channel = Channel.objects.get(pk=connect(world).pk)
    assert network.asked == [("check", {"password": "open sesame"})]
    assert channel.settings == {"handle": "northmere", "shown": "@northmere"}
    assert b"sesame" not in bytes(channel.sealed)
    opened = account.open_account(channel)
    assert opened.secrets == {"password": "open sesame"}
    assert "sesame" not in repr(opened)
    assert Entry.objects.filter(act="channel.connect", object_id=str(channel.pk)).count() == 1
    assert "sesame" not in str(list(Entry.objects.values_list("facts", flat=True)))


@pytest.mark.parametrize(
    "trouble", [NeedsAuth("401"), Later("no connection"), Rejected("Your account is locked. Unlock it first.")]
)
def test_what_does_not_work_is_not_kept(world: World, network: type[Scripted], trouble: Exception) -> None:
    network.answers = {"check": [trouble]}
    with pytest.raises(Refused) as told:
        connect(world)
    assert "401" not in str(told.value)
    assert not Channel.objects.exists()


def test_an_empty_field_is_named(world: World, network: type[Scripted]) -> None:
    with pytest.raises(Refused, match="Password"):
        connect(world, password=" ")
    assert network.asked == []


def test_twice_the_same_is_told(world: World, network: type[Scripted]) -> None:
    connect(world)
    with pytest.raises(Conflict):
        connect(world)
    assert Channel.objects.count() == 1


def test_only_administrators_and_only_what_can_be_connected(world: World, network: type[Scripted]) -> None:
    with pytest.raises(NotAllowed):
        actions.connect(world.cara, "scripted", "", VALUES)
    network.connectable = False
    with pytest.raises(NotAllowed):
        connect(world)


def test_disconnect_forgets_the_secret_and_reconnect_keeps_the_channel(world: World, network: type[Scripted]) -> None:
    channel = connect(world)
    Channel.objects.filter(pk=channel.pk).update(cursor={"seen": 7})
    gone = actions.disconnect(world.esi, channel)
    assert (gone.state, bytes(gone.sealed)) == ("disconnected", b"")
    back = actions.reconnect(world.esi, gone, VALUES | {"password": "another"})
    assert (back.pk, back.state, back.cursor) == (channel.pk, "connected", {"seen": 7})
    assert account.open_account(back).secrets == {"password": "another"}


def test_a_sealed_secret_does_not_open_in_another_row(world: World, network: type[Scripted]) -> None:
    one = connect(world)
    two = actions.connect(world.esi, "scripted", "Other", VALUES)
    Channel.objects.filter(pk=two.pk).update(sealed=one.sealed)
    with pytest.raises(seal.BrokenSeal):
        account.open_account(Channel.objects.get(pk=two.pk))


def test_whether_this_machine_may_be_called_is_for_the_server_to_say(world: World, settings: Any) -> None:
    channel = make_channel(world.force, kind="drill-keyed", url="http://127.0.0.1:9", loopback="yes")
    settings.LOOPBACK = False
    assert "loopback" not in account.open_account(channel).settings
    settings.LOOPBACK = True
    assert account.open_account(channel).settings["loopback"] == "yes"


def test_every_force_has_a_voice_that_never_leaves_the_machine(world: World, settings: Any) -> None:
    opened = actions.open_local(world.force, world.esi)
    assert len(opened) >= 2
    for channel in opened:
        kind = registry.get(channel.kind)
        assert not kind.leaves_the_machine
        assert channel.settings["folder"].endswith(f"/{world.force.slug}")
        assert str(settings.HOME) or channel.settings["base_url"].startswith(settings.PUBLIC_URL)
    assert [channel.pk for channel in actions.open_local(world.force)] == [channel.pk for channel in opened]
    others = actions.open_local(world.other)
    assert not {c.settings["folder"] for c in others} & {c.settings["folder"] for c in opened}
    with pytest.raises(NotAllowed):
        actions.disconnect(world.esi, opened[0])


def test_a_gate_only_ever_moves_away(world: World) -> None:
    channel = make_channel(world.force)
    now = timezone.now()
    actions.gate(channel, now + timedelta(minutes=5))
    actions.gate(channel, now + timedelta(minutes=1))
    channel.refresh_from_db()
    assert channel.gate == now + timedelta(minutes=5)
    assert not Channel.objects.speaking().filter(pk=channel.pk).exists()


def test_not_let_in_is_told_once(world: World) -> None:
    channel = make_channel(world.force)
    assert actions.needs_auth(channel, "Connect again.")
    assert not actions.needs_auth(channel, "Connect again.")
    assert Entry.objects.filter(act="channel.needs_auth").count() == 1


def test_sent_and_heard_are_written_at_most_every_few_seconds(world: World) -> None:
    channel = make_channel(world.force)
    with clock.frozen(timezone.now()):
        began = clock.now()
        actions.sent(channel)
        clock.push(timedelta(seconds=2))
        actions.sent(channel)
        actions.heard(channel)
        channel.refresh_from_db()
        assert (channel.last_sent_at, channel.last_heard_at) == (began, clock.now())
        clock.push(timedelta(seconds=4))
        actions.sent(channel)
        channel.refresh_from_db()
        assert channel.last_sent_at == clock.now()


def test_abilities_open_no_secret(world: World) -> None:
    channel = make_channel(world.force, kind="drill-keyed")
    Channel.objects.filter(pk=channel.pk).update(sealed=b"not even sealed")
    assert isinstance(account.abilities(Channel.objects.get(pk=channel.pk)), Abilities)
