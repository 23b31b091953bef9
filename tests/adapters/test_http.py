"""The one table: what the wire does, and which of the five errors it is."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.adapters import http
from bluelamp.adapters.errors import Gone, Later, NeedsAuth, Rejected, Trouble, Unsure
from bluelamp.kernel import clock

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


def answering(*answers: httpx.Response | type[httpx.HTTPError]) -> httpx.Client:
    left = list(answers)

    def handle(request: httpx.Request) -> httpx.Response:
        one = left.pop(0)
        if isinstance(one, httpx.Response):
            return one
        raise one("no secrets=here", request=request)  # type: ignore[call-arg]

    return httpx.Client(transport=httpx.MockTransport(handle))


@pytest.mark.parametrize(
    ("failure", "read", "write"),
    [
        (httpx.ConnectError, Later, Later),
        (httpx.ConnectTimeout, Later, Later),
        (httpx.PoolTimeout, Later, Later),
        (httpx.WriteError, Later, Unsure),
        (httpx.WriteTimeout, Later, Unsure),
        (httpx.ReadError, Later, Unsure),
        (httpx.ReadTimeout, Later, Unsure),
        (httpx.RemoteProtocolError, Later, Unsure),
        (httpx.LocalProtocolError, Later, Unsure),
        (httpx.CloseError, Later, Unsure),
        (httpx.DecodingError, Later, Unsure),
        (httpx.UnsupportedProtocol, NeedsAuth, NeedsAuth),
    ],
)
def test_transport(failure: type[httpx.HTTPError], read: type[Trouble], write: type[Trouble]) -> None:
    for writes, expected in ((False, read), (True, write)):
        with pytest.raises(expected) as caught:
            http.call(answering(failure), "POST", "https://net.example/", writes=writes)
        assert type(caught.value) is expected
        assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("status", "read", "write"),
    [
        (301, Later, Unsure),
        (400, Rejected, Rejected),
        (401, NeedsAuth, NeedsAuth),
        (402, NeedsAuth, NeedsAuth),
        (403, NeedsAuth, NeedsAuth),
        (404, Gone, Gone),
        (408, Later, Unsure),
        (409, Later, Unsure),
        (410, Gone, Gone),
        (413, Rejected, Rejected),
        (422, Rejected, Rejected),
        (425, Later, Later),
        (429, Later, Later),
        (500, Later, Unsure),
        (502, Later, Unsure),
        (503, Later, Unsure),
        (504, Later, Unsure),
        (599, Later, Unsure),
    ],
)
def test_status(status: int, read: type[Trouble], write: type[Trouble]) -> None:
    for writes, expected in ((False, read), (True, write)):
        with pytest.raises(expected) as caught:
            http.call(answering(httpx.Response(status, text="no")), "POST", "https://net.example/", writes=writes)
        assert type(caught.value) is expected


@given(st.integers(100, 999), st.booleans())
def test_every_status_has_its_line_and_no_write_that_may_have_worked_is_called_later(status: int, writes: bool) -> None:
    response = httpx.Response(status, text="")
    if response.is_success:
        assert http.judge(response, writes=writes) is response
        return
    with pytest.raises(Trouble) as caught:
        http.judge(response, writes=writes)
    if writes and isinstance(caught.value, Later):
        assert status in http.TOO_MANY


@pytest.mark.parametrize("text", ["", "{", "[1]", "null", "\xff", "[" * 100_000])
def test_an_answer_that_cannot_be_read(text: str) -> None:
    response = httpx.Response(200, content=text.encode("latin-1"))
    with pytest.raises(Unsure):
        http.body(response, writes=True)
    with pytest.raises(Later):
        http.body(response, writes=False)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7),
        ({"Retry-After": "0"}, 1),
        ({"Retry-After": format_datetime(NOON + timedelta(minutes=3))}, 180),
        ({"Retry-After": format_datetime(NOON - timedelta(minutes=3))}, 1),
        ({"X-Rate-Limit-Reset": str(int(NOON.timestamp()) + 90)}, 90),
        ({"RateLimit-Reset": str(int(NOON.timestamp()) + 30)}, 30),
        ({"RateLimit-Reset": "30"}, 30),
        ({"Retry-After": "7", "RateLimit-Reset": "30"}, 7),
        ({"Retry-After": "soon"}, 60),
        ({"Retry-After": "-5"}, 60),
        ({"Retry-After": "nan"}, 60),
        ({"Retry-After": "99999999"}, 86_400),
        ({}, 60),
    ],
)
def test_how_long_to_wait(headers: dict[str, str], seconds: int) -> None:
    with clock.frozen(NOON), pytest.raises(Later) as caught:
        http.call(answering(httpx.Response(429, headers=headers)), "POST", "https://net.example/", writes=True)
    assert caught.value.after == timedelta(seconds=seconds)


@given(st.text(max_size=40))
def test_no_header_makes_us_stumble(value: str) -> None:
    assert timedelta(seconds=1) <= http.wait({"retry-after": value, "ratelimit-reset": value}) <= http.LONGEST


@contextmanager
def listening(speak: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that does with each connection what it is told; gives its address."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            try:
                speak(connection)
            except OSError:
                pass
            finally:
                connection.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
    finally:
        server.close()


def drip(connection: socket.socket) -> None:
    """One byte every 50 ms: each read succeeds, the whole never ends."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(1000):
        connection.sendall(b" ")
        time.sleep(0.05)


def drip_head(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _ in range(1000):
        connection.sendall(b"a")
        time.sleep(0.05)


@pytest.mark.parametrize("speak", [drip, drip_head])
def test_the_deadline_is_by_the_wall_clock(speak: Callable[[socket.socket], None]) -> None:
    began = time.monotonic()
    with listening(speak) as url, http.client(0.5, loopback=True) as client, pytest.raises(Unsure):
        http.call(client, "POST", url, writes=True, content=b"x")
    assert time.monotonic() - began < 2


def test_the_deadline_counts_over_all_requests_of_a_client() -> None:
    with listening(lambda c: c.sendall(ANSWER)) as url, http.client(0.2, loopback=True) as client:
        assert http.call(client, "GET", url, writes=False).status_code == 200
        time.sleep(0.25)
        with pytest.raises(Later):
            http.call(client, "POST", url, writes=True)


def test_a_cut_answer_is_no_answer() -> None:
    with listening(lambda c: c.sendall(ANSWER[:-1])) as url, http.client(5, loopback=True) as client:
        with pytest.raises(Unsure):
            http.call(client, "POST", url, writes=True)
        with pytest.raises(Later):
            http.call(client, "GET", url, writes=False)


def test_an_endless_answer_is_cut_off() -> None:
    def pour(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b"x" * 65_536)

    with listening(pour) as url, http.client(20, loopback=True) as client, pytest.raises(Later, match="too long"):
        http.call(client, "GET", url, writes=False)


def test_a_packed_answer_is_not_unpacked() -> None:
    packed = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n\x1f\x8b"
    speak = listening(lambda c: c.sendall(packed))
    with speak as url, http.client(5, loopback=True) as client, pytest.raises(Unsure, match="packed"):
        http.call(client, "POST", url, writes=True)


def test_redirects_are_not_followed() -> None:
    gone: list[str] = []

    def redirect(connection: socket.socket) -> None:
        gone.append(connection.recv(65_536).decode().split()[1])
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")

    with listening(redirect) as url, http.client(5, loopback=True) as client, pytest.raises(Later):
        http.call(client, "GET", url, writes=False, headers={"Authorization": "Bearer secret"})
    assert gone == ["/"]


def test_no_proxy_of_the_environment_hears_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[bytes] = []
    with listening(lambda c: heard.append(c.recv(100))) as proxy, listening(lambda c: c.sendall(ANSWER)) as url:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy)
        with http.client(5, loopback=True) as client:
            http.call(client, "GET", url, writes=False)
    assert heard == []
