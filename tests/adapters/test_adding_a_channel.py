"""The example of docs/adding-a-channel.md works as it is printed."""

import re
import sys
import types
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from bluelamp.adapters import contract, registry
from bluelamp.adapters.contract import Account
from bluelamp.adapters.drill.script import Script
from bluelamp.adapters.drill.server import FaultServer
from bluelamp.adapters.errors import Rejected
from tests.adapters.conftest import outgoing

PAGE = (Path(__file__).parents[2] / "docs" / "adding-a-channel.md").read_text("utf-8")


def block(language: str) -> str:
    [found] = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if the package of the example were installed."""
    module = types.ModuleType("noticeboard")
    exec(block("python"), module.__dict__)
    monkeypatch.setitem(sys.modules, "noticeboard", module)
    [(name, value)] = re.findall(r'^(\w+) = "(.+)"$', block("toml"), re.MULTILINE)
    monkeypatch.setattr(registry, "entry_points", lambda group: [EntryPoint(name, value, group)])
    registry._all.cache_clear()
    yield
    registry._all.cache_clear()


@pytest.mark.usefixtures("installed")
def test_the_example_lives_the_life_of_a_channel(tmp_path: Path) -> None:
    assert "noticeboard" in [adapter.kind for adapter in registry.connectable()]
    with FaultServer(Script(), tmp_path / "effects") as server:
        account = Account({"url": server.url, "loopback": "yes"}, {"token": "t"})
        with registry.opened("noticeboard", account) as adapter:
            assert isinstance(adapter, contract.Publishes) and isinstance(adapter, contract.Finds)
            assert isinstance(adapter, contract.Retracts) and isinstance(adapter, contract.Checks)
            assert not isinstance(adapter, contract.Edits) and not isinstance(adapter, contract.Collects)
            assert adapter.check() == adapter.label
            post = outgoing()
            receipt = adapter.publish(post, {})
            assert adapter.publish(post, {}) == adapter.find(post, {}) == receipt
            adapter.retract(receipt)
            adapter.retract(receipt)
            assert adapter.find(post, {}) is None and server.live() == {}
            with pytest.raises(Rejected):
                adapter.publish(outgoing("x" * 1_001), {})


def test_the_example_is_short() -> None:
    assert len(block("python").splitlines()) <= 80
