from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.kernel.errors import Refused
from bluelamp.posts.when import Twice, moment

LONDON = "Europe/London"


def test_a_summer_wall_time_is_an_hour_earlier_in_utc() -> None:
    when = moment(date(2026, 5, 4), time(14, 5), LONDON)
    assert when.at == datetime(2026, 5, 4, 13, 5, tzinfo=UTC)
    assert when.wall == "2026-05-04T14:05 Europe/London"


def test_the_hour_that_the_clocks_jump_over_is_refused() -> None:
    with pytest.raises(Refused, match="forward"):
        moment(date(2026, 3, 29), time(1, 30), LONDON)


def test_the_hour_that_comes_twice_is_asked_about() -> None:
    with pytest.raises(Twice):
        moment(date(2026, 10, 25), time(1, 30), LONDON)
    first = moment(date(2026, 10, 25), time(1, 30), LONDON, "first")
    second = moment(date(2026, 10, 25), time(1, 30), LONDON, "second")
    assert second.at - first.at == timedelta(hours=1)
    assert first.at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert first.wall != second.wall


@given(st.datetimes(datetime(2024, 1, 1), datetime(2037, 1, 1)))
def test_a_wall_time_that_is_taken_comes_back_as_it_was_meant(wall: datetime) -> None:
    wall = wall.replace(second=0, microsecond=0)
    try:
        when = moment(wall.date(), wall.time(), LONDON)
    except Refused:
        return
    assert when.at.astimezone(ZoneInfo(LONDON)).replace(tzinfo=None) == wall
    assert when.wall.startswith(f"{wall:%Y-%m-%dT%H:%M}")
