"""Keeping children alive: start, notice the end, start again with growing patience, stop in good order."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from bluelamp.kernel.errors import Told
from bluelamp.project.lifeline import SUPERVISED

PATIENCE = (0.2, 1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds before each next start of a child that keeps dying."""
WELL_SECONDS = 60.0
"""A child that lived this long is well again."""
STOP_SECONDS = 25.0
_LOG_LIMIT = 5_000_000


@dataclass
class Child:
    """One process that runs `python -m bluelamp.project.cli *words`, its output in `log`."""

    name: str
    words: list[str]
    log: Path
    environment: dict[str, str]
    files: tuple[int, ...] = ()
    process: subprocess.Popen[bytes] | None = None
    deaths: int = 0
    since: float = 0.0
    due: float = field(default=0.0)

    @property
    def command(self) -> list[str]:
        return [sys.executable, "-m", "bluelamp.project.cli", *self.words]

    def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
        if self.log.exists() and self.log.stat().st_size > _LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=out,
                env={**os.environ, **self.environment, SUPERVISED: "1"},
                pass_fds=self.files,
                start_new_session=True,  # Ctrl-C reaches the parent alone, which stops the children in order
            )
        self.since = time.monotonic()

    def tend(self) -> str | None:
        """Look after the child once; a sentence when something happened that a person should see."""
        now = time.monotonic()
        if self.process is None:
            if now < self.due:
                return None
            self.start()
            return f"The {self.name} is started again."
        code = self.process.poll()
        if code is None:
            if self.deaths and now - self.since > WELL_SECONDS:
                self.deaths = 0
            return None
        self._close()
        wait = PATIENCE[min(self.deaths, len(PATIENCE) - 1)]
        self.deaths += 1
        self.due = now + wait
        return f"The {self.name} ended ({ending(code)}); it starts again in {wait:g} s. Its words: {self.log}"

    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def ask_to_stop(self) -> None:
        if self.alive() and self.process is not None:
            self.process.send_signal(signal.SIGTERM)

    def wait(self, until: float) -> None:
        """Wait for the end until the monotonic time `until`, then end it."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._close()

    def _close(self) -> None:
        if self.process is not None and self.process.stdin is not None:
            self.process.stdin.close()
        self.process = None


def ending(code: int) -> str:
    return f"exit {code}" if code >= 0 else signal.Signals(-code).name


def last_words(log: Path) -> str:
    """The last line that a child wrote."""
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    except OSError:
        lines = []
    return lines[-1] if lines else "it said nothing"


def stop_all(children: list[Child]) -> None:
    """Ask all at once, wait for all, end those that do not listen."""
    for child in children:
        child.ask_to_stop()
    until = time.monotonic() + STOP_SECONDS
    for child in children:
        child.wait(until)


def run_once(words: list[str], environment: dict[str, str]) -> str:
    """Run `python -m` with words to its end; its errors go to our own, its output is returned. Raises Told if it fails."""
    process = subprocess.Popen(
        [sys.executable, "-m", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, **environment, SUPERVISED: "1"},
        start_new_session=True,
        text=True,
    )
    try:
        out = process.stdout.read() if process.stdout else ""
        code = process.wait()
    except BaseException:
        process.terminate()
        process.wait()
        raise
    finally:
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()
    if code:
        raise Told("Bluelamp is not started: the reason stands above.")
    return out
