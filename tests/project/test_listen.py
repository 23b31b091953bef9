import socket

import pytest

from bluelamp.kernel.errors import Told
from bluelamp.project import listen


def test_a_free_port_is_taken() -> None:
    with listen.open_door("127.0.0.1", 0) as door:
        port = door.getsockname()[1]
        assert listen.address(door) == f"http://127.0.0.1:{port}"
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            pass


def test_a_port_in_use_is_told_with_the_way_out() -> None:
    with listen.open_door("127.0.0.1", 0) as door:
        port = door.getsockname()[1]
        with pytest.raises(Told, match=f"Port {port} is in use.*BLUELAMP_PORT={port + 1}"):
            listen.open_door("127.0.0.1", port)


@pytest.mark.parametrize(
    ("host", "port", "word"),
    [("127.0.0.1", 70000, "between 0 and 65535"), ("127.0.0.1", -1, "between"), ("203.0.113.9", 0, "BLUELAMP_HOST")],
)
def test_what_cannot_be_listened_on_is_told(host: str, port: int, word: str) -> None:
    with pytest.raises(Told, match=word):
        listen.open_door(host, port)


def test_everywhere_is_shown_as_here() -> None:
    with listen.open_door("0.0.0.0", 0) as door:
        assert listen.address(door).startswith("http://127.0.0.1:")


def test_a_door_is_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    assert listen.handed_door() is None
    with listen.open_door("127.0.0.1", 0) as door:
        copy = door.dup()
        monkeypatch.setenv(listen.HANDED, str(copy.detach()))
        with listen.handed_door() as handed:  # type: ignore[union-attr]
            assert handed.getsockname() == door.getsockname()
        assert listen.handed_door() is None
