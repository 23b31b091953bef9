"""How long things may take. Drills and tests pass a quicker one; everybody else uses PACE."""

from dataclasses import dataclass
from datetime import timedelta

from bluelamp.channels.account import DEADLINE


@dataclass(frozen=True, slots=True)
class Pace:
    """`lease`: how long a claim holds without an answer, at least three deadlines, so that a worker that was only
    slow has given up long before another looks. `attempts`: doubts about one delivery before a person is asked.
    `steps`: how many steps one turn takes before it lets others in."""

    lease: timedelta = timedelta(seconds=3 * DEADLINE)
    deadline: float = DEADLINE
    attempts: int = 6
    steps: int = 40

    def __post_init__(self) -> None:
        if self.lease.total_seconds() < 3 * self.deadline:
            raise ValueError("a claim must last at least three times as long as a call")


PACE = Pace()


def back_off(attempts: int) -> timedelta:
    """Pause before the next try after so many in a row without a clear answer: none, then 2, 4, 8 ... 300 s."""
    return timedelta(seconds=0 if attempts < 2 else min(2 ** (attempts - 1), 300))
