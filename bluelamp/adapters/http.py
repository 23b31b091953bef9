"""One table from what can go wrong on the wire to the five errors, and the client that adapters are given.

    client(deadline)   an HTTP client for the length of one adapter call: wall clock, no proxies, no redirects
    call(...)          send, read within limits, judge the status: a response, or one of the five
    send(...)          the same without the judging, for an adapter that must look at a refusal first
    body(response)     the answer as a JSON object, or one of the five

"Writes" are requests after which something may be live that was not before. A write whose answer is lost is `Unsure`.
"""

import ssl
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any

import httpcore
import httpx

from bluelamp.adapters.egress import Deadline, Door
from bluelamp.adapters.errors import Gone, Later, NeedsAuth, Rejected, Trouble, Unsure, gettext_noop
from bluelamp.kernel import clock

BODY_LIMIT = 1_000_000
"""Bytes of an answer that are read; nothing an adapter asks for is longer."""
PATIENCE = timedelta(seconds=60)
"""How long a network that says "too many" without saying how long is left alone."""
LONGEST = timedelta(days=1)
REFUSED = gettext_noop("The network did not take this post. Ask your press office to look at it with you.")
TOO_MANY = frozenset({423, 425, 429})
# Nothing was sent, so nothing can have happened.
NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
ADDRESS_WRONG = (httpx.UnsupportedProtocol, httpx.InvalidURL)

#   status            read       write
TABLE: Mapping[int, tuple[type[Trouble], type[Trouble]]] = {
    401: (NeedsAuth, NeedsAuth),
    402: (NeedsAuth, NeedsAuth),
    403: (NeedsAuth, NeedsAuth),
    404: (Gone, Gone),
    408: (Later, Unsure),
    409: (Later, Unsure),
    410: (Gone, Gone),
}
BY_HUNDRED: Mapping[int, tuple[type[Trouble], type[Trouble]]] = {
    1: (Later, Unsure),
    3: (Later, Unsure),
    4: (Rejected, Rejected),
    5: (Later, Unsure),
}


@lru_cache(maxsize=1)
def _certificates() -> ssl.SSLContext:
    """Made once: reading the list of authorities costs 20 ms and 1 MB each time."""
    return httpx.create_ssl_context(trust_env=False)


class _Transport(httpx.HTTPTransport):
    def __init__(self, door: Door) -> None:
        super().__init__(verify=_certificates(), trust_env=False)
        # httpx has no public way to choose how connections are made; tests/adapters/test_egress.py watches this line.
        self._pool = httpcore.ConnectionPool(ssl_context=_certificates(), network_backend=door, max_connections=4)


def client(deadline: float = 10.0, *, loopback: bool = False) -> httpx.Client:
    """A client that is dead `deadline` seconds after it was made, whatever the other side does.

    `loopback` lets it call this machine (a practice server, a test); it never lets it call the network around us.
    """
    return httpx.Client(
        transport=_Transport(Door(Deadline(deadline), loopback=loopback)),
        timeout=httpx.Timeout(deadline, connect=min(deadline, 5.0)),
        trust_env=False,
        follow_redirects=False,
        headers={"User-Agent": "Bluelamp"},
    )


def call(http: httpx.Client, method: str, url: str, *, writes: bool, **request: Any) -> httpx.Response:
    """Send and judge: a response with a status of 2xx, or one of the five errors."""
    return judge(send(http, method, url, writes=writes, **request), writes=writes)


def send(http: httpx.Client, method: str, url: str, *, writes: bool, **request: Any) -> httpx.Response:
    """The answer with any status, read to its end; a failed transport is one of the five errors."""
    lost: type[Trouble] = Unsure if writes else Later
    # A packed answer can be a thousand times as long as what came over the wire.
    plain = {"Accept-Encoding": "identity"} | request.pop("headers", {})
    try:
        with http.stream(method, url, headers=plain, **request) as response:
            content = _read(response, lost)
    except NEVER_SENT as error:
        raise Later(f"no connection: {_name(error)}", whole=True) from error
    except ADDRESS_WRONG as error:
        raise NeedsAuth(gettext_noop("The address of this account is not a web address.")) from error
    except httpx.HTTPError as error:
        raise lost(f"no answer: {_name(error)}") from error
    headers = [(name, value) for name, value in response.headers.multi_items() if name != "transfer-encoding"]
    return httpx.Response(response.status_code, headers=headers, content=content, request=response.request)


def _read(response: httpx.Response, lost: type[Trouble]) -> bytes:
    if response.headers.get("content-encoding", "identity") != "identity":
        raise lost("the answer is packed, though we asked for it plain")
    content = bytearray()
    for chunk in response.iter_bytes(65_536):
        content += chunk
        if len(content) > BODY_LIMIT:
            raise lost("the answer is too long")
    return bytes(content)


def judge(response: httpx.Response, *, writes: bool) -> httpx.Response:
    """The response itself if its status is 2xx; raises one of the five otherwise."""
    status = response.status_code
    if response.is_success:
        return response
    if status in TOO_MANY:
        raise Later(f"asked to wait ({status})", wait(response.headers), whole=True)
    kind = TABLE.get(status, BY_HUNDRED.get(status // 100, (Later, Unsure)))[writes]
    raise kind(REFUSED if kind is Rejected else f"answered with status {status}")


def body(response: httpx.Response, *, writes: bool) -> dict[str, Any]:
    """The JSON object of an answer. One that cannot be read is as good as no answer."""
    try:
        found = response.json()
    except (ValueError, RecursionError) as error:
        raise (Unsure if writes else Later)("the answer cannot be read") from error
    if not isinstance(found, dict):
        raise (Unsure if writes else Later)("the answer is not an object")
    return found


def wait(headers: Mapping[str, str]) -> timedelta:
    """How long a network wants to be left alone: Retry-After in seconds or as a date, else its own reset header."""
    found = _after(headers.get("retry-after", ""))
    for name in ("x-rate-limit-reset", "x-ratelimit-reset", "ratelimit-reset"):
        found = found if found is not None else _after(headers.get(name, ""))
    return PATIENCE if found is None else max(timedelta(seconds=1), min(found, LONGEST))


def _after(value: str) -> timedelta | None:
    """Seconds from now, seconds since 1970, or an HTTP date; None for anything else."""
    try:
        number = float(value)
    except ValueError:
        return _until(value)
    if not 0 <= number < 1e11:
        return None
    return datetime.fromtimestamp(number, UTC) - clock.now() if number > 1e9 else timedelta(seconds=number)


def _until(date: str) -> timedelta | None:
    try:
        at = parsedate_to_datetime(date)
    except ValueError:
        return None
    return (at if at.tzinfo else at.replace(tzinfo=UTC)) - clock.now()


def _name(error: Exception) -> str:
    """The kind of a failure. Its text may hold an address with a secret in it, so that stays out of the log."""
    return type(error).__name__
