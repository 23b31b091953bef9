"""The two questions that every claim asks, in SQL: which delivery is next, and may its words leave now.

They are asked for every step of every delivery, and building them from objects would cost more than answering them.
What stops words is written once here for both; `stops` says the same in sentences, for people.
"""

from uuid import UUID

from django.db import connection

from bluelamp.kernel import clock
from bluelamp.posts.models import Post, Version

_STOPPED_PEOPLE = """
WITH stopped AS MATERIALIZED (
    SELECT id FROM forces_member WHERE left_at IS NOT NULL
    UNION SELECT member_id FROM forces_suspension WHERE lifted_at IS NULL
)"""

_STOPPED = """(
    p.state <> 'approved' OR p.approved_id <> v.id
    OR p.author_id IN (SELECT id FROM stopped) OR v.by_id IN (SELECT id FROM stopped)
    OR v.id IN (
        SELECT r.version_id FROM review_decision r JOIN stopped ON stopped.id = r.by_id
        WHERE r.approved AND r.void_at IS NULL
    )
    OR EXISTS (
        SELECT 1 FROM forces_hold h
        WHERE h.force_id = v.force_id AND h.lifted_at IS NULL AND (h.area_id IS NULL OR h.area_id = p.area_id)
        AND NOT h.exempt @> (v.frozen -> 'kind')
    )
)"""

_NEXT = f"""{_STOPPED_PEOPLE}
SELECT d.id FROM publishing_delivery d
JOIN channels_channel c ON c.id = d.channel_id
JOIN posts_post p ON p.id = d.post_id
LEFT JOIN posts_version v ON v.id = d.wanted_id
WHERE d.condition = 'in_flight' AND d.claim_until < clock_timestamp()
OR d.condition IN ('ready', 'unsure')
    AND (d.not_before IS NULL OR d.not_before <= %(now)s)
    AND c.state = 'connected' AND (c.gate IS NULL OR c.gate <= %(now)s)
    AND (
        d.condition = 'unsure'
        OR (d.wanted_id IS DISTINCT FROM d.actual_id OR d.trying_id IS NOT NULL AND d.actual_id IS NOT NULL)
        AND (d.wanted_id IS NULL OR NOT {_STOPPED})
    )
ORDER BY
    CASE WHEN d.condition = 'in_flight' THEN 0 WHEN d.wanted_id IS NULL THEN 1 WHEN p.kind = ANY(%(urgent)s) THEN 2 ELSE 3 END,
    d.created_at
LIMIT 1 FOR NO KEY UPDATE OF d SKIP LOCKED
"""  # noqa: S608  (made of constants alone)

_PEOPLE = """
SELECT id FROM forces_member WHERE id IN (
    SELECT author_id FROM posts_post WHERE id = %(post)s
    UNION SELECT by_id FROM posts_version WHERE id = %(version)s
    UNION SELECT by_id FROM review_decision WHERE version_id = %(version)s AND approved AND void_at IS NULL
) ORDER BY id FOR SHARE
"""
_FORCE = "SELECT 1 FROM forces_force WHERE id = %(force)s FOR SHARE"
_MAY_LEAVE = f"""{_STOPPED_PEOPLE}
SELECT NOT {_STOPPED} FROM posts_version v JOIN posts_post p ON p.id = v.post_id WHERE v.id = %(version)s
"""  # noqa: S608  (made of constants alone)

URGENT = ["warning", "appeal_missing"]
"""Kinds that overtake everything but retractions."""


def next_delivery() -> UUID | None:
    """The next delivery that somebody has to work on, locked until the transaction ends; None = nothing to do now.

    Claims that ran out come first, then what must go, then urgent words, then the others, old before new. Rows that
    somebody else has locked are passed by.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, {"now": clock.now(), "urgent": URGENT})
        row = cursor.fetchone()
    return row[0] if row else None


def may_leave(post: Post, version: Version) -> bool:
    """Whether these words may leave now, and nobody can stop them before our transaction commits.

    The rows of the people behind the version are held FOR SHARE, then the force's: whoever stops somebody changes the
    first, whoever pauses publishing locks the second; so they wait for us, or we for them. Only then do we ask.
    """
    names = {"post": post.pk, "version": version.pk, "force": post.force_id}
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, names)
        cursor.execute(_FORCE, names)
        cursor.execute(_MAY_LEAVE, names)
        row = cursor.fetchone()
    return bool(row and row[0])
