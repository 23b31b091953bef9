"""Which channels there are: the built-in ones, and what other packages add by the entry point `bluelamp.channels`.

An entry point's name is the channel's kind and it names a class that follows `contract.Adapter`. One that cannot be
loaded is left out and logged: a broken addition must not stop the house. Nobody can replace a built-in channel.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.metadata import entry_points

from bluelamp.adapters import http
from bluelamp.adapters.bluesky import Bluesky
from bluelamp.adapters.contract import Account, Adapter
from bluelamp.adapters.drill import DrillKeyed, DrillLookup
from bluelamp.adapters.practice import Practice
from bluelamp.adapters.site import Site

GROUP = "bluelamp.channels"
DEADLINE = 10.0
"""Seconds one adapter call may last, whatever the network does. A claim must last at least three times as long."""

BUILT_IN: tuple[type[Adapter], ...] = (Site, Practice, Bluesky, DrillKeyed, DrillLookup)
log = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def _all() -> dict[str, type[Adapter]]:
    found = {adapter.kind: adapter for adapter in BUILT_IN}
    for point in entry_points(group=GROUP):
        try:
            adapter = point.load()
            if not (isinstance(adapter, type) and issubclass(adapter, Adapter) and adapter.kind == point.name):
                raise TypeError("not an adapter of this kind")
        except Exception as error:  # whatever the package of somebody else does when it is loaded
            log.warning("The channel %s is left out: %s", point.name, type(error).__name__)
            continue
        found.setdefault(point.name, adapter)
    return found


def get(kind: str) -> type[Adapter]:
    """The class of a channel's kind. Raises KeyError if there is none."""
    return _all()[kind]


def kinds() -> tuple[str, ...]:
    return tuple(_all())


def connectable() -> tuple[type[Adapter], ...]:
    """What an administrator may add an account of."""
    return tuple(adapter for adapter in _all().values() if adapter.connectable)


@contextmanager
def opened(kind: str, account: Account, *, deadline: float = DEADLINE) -> Iterator[Adapter]:
    """An adapter for the length of one call, with its own client and clock.

    The account's setting `loopback` = "yes" lets it call this machine; no connect page offers it.
    """
    with http.client(deadline, loopback=account.settings.get("loopback") == "yes") as client:
        yield get(kind)(account, client)
