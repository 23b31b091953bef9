"""Where an adapter may connect to, and that nothing but the one door leads out."""

import socket
from typing import Any

import pytest

from bluelamp.adapters import egress, http
from bluelamp.adapters.errors import Later, NeedsAuth

INSIDE = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.8.8.8",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.1.1.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:a9fe:a9fe::",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
]
OUTSIDE = ["8.8.8.8", "1.1.1.1", "93.184.215.14", "2606:4700:4700::1111", "2a00:1450:4009:81f::200e"]


@pytest.mark.parametrize("address", INSIDE)
def test_inside(address: str) -> None:
    assert not egress.allowed(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_outside(address: str) -> None:
    assert egress.allowed(address)


def test_loopback_opens_this_machine_and_nothing_else() -> None:
    opened = {address for address in INSIDE if egress.allowed(address, loopback=True)}
    assert opened == {"127.0.0.1", "127.8.8.8", "::1"}


def test_what_is_no_address_is_not_allowed() -> None:
    assert not any(egress.allowed(word) for word in ("", "localhost", "2130706433", "0x7f.1", "8.8.8.8 "))


def names(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    """Every name leads to these addresses; returns the list of those that were connected to."""
    connected: list[str] = []

    def look_up(host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    def connect(self: Any, host: str, *_: Any, **__: Any) -> Any:
        connected.append(host)
        raise egress.httpcore.ConnectError("not in a test")

    monkeypatch.setattr(egress.socket, "getaddrinfo", look_up)
    monkeypatch.setattr(egress.httpcore.SyncBackend, "connect_tcp", connect)
    return connected


def ask(url: str, *, loopback: bool = False) -> None:
    with http.client(5, loopback=loopback) as client:
        http.call(client, "POST", url, writes=True)


def test_connects_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also the proof that the client really goes through the door."""
    connected = names(monkeypatch, "8.8.8.8", "1.1.1.1")
    with pytest.raises(Later):
        ask("https://net.example/")
    assert connected == ["8.8.8.8", "1.1.1.1"]


@pytest.mark.parametrize("loopback", [False, True])
def test_one_bad_address_spoils_the_name(monkeypatch: pytest.MonkeyPatch, loopback: bool) -> None:
    connected = names(monkeypatch, "8.8.8.8", "127.0.0.1")
    with pytest.raises(NeedsAuth):
        ask("https://net.example/", loopback=loopback)
    assert connected == []


@pytest.mark.parametrize("url", ["http://net.example/", "https://net.example:8443/", "https://net.example:22/"])
def test_only_by_tls_on_its_own_port(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    connected = names(monkeypatch, "8.8.8.8")
    for loopback in (False, True):
        with pytest.raises(NeedsAuth):
            ask(url, loopback=loopback)
    assert connected == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "[::1]"])
def test_this_machine_by_any_other_name(host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        with pytest.raises((NeedsAuth, Later)):
            ask(f"http://{host}:{server.getsockname()[1]}/")
        with pytest.raises(BlockingIOError):
            server.accept()


def test_a_name_without_address_is_later(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(egress.socket, "getaddrinfo", nothing)
    with pytest.raises(Later):
        ask("https://net.example/")
