"""From a channel's row to an adapter that can act: the only place where its secrets are opened."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from bluelamp.adapters import http, registry
from bluelamp.adapters.contract import Abilities, Account, Adapter
from bluelamp.channels import seal
from bluelamp.channels.models import Channel

DEADLINE = 10.0
"""Seconds that one call to a network may last, all of it."""


def open_account(channel: Channel) -> Account:
    """Settings and opened secrets of a channel, for the length of one call. Raises seal.BrokenSeal."""
    return Account(
        settings=_settings(channel.settings), secrets=seal.opened(channel.force_id, channel.pk, channel.sealed)
    )


def trial(values: dict[str, str], secrets: dict[str, str]) -> Account:
    """An account that nobody has saved yet, to try whether it works."""
    return Account(settings=_settings(values), secrets=secrets)


def _settings(values: dict[str, str]) -> dict[str, str]:
    # Whether this machine may be called is for the server to say, never for a row in a table.
    return {k: v for k, v in values.items() if k != "loopback"} | ({"loopback": "yes"} if settings.LOOPBACK else {})


def adapter(channel: Channel, deadline: float = DEADLINE) -> Adapter:
    """An adapter with an HTTP client of its own, good for one call; `calling` also puts the client away."""
    account = open_account(channel)
    client = http.client(deadline, loopback=account.settings.get("loopback") == "yes")
    return registry.get(channel.kind)(account, client)


@contextmanager
def calling(channel: Channel, deadline: float = DEADLINE) -> Iterator[Adapter]:
    """An adapter for the length of one call."""
    ready = adapter(channel, deadline)
    try:
        yield ready
    finally:
        ready.http.close()


def known(channel: Channel) -> type[Adapter] | None:
    """The adapter's class, or None where its package is not installed any more."""
    return registry.get(channel.kind) if channel.kind in registry.kinds() else None


def abilities(channel: Channel) -> Abilities:
    """What the channel can do; opens no secret. Raises KeyError for a kind that is not installed."""
    return registry.get(channel.kind).abilities


def settle_seconds(channel: Channel) -> int:
    """How long the network may take until a look-up shows what was sent; 0 for a kind that is not installed."""
    kind = known(channel)
    return kind.abilities.settle_seconds if kind else 0
