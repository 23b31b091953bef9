"""The server that fails on purpose does what its script says, and its log is true."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from bluelamp.adapters import registry
from bluelamp.adapters.contract import Account, Outgoing
from bluelamp.adapters.drill.script import FAULTS, Script
from bluelamp.adapters.drill.server import FaultServer
from bluelamp.adapters.errors import Later, Trouble, Unsure
from tests.adapters.conftest import outgoing


def act(server: FaultServer, kind: str, do: Callable[[Any], Any], deadline: float = 5) -> Any:
    with registry.opened(kind, Account({"url": server.url, "loopback": "yes"}), deadline=deadline) as adapter:
        return do(adapter)


@pytest.mark.parametrize("kind", ["drill-keyed", "drill-lookup"])
@pytest.mark.parametrize(
    ("fault", "error", "happened"),
    [
        ("reset_before", Unsure, 0),
        ("reset_after", Unsure, 1),
        ("500_before", Unsure, 0),
        ("500_after", Unsure, 1),
        ("429", Later, 0),
        ("garbled_after", Unsure, 1),
        ("hang_after", Unsure, 1),
    ],
)
def test_each_fault(tmp_path: Path, kind: str, fault: str, error: type[Trouble], happened: int) -> None:
    script = Script(share=1, faults=(fault,), hang=20, retry_after=9)
    post = outgoing()
    with FaultServer(script, tmp_path / "effects") as server:
        with pytest.raises(error) as caught:
            act(server, kind, lambda adapter: adapter.publish(post, {}), deadline=0.5 if fault == "hang_after" else 5)
        if fault == "429":
            assert isinstance(caught.value, Later) and caught.value.after.total_seconds() == 9
        assert len(server.live()) == len(server.effects()) == happened
        assert server.faults == Counter({fault: 1}) and server.requests == 1


@pytest.mark.parametrize("kind", ["drill-keyed", "drill-lookup"])
def test_looking_before_acting_makes_each_post_once(tmp_path: Path, kind: str) -> None:
    """The procedure of the sender in small: unsure = find, and only where nothing is found once more."""
    posts = [outgoing(key=UUID(int=n + 1)) for n in range(40)]
    with FaultServer(Script(seed=3, share=0.3), tmp_path / "effects") as server:
        for post in posts:
            _send(server, kind, post)
        effects = server.effects()
        assert Counter(effect["marker"] for effect in effects) == Counter({post.link: 1 for post in posts})
        assert {effect["do"] for effect in effects} == {"create"} and server.faults.keys() == set(FAULTS)
        assert len(server.live()) == 40


def test_sending_blind_makes_doubles(tmp_path: Path) -> None:
    """The drill can see the failure it is there for."""
    with FaultServer(Script(seed=3, share=0.5, faults=("500_after",)), tmp_path / "effects") as server:
        for post in [outgoing(key=UUID(int=n + 1)) for n in range(20)]:
            for _ in range(20):
                try:
                    act(server, "drill-lookup", lambda adapter, post=post: adapter.publish(post, {}))
                    break
                except Unsure:
                    continue
        assert max(Counter(effect["marker"] for effect in server.effects()).values()) > 1


def test_a_new_post_is_invisible_to_a_search_for_a_while(tmp_path: Path) -> None:
    post = outgoing()
    with FaultServer(Script(lag=3600), tmp_path / "effects") as server:
        act(server, "drill-lookup", lambda adapter: adapter.publish(post, {}))
        assert act(server, "drill-lookup", lambda adapter: adapter.find(post, {})) is None
        assert len(server.live()) == 1


def test_the_same_seed_gives_the_same_faults() -> None:
    one, same, other = Script(seed=1, share=0.3), Script(seed=1, share=0.3), Script(seed=2, share=0.3)
    asked = [(f"PUT {n}", attempt) for n in range(200) for attempt in (1, 2)]
    found = [one.fault(*ask) for ask in asked]
    assert found == [same.fault(*ask) for ask in asked] != [other.fault(*ask) for ask in asked]
    assert 0.2 < sum(map(bool, found)) / len(found) < 0.4


def _send(server: FaultServer, kind: str, post: Outgoing) -> None:
    unsure = False
    for _ in range(50):
        try:
            if unsure and act(server, kind, lambda adapter: adapter.find(post, {})):
                return
            unsure = False
            act(server, kind, lambda adapter: adapter.publish(post, {}))
            return
        except Unsure:
            unsure = True
        except Later:
            pass
    raise AssertionError("fifty tries")
