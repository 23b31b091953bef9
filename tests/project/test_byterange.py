import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.project import byterange


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-4", (0, 4)), ("bytes=5-", (5, 9)), ("bytes=-3", (7, 9)), ("bytes=0-99", (0, 9)), ("bytes=-99", (0, 9)),
        ("bytes=10-", None), ("bytes=5-4", None), ("bytes=-0", None), ("bytes=-", None), ("bytes=0-1,3-4", None),
        ("lines=0-4", None), ("", None), ("bytes=٣-", None),
    ],
)  # fmt: skip
def test_which_part_is_meant(asked: str, part: byterange.Part | None) -> None:
    assert byterange.asked({"HTTP_RANGE": asked}, 10, '"a"') == part


def test_a_part_of_an_older_file_is_answered_with_the_whole() -> None:
    assert byterange.asked({"HTTP_RANGE": "bytes=0-4", "HTTP_IF_RANGE": '"b"'}, 10, '"a"') is None
    assert byterange.asked({"HTTP_RANGE": "bytes=0-4", "HTTP_IF_RANGE": '"a"'}, 10, '"a"') == (0, 4)


@given(st.binary(min_size=1, max_size=300), st.integers(0, 400), st.integers(0, 400))
def test_exactly_that_part_is_read(data: bytes, first: int, last: int) -> None:
    part = byterange.asked({"HTTP_RANGE": f"bytes={first}-{last}"}, len(data), "")
    if part:
        assert b"".join(byterange.read(io.BytesIO(data), part)) == data[first : last + 1]
        assert dict(byterange.headers(part, len(data)))["Content-Length"] == str(len(data[first : last + 1]))
