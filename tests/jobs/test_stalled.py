import pytest
from django.db import connection

from bluelamp.jobs import registry, stalled
from bluelamp.jobs.health import health

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _turns(own_turns: None) -> None:
    # What tests before this one asked for is not of this one.
    sql("DELETE FROM procrastinate_jobs")
    sql("DELETE FROM procrastinate_workers")
    registry.register("a.turn", lambda: None, "publish", 5)


def sql(words: str, *values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(words, values)
        return list(cursor.fetchall()) if cursor.description else []


def worker(silent: int) -> object:
    """A worker whose last sign of life is `silent` seconds old."""
    return sql(
        "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s)) RETURNING id",
        silent,
    )[0][0]


def doing(of: object, name: str = "a.turn") -> object:
    return sql(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, status, worker_id) VALUES ('publish', %s, 'doing', %s)"
        " RETURNING id",
        name,
        of,
    )[0][0]


def jobs() -> list[tuple[object, ...]]:
    return sql("SELECT task_name, status::text FROM procrastinate_jobs ORDER BY id")


def test_what_a_dead_worker_held_is_asked_for_again() -> None:
    dead = worker(silent=stalled.SILENT_SECONDS + 5)
    doing(dead)
    doing(dead)
    stalled.turn()
    assert jobs() == [("a.turn", "todo")]
    assert sql("SELECT id FROM procrastinate_workers") == []


def test_what_a_forgotten_worker_held_is_asked_for_again() -> None:
    doing(None)
    stalled.turn()
    assert jobs() == [("a.turn", "todo")]


def test_what_a_living_worker_holds_is_left_alone() -> None:
    doing(worker(silent=stalled.SILENT_SECONDS - 5))
    stalled.turn()
    assert jobs() == [("a.turn", "doing")]
    assert len(sql("SELECT id FROM procrastinate_workers")) == 1


def test_a_turn_that_this_edition_does_not_know_is_dropped() -> None:
    doing(None, "from.yesterday")
    stalled.turn()
    assert jobs() == []


def failed(days: int) -> None:
    job = doing(None)
    sql("UPDATE procrastinate_jobs SET status = 'failed' WHERE id = %s", job)
    sql("UPDATE procrastinate_events SET at = now() - make_interval(days => %s) WHERE job_id = %s", days, job)


def test_failures_are_kept_for_some_days_and_then_forgotten() -> None:
    failed(days=stalled.KEEP_DAYS + 1)
    failed(days=stalled.KEEP_DAYS - 1)
    stalled.turn()
    assert jobs() == [("a.turn", "failed")]


def test_health_says_who_lives_what_waits_and_what_failed() -> None:
    assert (health().heard, health().waiting, health().oldest, health().failed) == (None, 0, None, 0)
    worker(silent=1)
    sql("INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('publish', 'a.turn')")
    failed(days=0)
    failed(days=1)
    now = health()
    assert now.heard is not None
    assert now.oldest is not None
    assert (now.waiting, now.failed) == (1, 1)
