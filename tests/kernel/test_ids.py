"""Ids that sort by the time they were made."""

import time
import uuid

from hypothesis import given
from hypothesis import strategies as st

from bluelamp.kernel import ids


def test_an_id_is_a_version_7_uuid_of_this_millisecond() -> None:
    before = time.time_ns() // 1_000_000
    made = ids.new_id()
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert before <= made.int >> 80 <= time.time_ns() // 1_000_000


def test_ids_of_later_milliseconds_sort_later() -> None:
    first = ids.new_id()
    while time.time_ns() // 1_000_000 <= first.int >> 80:
        pass
    assert first < ids.new_id()


def test_ten_thousand_ids_differ() -> None:
    assert len({ids.new_id() for _ in range(10_000)}) == 10_000


@given(st.uuids(), st.uuids())
def test_short_names_speak_the_random_tail(one: uuid.UUID, other: uuid.UUID) -> None:
    same_tail = (one.int ^ other.int) & ((1 << 50) - 1) == 0
    assert (ids.short(one) == ids.short(other)) == same_tail
    assert len(ids.short(one)) == 10
    assert not set(ids.short(one)) & set("ilou")
