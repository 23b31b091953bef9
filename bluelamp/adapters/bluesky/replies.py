"""What people answer to our posts on Bluesky. Two ways of hearing, chosen by what the account's server can do.

With the network's index behind it (an AppView), the server tells us (`index.py`). A server that stands alone knows no
notifications: there the repositories that changed since the last time are read (`repositories.py`).

Every way repeats itself a little rather than miss one; the inbox takes each id once. One call is bounded in requests
and in time, and says `more` when it stopped early.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bluelamp.adapters.bluesky import index, repositories
from bluelamp.adapters.bluesky.incoming import Web
from bluelamp.adapters.bluesky.xrpc import Server, judge, said
from bluelamp.adapters.contract import Collected
from bluelamp.adapters.errors import Later
from bluelamp.adapters.http import body

UNSERVED = frozenset({"MethodNotImplemented", "XRPCNotSupported"})


def collect(server: Server, cursor: Mapping[str, Any], ours: Sequence[str], web: Web) -> Collected:
    """Replies to `ours` (at:// addresses) since `cursor`. An answer in an unknown shape is as good as none."""
    try:
        return _collect(server, cursor, ours, web)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Later("the answer cannot be read") from error


def _collect(server: Server, cursor: Mapping[str, Any], ours: Sequence[str], web: Web) -> Collected:
    answer = server.ask("GET", index.NOTIFICATIONS, writes=False, params=index.asked(""))
    name, words = said(answer)
    if name in UNSERVED or words.startswith("No service configured"):
        return repositories.collect(server, cursor, frozenset(ours), web)
    return index.collect(server, body(judge(answer), writes=False), cursor, list(ours), web)
