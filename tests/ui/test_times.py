from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.kernel import clock
from bluelamp.ui import times

MAY = datetime(2026, 5, 4, 13, 5, tzinfo=UTC)


def test_when_is_local_and_short() -> None:
    with clock.frozen(MAY):
        assert times.when(MAY) == "Mon 4 May, 14:05"


def test_when_names_the_year_of_another_year() -> None:
    with clock.frozen(MAY + timedelta(days=365)):
        assert times.when(MAY) == "Mon 4 May 2026, 14:05"


def test_the_year_that_counts_is_the_local_one() -> None:
    """Half past midnight on 1 January in London is another year than the evening before."""
    with clock.frozen(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)):
        assert times.when(datetime(2025, 12, 31, 23, 59, tzinfo=UTC)) == "Wed 31 Dec 2025, 23:59"


def test_when_speaks_welsh() -> None:
    with clock.frozen(MAY), translation.override("cy"):
        assert times.when(MAY).startswith("Llu 4 Mai")


def test_no_time_no_words() -> None:
    assert times.when(None) == "" == times.clock_time(None)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "1 min"),
        (59, "1 min"),
        (12 * 60, "12 min"),
        (3600, "1 h"),
        (2 * 3600 + 600, "2 h 10 min"),
        (26 * 3600 + 59, "26 h"),
        (72 * 3600, "3 days"),
    ],
)
def test_span(seconds: int, words: str) -> None:
    assert times.span(timedelta(seconds=seconds)) == words


@given(st.timedeltas(min_value=timedelta(days=-400), max_value=timedelta(days=400)))
def test_span_is_never_longer_than_what_it_says_nor_shorter_by_a_day(length: timedelta) -> None:
    figures = {"min": 1, "h": 60, "days": 1440}
    words = times.span(length).split()
    minutes = sum(int(number) * figures[unit] for number, unit in zip(words[::2], words[1::2], strict=True))
    exact = max(timedelta(minutes=1), abs(length))
    assert timedelta(0) <= exact - timedelta(minutes=minutes) < timedelta(days=1)


def test_clocks_in_words() -> None:
    with clock.frozen(MAY):
        assert times.waiting(MAY - timedelta(minutes=12)) == "waiting 12 min"
        assert times.left(MAY + timedelta(hours=2)) == "2 h left"
        assert times.left(MAY - timedelta(minutes=35)) == "35 min late"
