"""One clock that tests and drills can hold and push."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from bluelamp.kernel import clock

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def test_the_clock_runs_in_utc() -> None:
    before = datetime.now(UTC)
    assert before <= clock.now() <= datetime.now(UTC)
    assert clock.now().utcoffset() == timedelta(0)


def test_a_held_clock_stands_until_pushed() -> None:
    with clock.frozen(NOON):
        assert clock.now() == clock.now() == NOON
        clock.push(timedelta(hours=72))
        assert clock.now() == NOON + timedelta(hours=72)
    assert clock.now() - datetime.now(UTC) < timedelta(seconds=5)


def test_a_pushed_clock_runs_on_from_there() -> None:
    clock.push(timedelta(days=1))
    try:
        assert timedelta(hours=23) < clock.now() - datetime.now(UTC) <= timedelta(days=1)
    finally:
        clock.push(timedelta(days=-1))


def test_holding_inside_holding_comes_back_to_the_outer_time() -> None:
    with clock.frozen(NOON):
        with clock.frozen(NOON + timedelta(days=1)):
            clock.push(timedelta(days=1))
        assert clock.now() == NOON


def test_a_time_elsewhere_is_the_same_moment() -> None:
    with clock.frozen(NOON.astimezone(timezone(timedelta(hours=5)))):
        assert clock.now() == NOON
        assert clock.now().tzinfo is UTC


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"), clock.frozen(NOON.replace(tzinfo=None)):
        pass
