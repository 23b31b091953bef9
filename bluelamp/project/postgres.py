"""Access to the database: the server that DATABASE_URL names, or the embedded one, shared by all who work on the data
folder; the last one out stops it.

Every user of the embedded server holds a shared lock on `postgres.users`; starting and stopping happen under
`postgres.gate`. Locks die with their holder, so a killed process can neither keep the server up for ever nor pull it
from under others.
"""

import atexit
import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import psycopg

from bluelamp.kernel.errors import Told
from bluelamp.project import env, home
from bluelamp.project.embedded import Server

_held: list[tuple[Server, IO[str]]] = []


def ensure() -> str:
    """The address of the database: DATABASE_URL, or the embedded server, started if need be and kept until this process ends.

    Raises Told with one clear sentence when it cannot be had.
    """
    if url := env.text("DATABASE_URL"):
        return _tried(url)
    server = Server(home.prepare(env.home()))
    with _gate(server.home):
        if not _held:
            handle = (server.home / "postgres.users").open("a")
            fcntl.flock(handle, fcntl.LOCK_SH)
            _held.append((server, handle))
            atexit.register(release)
        if not server.running():
            server.start()
    return server.url()


def release() -> None:
    """Let go of the embedded server; whoever is last stops it. A second call does nothing."""
    while _held:
        server, handle = _held.pop()
        with _gate(server.home), handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                continue
            server.stop()


def _tried(url: str) -> str:
    try:
        psycopg.connect(url, connect_timeout=10).close()
    except psycopg.Error as error:
        reason = (str(error).strip().splitlines() or ["no reason given"])[0]
        raise Told(f"The database that DATABASE_URL names does not answer: {reason}") from None
    return url


@contextmanager
def _gate(folder: Path) -> Iterator[None]:
    with (folder / "postgres.gate").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def revive() -> str | None:
    """Start the embedded server again if it died under us; a sentence when it did, or when it will not come back."""
    for server, _ in _held:
        if not server.running():
            with _gate(server.home):
                try:
                    server.start()
                except Told as error:
                    return str(error)
            return "The database had ended and is started again."
    return None
