"""`bluelamp up` as a person starts it: a process of its own, on a folder of its own, with everything that it brings."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from bluelamp.project import memory
from tests.support.processes import alive

pytestmark = [pytest.mark.xdist_group("embedded"), pytest.mark.timeout(180)]


class Up:
    """One running `up`; `out` is what a person would see."""

    def __init__(self, home: Path, log: Path) -> None:
        self.home, self.log = home, log
        with log.open("wb") as out:
            self.process = subprocess.Popen(command("up"), env=surroundings(home), stdout=out, stderr=out)

    @property
    def out(self) -> str:
        return self.log.read_text()

    def until(self, words: str, within: float = 90.0) -> None:
        end = time.monotonic() + within
        while words not in self.out:
            assert self.process.poll() is None, f"ended before it said {words!r}:\n{self.out}"
            assert time.monotonic() < end, f"never said {words!r}:\n{self.out}"
            time.sleep(0.05)

    @property
    def facts(self) -> dict[str, dict[str, int]]:
        return dict(json.loads((self.home / "running.json").read_text()))

    def get(self, path: str) -> int:
        try:
            with urllib.request.urlopen(f"{self.facts['address']}{path}", timeout=30) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "bluelamp.project.cli", *words]


def surroundings(home: Path, **more: str) -> dict[str, str]:
    ours = {"DATABASE_URL", "BLUELAMP_TEST_DB", "BLUELAMP_DEMO", "DJANGO_SETTINGS_MODULE"}
    kept = {key: value for key, value in os.environ.items() if key not in ours}
    return {**kept, "BLUELAMP_HOME": str(home), "BLUELAMP_PORT": "0", **more}


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    folder = tmp_path_factory.mktemp("up")
    running = Up(folder / "home", folder / "out")
    running.until("Press Ctrl-C")
    yield running
    if running.process.poll() is None:
        running.process.send_signal(signal.SIGTERM)
        running.process.wait(60)


def test_it_shows_its_progress_and_is_ready(up: Up) -> None:
    lines = up.out.splitlines()
    assert lines[0] == f"Data folder: {up.home}"
    assert "Starting the database" in lines
    assert any(line.startswith("Preparing the tables (") for line in lines)
    assert f"Ready: {up.facts['address']}" in lines
    assert up.get("/-/alive") == 200
    assert up.get("/accounts/login/") == 200
    assert up.get("/site/nobody/") == 404


def test_a_second_start_on_the_same_folder_is_one_sentence(up: Up) -> None:
    done = subprocess.run(command("up"), env=surroundings(up.home), capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert done.stderr.startswith(f"Bluelamp is already running on {up.home} (process {up.process.pid}).")
    assert (done.stdout, done.stderr.count("\n")) == ("", 1)


def test_a_port_in_use_is_one_sentence(up: Up, tmp_path: Path) -> None:
    port = str(up.facts["address"]).rpartition(":")[2]
    there = surroundings(tmp_path / "other", BLUELAMP_PORT=port)
    done = subprocess.run(command("up"), env=there, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert done.stderr.startswith(f"Port {port} is in use by another program.")
    assert (done.stdout, done.stderr.count("\n")) == ("", 1)


def test_other_commands_work_beside_it(up: Up) -> None:
    done = subprocess.run(
        command("manage", "migrate", "--check"), env=surroundings(up.home), capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert up.get("/accounts/login/") == 200, "the database is still there"


def test_its_memory_can_be_asked_for(up: Up) -> None:
    taken = memory.footprint(up.home)
    assert set(taken) == {"web", "worker", "total"}
    assert 40 < taken["total"]["rss_mb"] < 400
    assert taken["total"]["pss_mb"] <= taken["total"]["rss_mb"]
    assert memory.footprint(up.home / "nowhere") == {"total": {"rss_mb": 0.0, "pss_mb": 0.0}}


@pytest.mark.parametrize("name", ["worker", "web"])
def test_what_is_killed_is_started_again(up: Up, name: str) -> None:
    before = up.facts["pids"][name]
    os.kill(before, signal.SIGKILL)
    up.until(f"The {name} is started again.")
    assert up.facts["pids"][name] != before
    assert up.get("/accounts/login/") == 200, "who comes meanwhile waits at the door and is answered"


def test_a_killed_database_comes_back(up: Up) -> None:
    os.kill(int((up.home / "postgres" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    up.until("The database had ended and is started again.")
    assert up.get("/accounts/login/") == 200


def test_ctrl_c_stops_all_of_it(up: Up) -> None:
    numbers = [*up.facts["pids"].values(), int((up.home / "postgres" / "postmaster.pid").read_text().split()[0])]
    up.process.send_signal(signal.SIGINT)
    assert up.process.wait(60) == 0
    assert up.out.splitlines()[-2:] == ["Stopping", "Stopped."]
    assert not any(alive(number) for number in numbers)
    assert not (up.home / "running.json").exists()
    assert "Traceback" not in up.out


def test_a_start_on_what_was_left_takes_the_same_data(up: Up, tmp_path: Path) -> None:
    again = Up(up.home, tmp_path / "out")
    again.until("Press Ctrl-C")
    assert "Preparing the tables" not in again.out
    again.process.kill()
    again.process.wait()
    end = time.monotonic() + 120
    pids = json.loads((up.home / "running.json").read_text())["pids"]
    while left := [name for name, number in pids.items() if alive(number)]:
        assert time.monotonic() < end, f"{left} outlive the one that started them"
        time.sleep(0.05)
    third = Up(up.home, tmp_path / "out3")
    third.until("Press Ctrl-C")
    third.process.send_signal(signal.SIGTERM)
    assert third.process.wait(60) == 0


def test_a_database_that_will_not_start_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").write_text("16\n")
    done = subprocess.run(command("up"), env=surroundings(tmp_path), capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "was made by PostgreSQL 16" in done.stderr
    assert done.stderr.count("\n") == 1
