"""What goes wrong, and when: decided by a seed, so that a drill can be run again."""

import random
from dataclasses import dataclass

FAULTS = ("reset_before", "reset_after", "500_before", "500_after", "429", "garbled_after")
"""before/after = before or after the effect. A garbled answer says 200 and cannot be read."""


@dataclass(frozen=True, slots=True)
class Script:
    """`share` of all requests fail, spread evenly over `faults`; `hang_share` more are answered by silence.

    Times in seconds: `retry_after` is what a 429 asks for, `hang` how long a silence lasts, `lag` how long a new post
    stays invisible to a search. The fault of a request depends on its subject and on how often that subject was asked
    before, not on the order in which threads happen to run.
    """

    seed: int = 0
    share: float = 0.0
    hang_share: float = 0.0
    faults: tuple[str, ...] = FAULTS
    retry_after: int = 1
    hang: float = 30.0
    lag: float = 0.0

    def fault(self, subject: str, attempt: int) -> str:
        """The fault of the nth request about a subject, or "" """
        # Not for secrets: the same seed must give the same faults.
        chance = random.Random(f"{self.seed}:{subject}:{attempt}")  # noqa: S311
        roll = chance.random()
        if roll < self.share:
            return chance.choice(self.faults)
        return "hang_after" if roll < self.share + self.hang_share else ""
