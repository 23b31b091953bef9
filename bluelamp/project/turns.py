"""Everything that runs by itself, in one list: `a.b` is bluelamp/a/b.py, whose `turn()` the worker calls."""

from dataclasses import dataclass
from functools import partial

from django.utils.module_loading import import_string

from bluelamp.jobs.registry import register
from bluelamp.project import env


@dataclass(frozen=True)
class Sweep:
    """The lane, and the seconds between two looks when nobody wakes it."""

    lane: str
    every: float


COLLECT_SECONDS = env.number("BLUELAMP_COLLECT_SECONDS", 20 if env.flag("BLUELAMP_DEMO") else 60)
TURNS = {
    "publishing.release": Sweep("publish", 5),
    "publishing.send": Sweep("publish", 5),
    "inbox.collect": Sweep("collect", COLLECT_SECONDS),
    "publicsite.build": Sweep("bulk", 60),
    "policy.following": Sweep("bulk", 300),
    "audit.checkpoint": Sweep("bulk", 60),
    "project.tidy": Sweep("bulk", 24 * 3600),
    "jobs.stalled": Sweep("urgent", 10),
}
"""The names are those that `jobs.wake` takes."""


def ready(app: object) -> None:
    """Called by Django once its rooms are loaded, in every process: those that wake and those that work."""
    for name, sweep in TURNS.items():
        register(name, partial(_turn, name), sweep.lane, sweep.every)


def _turn(name: str) -> bool | None:
    """Turns are loaded when they first run: a web process, which only wakes them, need not carry them."""
    more: bool | None = import_string(f"bluelamp.{name}.turn")()
    return more
