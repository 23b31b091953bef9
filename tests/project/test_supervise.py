import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bluelamp.kernel.errors import Told
from bluelamp.project import supervise
from bluelamp.project.supervise import Child
from tests.support.processes import alive


class Clock:
    """`time.monotonic` that a test moves."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        monkeypatch.setattr(time, "monotonic", lambda: self.now)


class Stub:
    """A process that ends when told to."""

    def __init__(self) -> None:
        self.code: int | None = None
        self.stdin = None

    def poll(self) -> int | None:
        return self.code


class StubChild(Child):
    starts = 0

    def start(self) -> None:
        self.starts += 1
        self.process = Stub()  # type: ignore[assignment]
        self.since = time.monotonic()

    def die(self, code: int = 1) -> None:
        self.process.code = code  # type: ignore[union-attr]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def child(tmp_path: Path, clock: Clock) -> StubChild:
    child = StubChild("worker", ["work"], tmp_path / "worker.log", {})
    child.start()
    return child


def test_a_living_child_is_left_alone(child: StubChild) -> None:
    assert child.tend() is None
    assert child.starts == 1


def test_a_dead_child_is_started_again_with_growing_patience(child: StubChild, clock: Clock) -> None:
    for deaths, wait in enumerate([*supervise.PATIENCE, supervise.PATIENCE[-1]]):
        child.die(-signal.SIGKILL)
        assert f"The worker ended (SIGKILL); it starts again in {wait:g} s" in (child.tend() or "")
        clock.now += wait - 0.01
        assert child.tend() is None
        assert child.starts == deaths + 1
        clock.now += 0.02
        assert child.tend() == "The worker is started again."
        assert child.starts == deaths + 2


def test_a_child_that_lived_long_is_forgiven(child: StubChild, clock: Clock) -> None:
    child.die()
    child.tend()
    clock.now += 60
    child.tend()
    clock.now += supervise.WELL_SECONDS + 1
    assert child.tend() is None
    child.die()
    assert f"in {supervise.PATIENCE[0]:g} s" in (child.tend() or "")


def test_endings_have_names() -> None:
    assert [supervise.ending(3), supervise.ending(-15)] == ["exit 3", "SIGTERM"]


def test_the_last_words_of_a_log(tmp_path: Path) -> None:
    assert supervise.last_words(tmp_path / "none") == "it said nothing"
    (tmp_path / "log").write_text("Traceback\n  deep\nValueError: no lamp\n\n")
    assert supervise.last_words(tmp_path / "log") == "ValueError: no lamp"


class Program(Child):
    @property
    def command(self) -> list[str]:
        return [sys.executable, "-c", *self.words]


def real(tmp_path: Path, program: str) -> Child:
    return Program("web", [program], tmp_path / "log" / "web.log", {"A_WORD": "here"})


def wait_for(file: Path, text: str) -> None:
    until = time.monotonic() + 20
    while not file.exists() or text not in file.read_text():
        assert time.monotonic() < until, f"no {text} in {file}"
        time.sleep(0.02)


def test_a_child_has_its_settings_and_writes_to_its_log(tmp_path: Path) -> None:
    child = real(tmp_path, "import os, sys; print(os.environ['A_WORD']); sys.exit('said')")
    child.start()
    child.wait(time.monotonic() + 20)
    assert sorted(child.log.read_text().split()) == ["here", "said"]


def test_a_long_log_is_put_aside(tmp_path: Path) -> None:
    child = real(tmp_path, "print('new')")
    child.log.parent.mkdir(parents=True)
    child.log.write_bytes(b"x" * (supervise._LOG_LIMIT + 1))
    child.start()
    child.wait(time.monotonic() + 20)
    assert child.log.read_text() == "new\n"
    assert child.log.with_suffix(".log.1").stat().st_size > supervise._LOG_LIMIT


def test_all_are_asked_to_stop_and_the_deaf_are_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervise, "STOP_SECONDS", 1.0)
    deaf = real(
        tmp_path / "a",
        "import signal, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True); time.sleep(60)",
    )
    good = real(tmp_path / "b", "import signal, time; print('up', flush=True); time.sleep(60)")
    for child in (deaf, good):
        child.start()
        wait_for(child.log, "up")
    processes = [deaf.process, good.process]
    supervise.stop_all([deaf, good])
    assert [process.returncode for process in processes if process] == [-signal.SIGKILL, -signal.SIGTERM]


def test_children_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    """The child holds the lifeline; the parent between it and us is killed."""
    grandchild = (
        "from bluelamp.project import lifeline; import time, os; lifeline.hold();"
        f"open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()) + '.'); time.sleep(60)"
    )
    parent = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', sys.argv[1]], stdin=subprocess.PIPE); time.sleep(60)"
    process = subprocess.Popen(
        [sys.executable, "-c", parent, grandchild], env={**os.environ, supervise.SUPERVISED: "1"}
    )
    wait_for(tmp_path / "pid", ".")
    number = int((tmp_path / "pid").read_text().strip("."))
    process.kill()
    process.wait()
    until = time.monotonic() + 20
    while alive(number):
        assert time.monotonic() < until, "the orphan lives on"
        time.sleep(0.05)


def test_a_step_that_fails_is_told_and_one_that_works_gives_its_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "steps.py").write_text("import sys; print('done'); sys.exit(int(sys.argv[1]))")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert supervise.run_once(["steps", "0"], {}) == "done\n"
    with pytest.raises(Told, match="not started"):
        supervise.run_once(["steps", "1"], {})
