"""The worker as a process of its own, on the test database, with turns that leave marks in a folder."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]
PROGRAM = """
    import sys, time, django
    from pathlib import Path
    django.setup()
    from bluelamp.jobs import registry, worker
    folder = Path(sys.argv[1])
    def mark(name):
        (folder / name).touch()
    def slow():
        mark("slow-began")
        while not (folder / "let-go").exists():
            time.sleep(0.05)
        mark("slow-ended")
    registry.TURNS.clear()
    registry.register("quick", lambda: mark("quick"), "urgent", 3600)
    registry.register("slow", slow, "bulk", 3600)
    registry.register("beat", lambda: mark(f"beat-{time.monotonic_ns()}"), "publish", 0.2)
    sys.exit(worker.work())
"""


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    begun: list[subprocess.Popen[bytes]] = []
    program = tmp_path / "program.py"
    program.write_text(textwrap.dedent(PROGRAM))
    there = connection.settings_dict
    address = f"postgresql://{there['USER']}:{there['PASSWORD']}@/{there['NAME']}?host={there['HOST']}"

    def start() -> subprocess.Popen[bytes]:
        environment = {**os.environ, "DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "bluelamp.project.settings"}
        process = subprocess.Popen([sys.executable, program, tmp_path], env=environment)
        begun.append(process)
        return process

    yield start
    for process in begun:
        process.kill()
        process.wait()


def seen(what: Callable[[], object], within: float = 30.0) -> bool:
    until = time.monotonic() + within
    while not what():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def ask(name: str, lane: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES (%s, %s)", [lane, name])


def test_sweeps_come_by_urgent_does_not_wait_and_stopping_lets_work_end(
    tmp_path: Path, start: Callable[[], subprocess.Popen[bytes]]
) -> None:
    process = start()
    assert seen(lambda: len(list(tmp_path.glob("beat-*"))) >= 3), "the sweep comes by again and again"
    assert seen((tmp_path / "slow-began").exists)
    assert seen((tmp_path / "quick").exists)
    (tmp_path / "quick").unlink()
    ask("slow", "bulk")
    ask("quick", "urgent")
    assert seen((tmp_path / "quick").exists), "urgent runs while bulk is busy and has more waiting"
    assert not (tmp_path / "slow-ended").exists()
    process.send_signal(signal.SIGTERM)
    assert process.poll() is None
    (tmp_path / "let-go").touch()
    assert process.wait(30) == 0
    assert (tmp_path / "slow-ended").exists(), "what was under way has ended in good order"


def test_after_a_kill_the_next_worker_does_it_again(
    tmp_path: Path, start: Callable[[], subprocess.Popen[bytes]]
) -> None:
    first = start()
    assert seen((tmp_path / "slow-began").exists)
    first.kill()
    first.wait()
    (tmp_path / "slow-began").unlink()
    (tmp_path / "let-go").touch()
    start()
    assert seen((tmp_path / "slow-ended").exists)


def test_a_worker_that_loses_its_database_ends_so_that_a_new_one_can_start(
    tmp_path: Path, start: Callable[[], subprocess.Popen[bytes]]
) -> None:
    process = start()
    assert seen((tmp_path / "quick").exists)
    (tmp_path / "let-go").touch()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
    for mark in tmp_path.glob("beat-*"):
        mark.unlink()
    assert seen(lambda: process.poll() is not None or list(tmp_path.glob("beat-*"))), (
        "it goes on, or it ends; it does not hang"
    )
