import http.client
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from bluelamp.project import listen, serve


class Slow:
    """Answers /slow only when let go; counts who came."""

    def __init__(self) -> None:
        self.came, self.let_go = threading.Event(), threading.Event()

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/slow":
            self.came.set()
            self.let_go.wait(20)
        body = f"{environ['wsgi.url_scheme']} {environ['REMOTE_ADDR']}".encode()
        start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
        return [body]


class Running:
    def __init__(self) -> None:
        self.application, self.stop = Slow(), threading.Event()
        self.door = listen.open_door("127.0.0.1", 0)
        self.thread = threading.Thread(target=serve.serve, args=(self.application, self.door, self.stop))
        self.thread.start()

    def ask(self, path: str, **headers: str) -> str:
        connection = http.client.HTTPConnection(*self.door.getsockname(), timeout=30)
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        return connection.getresponse().read().decode()

    def end(self) -> None:
        self.application.let_go.set()
        self.stop.set()
        self.thread.join(30)
        self.door.close()
        assert not self.thread.is_alive()


@pytest.fixture
def running() -> Iterator[Running]:
    there = Running()
    yield there
    there.end()


def test_who_is_being_answered_is_answered_to_the_end(running: Running) -> None:
    heard: list[str] = []
    reader = threading.Thread(target=lambda: heard.append(running.ask("/slow")))
    reader.start()
    assert running.application.came.wait(20)
    running.stop.set()
    running.application.let_go.set()
    reader.join(30)
    running.thread.join(30)
    assert heard == ["http 127.0.0.1"]


def test_forwarding_headers_of_a_stranger_are_not_believed(running: Running) -> None:
    assert running.ask("/", X_Forwarded_Proto="https", X_Forwarded_For="192.0.2.7") == "http 127.0.0.1"


def test_forwarding_headers_of_the_machine_in_front_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BLUELAMP_PROXY", "127.0.0.1")
    there = Running()
    try:
        assert there.ask("/", X_Forwarded_Proto="https", X_Forwarded_For="192.0.2.7") == "https 192.0.2.7"
    finally:
        there.end()
