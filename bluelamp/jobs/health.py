"""Is anybody working? For the status page, which must notice when things silently stop going out."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection


@dataclass(frozen=True)
class Health:
    """`heard` is the last sign of life of any worker, `waiting` the turns not begun, `oldest` when the first was asked for,
    `failed` the turns that ended badly within the last hour."""

    heard: datetime | None
    waiting: int
    oldest: datetime | None
    failed: int


def health() -> Health:
    with connection.cursor() as cursor:
        cursor.execute(_HEALTH)
        return Health(*cursor.fetchone())


_HEALTH = """
SELECT (SELECT max(last_heartbeat) FROM procrastinate_workers),
       count(DISTINCT job.id) FILTER (WHERE job.status = 'todo'),
       min(event.at) FILTER (WHERE job.status = 'todo'),
       count(DISTINCT job.id) FILTER (WHERE event.type = 'failed' AND event.at > now() - interval '1 hour')
FROM procrastinate_jobs job LEFT JOIN procrastinate_events event ON event.job_id = job.id
"""
