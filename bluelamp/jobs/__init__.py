"""Background work, and the only package that knows the queue. Other rooms call `jobs.wake(name)` and nothing else."""

from bluelamp.jobs.waking import wake

__all__ = ["wake"]
