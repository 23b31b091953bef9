"""The one door to the network: every connection of an adapter is made here, and nowhere else.

A name is looked up once, every address it gives must be allowed, and the connection goes to one of those addresses, so
that a second answer of the name server cannot lead elsewhere. One wall clock runs over all of it: a server that sends
a byte now and then does not get more time than one that is silent.

Still to come here: redirects that are followed and checked again, limits by kind of content, a bound on the look-up
of names (the system's own applies), and the callers other than adapters (link previews, webhooks).
"""

import ipaddress
import socket
import time
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address
from ssl import SSLContext
from typing import Any

import httpcore

from bluelamp.adapters.errors import NeedsAuth

PORT = 443
"""The only port outside this machine: adapters carry secrets, and secrets travel by TLS."""
# Ranges that `is_global` lets through in one Python version or another, though they lead inside.
DENIED = tuple(
    ipaddress.ip_network(net)
    for net in (
        "100.64.0.0/10",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "::/96",
        "::ffff:0:0/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2002::/16",
        "2001::/32",
        "3fff::/20",
        "5f00::/16",
        "fec0::/10",
        "ff00::/8",
    )
)


def allowed(address: str, *, loopback: bool = False) -> bool:
    """Whether a connection may be made to this literal address. `loopback` opens this machine and nothing else."""
    try:
        ip: IPv4Address | IPv6Address = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if ip.is_loopback:
        return loopback
    return ip.is_global and not ip.is_multicast and not any(ip in net for net in DENIED if net.version == ip.version)


class Deadline:
    """A wall clock that runs from its making. `left` cuts a patience down to what remains; seconds."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self, patience: float | None, too_late: type[Exception]) -> float:
        """Seconds still to spend, at most `patience`. Raises `too_late` when there are none."""
        rest = self._end - time.monotonic()
        if rest <= 0:
            raise too_late("the time for this call is over")
        return rest if patience is None else min(rest, patience)


class Stream(httpcore.NetworkStream):
    """A connection that obeys the deadline with every read and write."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(timeout, httpcore.ConnectTimeout)
        return Stream(self._inner.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class Door(httpcore.NetworkBackend):
    """Looks up, checks, connects. Raises NeedsAuth where the address itself is not one we may call."""

    def __init__(self, deadline: Deadline, *, loopback: bool = False) -> None:
        self._deadline = deadline
        self._loopback = loopback
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        trouble: Exception = httpcore.ConnectError(f"no address for {host}")
        for address in self._addresses(host, port):
            try:
                left = self._deadline.left(timeout, httpcore.ConnectTimeout)
                stream = self._inner.connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                trouble = error
            else:
                return Stream(stream, self._deadline)
        raise trouble

    def _addresses(self, host: str, port: int) -> list[str]:
        """Every address of the name, in order. One that is not allowed spoils them all."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} has no address: {error}") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        inside = self._loopback and all(allowed(one, loopback=True) and not allowed(one) for one in addresses)
        if not inside and (port != PORT or not all(allowed(one) for one in addresses)):
            raise NeedsAuth(f"{host} is not an address that may be called from here.")
        return addresses
