"""The only upward whisper: "look at this soon". It may be lost without harm, as a sweep comes by anyway."""

import logging

from django.db import Error, connection, transaction
from procrastinate import exceptions
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from bluelamp.jobs.registry import TURNS, URGENT

log = logging.getLogger(__name__)
_manager = JobManager(DjangoConnector())


def wake(name: str, *, urgent: bool = False) -> None:
    """Ask for a turn called `name`, in the caller's transaction: rolled back with it, seen by workers once it commits.

    `urgent` takes the urgent lane. Never raises for a wake-up that is lost, and leaves the caller's transaction usable.
    """
    turn = TURNS.get(name)
    if turn is None:
        log.error("nobody registered a turn called %s", name)
        return
    queue = URGENT if urgent else turn.queue
    joined = connection.in_atomic_block
    try:
        with transaction.atomic():
            configure_task(
                name=name, job_manager=_manager, queue=queue, queueing_lock=_once(name, queue, joined)
            ).defer()
    except exceptions.AlreadyEnqueued:
        log.debug("%s is awake already", name)
    except (Error, exceptions.ProcrastinateException):
        log.warning("a wake-up for %s was lost", name, exc_info=True)


def _once(name: str, queue: str, joined: bool) -> str:
    """The lock under which equal wake-ups collapse.

    Within a transaction that we joined that is one per transaction, not one per name: a job of another transaction may
    start before ours commits and so miss our change, and waiting for that other transaction could deadlock. The worker
    folds what is left when it starts a turn.
    """
    if not joined:
        return f"{name}@{queue}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text")
        return f"{name}@{queue}/{cursor.fetchone()[0]}"
