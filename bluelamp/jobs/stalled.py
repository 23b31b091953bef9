"""What a killed worker leaves behind: jobs that say `doing` for ever, and the worker's own row."""

from django.db import connection, transaction

from bluelamp.jobs.registry import TURNS
from bluelamp.jobs.waking import wake

SILENT_SECONDS = 25
"""Workers give a sign of life every 5 seconds; whoever was silent this long is dead."""
KEEP_DAYS = 3


def turn() -> None:
    """Wake again what died in the middle, and forget failures that nobody will read any more."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_BURY, [SILENT_SECONDS])
        names = {name for (name,) in cursor.fetchall()}
        cursor.execute(_FORGET, [SILENT_SECONDS, KEEP_DAYS])
        for name in sorted(names & TURNS.keys()):
            wake(name)


_BURY = """
DELETE FROM procrastinate_jobs WHERE id IN (
    SELECT job.id FROM procrastinate_jobs job LEFT JOIN procrastinate_workers worker ON worker.id = job.worker_id
    WHERE job.status = 'doing' AND (worker.id IS NULL OR worker.last_heartbeat < now() - make_interval(secs => %s))
    FOR UPDATE OF job SKIP LOCKED
) RETURNING task_name
"""
_FORGET = """
WITH dead AS (DELETE FROM procrastinate_workers WHERE last_heartbeat < now() - make_interval(secs => %s))
DELETE FROM procrastinate_jobs job WHERE status IN ('failed', 'aborted', 'cancelled') AND NOT EXISTS (
    SELECT 1 FROM procrastinate_events event WHERE event.job_id = job.id AND event.at > now() - make_interval(days => %s)
)
"""
