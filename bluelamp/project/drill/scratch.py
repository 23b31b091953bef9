"""A database and a data folder that exist for the length of a drill, so that no drill meets anybody's data."""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql


@contextmanager
def database() -> Iterator[None]:
    """Point this process, before Django is set up, to a fresh database on the server of DATABASE_URL; drop it at the end."""
    server, name = os.environ["DATABASE_URL"], f"bluelamp_drill_{secrets.token_hex(4)}"
    _execute(server, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        with tempfile.TemporaryDirectory(prefix="bluelamp-drill-") as folder:
            os.environ["DATABASE_URL"] = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
            os.environ["BLUELAMP_HOME"] = folder
            # The fault server is this machine, and only a drill may call it.
            os.environ["BLUELAMP_LOOPBACK"] = "1"
            yield
    finally:
        os.environ["DATABASE_URL"] = server
        _execute(server, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _execute(server: str, command: sql.Composed) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(command)
