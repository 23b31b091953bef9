"""A server of our own in a folder of its own: made, attached to, left by the last, and told about when it fails."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from bluelamp.kernel.errors import Told
from bluelamp.project import embedded, postgres
from bluelamp.project.embedded import Server

pytestmark = pytest.mark.xdist_group("embedded")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that was made and started once for this module; a test may stop it, the next starts it again."""
    server = Server(tmp_path_factory.mktemp("pg"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def server(made: Server) -> Server:
    if not made.running():
        made.start()
    return made


@pytest.fixture
def ours(server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The environment points at the server's folder, and nobody here holds it yet."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("BLUELAMP_HOME", str(server.home))
    monkeypatch.setattr(postgres, "_held", [])
    yield server
    postgres.release()


def value(server: Server, setting: str) -> object:
    with psycopg.connect(server.url()) as connection:
        row = connection.execute("SELECT current_setting(%s)", [setting]).fetchone()
        return row and row[0]


def pid(server: Server) -> int:
    return int((server.data / "postmaster.pid").read_text().split()[0])


def test_it_is_small_and_listens_to_this_machine_alone(server: Server) -> None:
    assert value(server, "shared_buffers") == "32MB"
    assert value(server, "max_connections") == "60"
    assert value(server, "listen_addresses") == ""
    assert value(server, "server_encoding") == "UTF8"
    assert value(server, "TimeZone") == "UTC"


def test_its_data_and_its_socket_are_closed_to_others(server: Server) -> None:
    assert server.data.stat().st_mode & 0o077 == 0
    assert psutil.Process(pid(server)).uids().real != 0


def test_it_keeps_what_it_holds(server: Server) -> None:
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('here')")
    server.stop()
    assert not server.running()
    with pytest.raises(Told, match="is not running"):
        server.url()
    server.stop()
    server.start()
    with psycopg.connect(server.url()) as connection:
        assert connection.execute("SELECT word FROM kept").fetchone() == ("here",)


def test_it_starts_again_after_a_kill(server: Server) -> None:
    process = psutil.Process(pid(server))
    process.kill()
    process.wait(10)
    assert not server.running()
    server.start()
    assert value(server, "server_encoding") == "UTF8"


def test_a_stale_note_that_names_a_stranger_does_not_hold_it_up(server: Server) -> None:
    """After a restart of the machine or a container, the old number may belong to anybody."""
    note = server.data / "postmaster.pid"
    lines = note.read_text().splitlines()
    server.stop()
    note.write_text("\n".join([str(os.getpid()), *lines[1:]]))
    assert not server.running()
    server.start()
    assert server.running()


def test_ensure_attaches_to_what_runs_and_the_last_one_stops_it(ours: Server) -> None:
    before = pid(ours)
    program = (
        "import sys; from bluelamp.project import postgres; print(postgres.ensure(), flush=True); sys.stdin.read(1)"
    )
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    other = subprocess.Popen(
        [sys.executable, "-c", program],
        env={**environment, "BLUELAMP_HOME": str(ours.home)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout is not None
    assert other.stdout.readline().strip() == ours.url()
    assert postgres.ensure() == ours.url()
    assert pid(ours) == before
    postgres.release()
    assert ours.running(), "another one still uses it"
    other.communicate("x", timeout=30)
    assert not ours.running(), "the last one out has stopped it"


def test_a_killed_user_does_not_keep_it_up(ours: Server) -> None:
    program = "import os; from bluelamp.project import postgres; postgres.ensure(); os.kill(os.getpid(), 9)"
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    killed = subprocess.run(
        [sys.executable, "-c", program], env={**environment, "BLUELAMP_HOME": str(ours.home)}, timeout=60
    )
    assert killed.returncode == -signal.SIGKILL
    assert ours.running()
    postgres.ensure()
    postgres.release()
    assert not ours.running()


def test_it_is_revived_when_it_dies_under_us(ours: Server) -> None:
    postgres.ensure()
    assert postgres.revive() is None
    ours.stop()
    assert postgres.revive() == "The database had ended and is started again."
    assert ours.running()


def test_a_server_of_ones_own_is_taken_as_it_is(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", server.url())
    assert postgres.ensure() == server.url()
    monkeypatch.setenv("DATABASE_URL", "postgresql://ann:secret@127.0.0.1:1/none")
    with pytest.raises(Told, match="does not answer") as told:
        postgres.ensure()
    assert "secret" not in str(told.value)


def test_data_of_another_version_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").write_text("16\n")
    with pytest.raises(Told, match=f"made by PostgreSQL 16, and this is {embedded.MAJOR}"):
        Server(tmp_path).start()
    assert [path.name for path in tmp_path.iterdir()] == ["postgres"]


def test_broken_data_is_told_in_its_own_words(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    server.stop()
    control = server.data / "global" / "pg_control"
    whole = control.read_bytes()
    try:
        control.write_bytes(b"")
        with pytest.raises(Told, match=r"did not start: .*pg_control.* \(all of it: .*server\.log\)"):
            server.start()
    finally:
        control.write_bytes(whole)


def test_data_that_cannot_be_made_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "_run", lambda program, words, who: subprocess.CompletedProcess([], 1, "", "no room"))
    with pytest.raises(Told, match=r"could not be made in .*: no room"):
        Server(tmp_path).start()
    assert list(tmp_path.iterdir()) == []


def test_a_half_made_one_is_made_anew_even_under_a_long_odd_name(tmp_path: Path) -> None:
    server = Server(tmp_path / ("a folder, with ä & ' odd " + "x" * 80))
    (server.home / "postgres.new").mkdir(parents=True)
    (server.home / "postgres.new" / "PG_VERSION").touch()
    server.start()
    try:
        assert value(server, "server_encoding") == "UTF8"
        socket = Path(value(server, "unix_socket_directories"))  # type: ignore[arg-type]
        assert not socket.is_relative_to(server.home)
        assert socket.stat().st_mode & 0o077 == 0
    finally:
        server.stop()
    assert not socket.exists()
