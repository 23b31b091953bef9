"""One working account of every registered channel, and something to post on it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bluelamp.adapters import registry
from bluelamp.adapters.bluesky import xrpc
from bluelamp.adapters.contract import Account, Adapter, Outgoing, Picture
from bluelamp.adapters.drill.script import Script
from bluelamp.adapters.drill.server import FaultServer
from bluelamp.kernel.digests import sha256_hex
from bluelamp.kernel.ids import new_id

NOON = datetime(2026, 5, 4, 12, 0, 0, 123456, UTC)


@dataclass
class Bench:
    """An open adapter and its account."""

    kind: str
    account: Account
    adapter: Any

    @property
    def abilities(self) -> Any:
        return self.adapter.abilities


def outgoing(text: str = "The bridge at Alder Lane is open again.", **more: Any) -> Outgoing:
    """A small update; every call is another delivery unless `key` is given."""
    key = more.pop("key", new_id())
    about = {"path": f"alder/2026/05/{key.hex[-10:]}", "area": "alder"}
    facts = {"link": f"https://force.example/{about['path']}/", "created_at": NOON, "about": about, "title": "Bridge"}
    return Outgoing(key=key, text=text, lang="en", **(facts | more))


@pytest.fixture
def picture(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Picture]:
    """A picture with its words; `noise` makes it as big as its pixels."""
    shelf = tmp_path_factory.mktemp("pictures")

    def make(alt: str = "A bridge of grey stone", size: tuple[int, int] = (320, 200), noise: bool = False) -> Picture:
        image = Image.effect_noise(size, 90).convert("RGB") if noise else Image.new("RGB", size, (40, 80, 120))
        path = shelf / f"{new_id().hex}.png"
        image.save(path)
        return Picture(sha256_hex(path.read_bytes()), "image/png", *size, alt, path)

    return make


def _account(kind: str, request: pytest.FixtureRequest, stack: ExitStack) -> Account:
    tmp_path: Path = request.getfixturevalue("tmp_path")
    if kind == "site":
        return Account({"folder": str(tmp_path / "site"), "base_url": "https://force.example"})
    if kind == "practice":
        return Account({"folder": str(tmp_path / "practice"), "name": "Alder police"})
    if kind.startswith("drill-"):
        server = stack.enter_context(FaultServer(Script(), tmp_path / "effects.jsonl"))
        return Account({"url": server.url, "loopback": "yes"})
    if kind == "bluesky":
        server = request.getfixturevalue("pds")
        person = server.account("force")
        settings = {"handle": person.handle, "service": server.url, "loopback": "yes"}
        return Account(settings, {"app_password": server.app_password(person)})
    raise AssertionError(f"{kind} is registered and has no bench: say in tests/adapters/conftest.py how to try it")


@pytest.fixture
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    """Parametrise indirectly with a kind."""
    with ExitStack() as stack:
        account = _account(request.param, request, stack)
        adapter: Adapter = stack.enter_context(registry.opened(request.param, account, deadline=60))
        yield Bench(request.param, account, adapter)


@pytest.fixture(autouse=True)
def no_kept_sessions() -> None:
    xrpc._sessions.clear()
