"""What can run by itself. The project registers each turn once at start-up, before anything is woken."""

from collections.abc import Callable
from dataclasses import dataclass

URGENT = "urgent"
LANES = {URGENT: 2, "publish": 2, "collect": 2, "bulk": 1}
"""Queue -> how many turns may run side by side. Each lane has workers of its own, so urgent never waits behind bulk."""


@dataclass(frozen=True)
class Turn:
    """`call` does a piece of work and says True when there is more; `every` is the seconds between sweeps."""

    call: Callable[[], bool | None]
    queue: str
    every: float


TURNS: dict[str, Turn] = {}


def register(name: str, call: Callable[[], bool | None], queue: str, every: float) -> None:
    """Make `name` known to `wake` and to the worker. Raises ValueError for a lane that does not exist."""
    if queue not in LANES:
        raise ValueError(f"no lane is called {queue}; there are {', '.join(LANES)}")
    TURNS[name] = Turn(call, queue, every)
