"""One turn, as the worker runs it in a thread of its own."""

import logging
import threading
import time
from collections import Counter

from django.db import connection, connections

from bluelamp.jobs.registry import TURNS, URGENT
from bluelamp.jobs.waking import wake

FAIR_SECONDS = 20.0
"""A turn that still has more to do after this goes to the end of its lane."""

stopping = threading.Event()
running: Counter[str] = Counter()
log = logging.getLogger(__name__)


def run(name: str, queue: str) -> None:
    """Fold the equal wake-ups that wait, then call the turn until it has nothing more, its time is up, or we must stop.

    What a turn raises is for the queue to record; connections go back to the pool in any case.
    """
    running[name] += 1
    began = time.monotonic()
    try:
        fold(name, queue)
        while TURNS[name].call() and not stopping.is_set():
            if time.monotonic() - began > FAIR_SECONDS:
                wake(name, urgent=queue == URGENT)
                break
    finally:
        running[name] -= 1
        connections.close_all()


def fold(name: str, queue: str) -> None:
    """Drop the waiting wake-ups of this turn: their changes are committed, so the turn about to start sees them all."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE id IN (SELECT id FROM procrastinate_jobs"
            " WHERE status = 'todo' AND task_name = %s AND queue_name = %s FOR UPDATE SKIP LOCKED)",
            [name, queue],
        )
