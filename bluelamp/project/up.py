"""`bluelamp up`: database, web and worker in one foreground process, until Ctrl-C."""

import argparse
import json
import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from bluelamp.kernel.errors import Told
from bluelamp.project import env, home, listen, postgres
from bluelamp.project.supervise import Child, last_words, run_once, stop_all

READY_SECONDS = 90.0
LOOK_SECONDS = 0.25
ROOM_SECONDS = 30.0


def main(argv: list[str]) -> int:
    words = argparse.ArgumentParser(prog="bluelamp up", description=__doc__)
    words.add_argument("--demo", action="store_true", help="load the demonstration forces into an empty database")
    demo = words.parse_args(argv).demo or env.flag("BLUELAMP_DEMO")
    _end_on(signal.SIGINT, signal.SIGTERM)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup was asked for
        _end_on(signal.SIGHUP)
    folder = home.prepare(env.home())
    with (
        home.claim(folder),
        listen.open_door(env.text("BLUELAMP_HOST", "127.0.0.1"), env.number("BLUELAMP_PORT", 8000)) as door,
    ):
        try:
            return _run(folder, door, demo)
        except KeyboardInterrupt:
            postgres.release()
            _say("Stopped.")
            return 0


def _run(folder: Path, door: socket.socket, demo: bool) -> int:
    _say(f"Data folder: {folder}")
    _say("Starting the database")
    environment = {
        "DATABASE_URL": postgres.ensure(),
        "BLUELAMP_HOME": str(folder),
        "BLUELAMP_PORT": str(door.getsockname()[1]),
        "BLUELAMP_DEMO": "1" if demo else "",
    }
    signins = json.loads(run_once(["bluelamp.project.prepare"], environment))
    children = _children(folder, door, environment)
    try:
        _say("Starting web and worker")
        for child in children:
            child.start()
        _record(folder, door, children)
        _wait_until_ready(listen.address(door), children)
        _say(f"Ready: {env.text('BLUELAMP_URL') or listen.address(door)}")
        for line in signins:
            _say(f"  {line}")
        _say("Press Ctrl-C to stop.")
        _watch(children, lambda: _record(folder, door, children), folder)
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        _say("Stopping")
        stop_all(children)
        (folder / "running.json").unlink(missing_ok=True)
    return 0


def _children(folder: Path, door: socket.socket, environment: dict[str, str]) -> list[Child]:
    handed = {**environment, listen.HANDED: str(door.fileno())}
    return [
        Child("web", ["serve"], folder / "log" / "web.log", handed, files=(door.fileno(),)),
        Child("worker", ["work"], folder / "log" / "worker.log", environment),
    ]


def _wait_until_ready(address: str, children: list[Child]) -> None:
    """Until the web answers and both live. A child that dies while starting will not do better: Told, with its last words."""
    until = time.monotonic() + READY_SECONDS
    while not _answers(address):
        for child in children:
            if not child.alive():
                raise Told(f"The {child.name} did not start: {last_words(child.log)} (all of it: {child.log})")
        if time.monotonic() > until:
            raise Told(f"The web did not answer within {READY_SECONDS:g} s; its words are in {children[0].log}.")
        time.sleep(LOOK_SECONDS)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/-/alive", timeout=2) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _watch(children: list[Child], changed: Callable[[], None], folder: Path) -> None:
    """Look after database, children and disk for ever."""
    next_room = 0.0
    while True:
        for child in children:
            if word := child.tend():
                changed()
                _say(word)
        if word := postgres.revive():
            _say(word)
        if time.monotonic() > next_room:
            next_room = time.monotonic() + ROOM_SECONDS
            if (free := home.free_mb(folder)) < home.GOING_MB:
                _say(f"Only {free} MB are free on the disk with {folder}. Make room soon.")
        time.sleep(LOOK_SECONDS)


def _record(folder: Path, door: socket.socket, children: list[Child]) -> None:
    """Who runs here, for measuring and drills."""
    pids = {child.name: child.process.pid for child in children if child.process}
    facts = {"address": listen.address(door), "pids": {"up": os.getpid(), **pids}}
    draft = folder / ".running.json"
    draft.write_text(json.dumps(facts), encoding="utf-8")
    draft.replace(folder / "running.json")


def _end_on(*numbers: signal.Signals) -> None:
    for number in numbers:
        signal.signal(number, _interrupt)


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
