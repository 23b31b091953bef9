import re
from itertools import pairwise

from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.ui.marks import marked, merged

SPANS = st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)), max_size=6)


def test_words_are_marked_and_the_rest_is_escaped() -> None:
    assert marked("a <b> & c", [(2, 5)]) == "a <mark>&lt;b&gt;</mark> &amp; c"


def test_code_points_not_bytes() -> None:
    assert marked("🚓 car", [(2, 5)]) == "🚓 <mark>car</mark>"


@given(st.text(max_size=50), SPANS)
def test_taking_the_marks_away_gives_the_text_back(text: str, spans: list[tuple[int, int]]) -> None:
    assert re.sub("</?mark>", "", marked(text, spans)) == escape(text)


@given(st.integers(0, 50), SPANS)
def test_merged_covers_the_same_points_without_touching(length: int, spans: list[tuple[int, int]]) -> None:
    found = merged(spans, length)
    wanted = {at for start, end in spans for at in range(max(0, start), min(end, length))}
    assert {at for start, end in found for at in range(start, end)} == wanted
    assert all(one[1] < two[0] for one, two in pairwise(found))
