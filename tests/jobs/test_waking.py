from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from bluelamp.jobs import registry, wake

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _turns(own_turns: None) -> None:
    registry.register("a.turn", lambda: None, "publish", 5)
    registry.register("b.turn", lambda: None, "bulk", 5)


def waiting() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, queue_name FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id")
        return list(cursor.fetchall())


def test_a_wake_up_lies_in_the_lane_of_its_turn() -> None:
    wake("a.turn")
    wake("b.turn")
    assert waiting() == [("a.turn", "publish"), ("b.turn", "bulk")]


def test_what_is_rolled_back_wakes_nobody() -> None:
    with pytest.raises(LookupError), transaction.atomic():
        wake("a.turn")
        assert waiting()
        raise LookupError
    assert waiting() == []


def test_twice_is_once_within_a_transaction() -> None:
    with transaction.atomic():
        wake("a.turn")
        with transaction.atomic():
            wake("a.turn")
        wake("b.turn")
    assert waiting() == [("a.turn", "publish"), ("b.turn", "bulk")]


def test_twice_is_once_outside_any_transaction() -> None:
    wake("a.turn")
    wake("a.turn")
    assert waiting() == [("a.turn", "publish")]


def test_each_transaction_has_a_wake_up_of_its_own() -> None:
    """A job that waits already may start before this transaction commits, and then would not see its change."""
    wake("a.turn")
    with transaction.atomic():
        wake("a.turn")
    assert len(waiting()) == 2


def test_two_transactions_that_wake_in_opposite_order_do_not_wait_for_each_other() -> None:
    def other() -> None:
        try:
            with transaction.atomic():
                wake("b.turn")
                wake("a.turn")
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        wake("a.turn")
        pool.submit(other).result(timeout=10)
        wake("b.turn")
    assert sorted(waiting()) == [("a.turn", "publish")] * 2 + [("b.turn", "bulk")] * 2


def test_urgent_has_a_lane_of_its_own_and_does_not_hide_behind_the_other() -> None:
    wake("a.turn")
    wake("a.turn", urgent=True)
    assert waiting() == [("a.turn", "publish"), ("a.turn", "urgent")]


def test_the_caller_goes_on_after_a_collapsed_wake_up() -> None:
    with transaction.atomic():
        wake("a.turn")
        wake("a.turn")
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            assert cursor.fetchone() == (1,)


def test_a_lost_wake_up_is_no_trouble(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE procrastinate_jobs RENAME TO elsewhere")
    try:
        with transaction.atomic():
            wake("a.turn")
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        assert "was lost" in caplog.text
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE elsewhere RENAME TO procrastinate_jobs")


def test_a_name_that_nobody_registered_is_logged_and_no_more(caplog: pytest.LogCaptureFixture) -> None:
    wake("no.such")
    assert waiting() == []
    assert "no.such" in caplog.text


def test_a_lane_must_exist() -> None:
    with pytest.raises(ValueError, match="no lane is called fast"):
        registry.register("c.turn", lambda: None, "fast", 5)
