"""The door: one listening socket, opened before anything else so that a port in use is told at once."""

import errno
import os
import socket

from bluelamp.kernel.errors import Told

HANDED = "BLUELAMP_SOCKET"
"""Names the file number of a socket that the starting process has opened for us already."""


def open_door(host: str, port: int) -> socket.socket:
    """Listen on host and port (0 takes any free one). Raises Told."""
    if not 0 <= port <= 65535:
        raise Told(f"BLUELAMP_PORT must lie between 0 and 65535, but it is {port}.")
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=1024)
    except OSError as error:
        raise Told(_sentence(host, port, error)) from None


def handed_door() -> socket.socket | None:
    """The socket that was handed to this process, if one was."""
    number = os.environ.pop(HANDED, "")
    return socket.socket(fileno=int(number)) if number else None


def address(door: socket.socket) -> str:
    """The http address that a person on this machine can open."""
    host, port = door.getsockname()[:2]
    here = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{here}:{port}"


def _sentence(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use by another program. Stop that one, or choose another port: BLUELAMP_PORT={port + 1}."
    if error.errno == errno.EACCES:
        return f"You may not open port {port}. Choose one above 1023: BLUELAMP_PORT=8000."
    return (
        f"This machine cannot listen on {host}, port {port}: {_plain(error)}. Look at BLUELAMP_HOST and BLUELAMP_PORT."
    )


def _plain(error: OSError) -> str:
    return (error.strerror or str(error)).partition(" (while")[0].lower()
