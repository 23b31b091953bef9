"""A pytest plugin, loaded before Django's settings: a data folder of our own, and one embedded PostgreSQL in it for the
whole run, without fsync.

Each xdist worker has its own folder, and its own database on the same server. `DATABASE_URL` in the environment names
another server; nothing in it but test databases is touched.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import psycopg

from bluelamp.project.embedded import Server

HOME = Path(tempfile.mkdtemp(prefix="bluelamp-test-"))
os.environ["BLUELAMP_HOME"] = str(HOME)
atexit.register(shutil.rmtree, HOME, ignore_errors=True)

if not os.environ.get("DATABASE_URL"):
    SERVER = Server(HOME)
    SERVER.start()
    atexit.register(SERVER.stop)
    with psycopg.connect(SERVER.url("postgres"), autocommit=True) as connection:
        for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
            connection.execute(f"ALTER SYSTEM SET {setting}")  # type: ignore[call-overload]
        connection.execute("SELECT pg_reload_conf()")
    os.environ["DATABASE_URL"] = SERVER.url()
