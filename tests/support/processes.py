"""Asking about processes that are not our children."""

import psutil


def alive(number: int) -> bool:
    """A process of that number runs; one that has ended and waits to be buried does not."""
    try:
        return bool(psutil.Process(number).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
