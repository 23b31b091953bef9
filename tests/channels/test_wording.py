"""The words as a channel shows them: never over the limit, the address always whole."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.adapters.contract import Unit
from bluelamp.adapters.drill.adapter import KEYED
from bluelamp.channels.wording import BREAK, CUT, fitted, room
from bluelamp.kernel.text import length

LINK = "https://police.example/site/northmere/harby/2026/05/abc/"
SHORT = replace(KEYED, text_limit=120, text_unit="graphemes")
LONG = replace(KEYED, text_limit=None)


def test_the_address_stands_after_the_words() -> None:
    assert fitted("The library is open.", LINK, SHORT) == f"The library is open.{BREAK}{LINK}"


def test_without_a_limit_the_words_stand_alone() -> None:
    assert fitted("word " * 500, LINK, LONG) == "word " * 500
    assert room(LINK, LONG) is None


def test_too_long_is_cut_at_a_word_with_a_sign() -> None:
    text = "We have opened the bridge again, and the road past the mill stays closed until Friday evening."
    shown = fitted(text, LINK, SHORT)
    words, _, link = shown.partition(BREAK)
    assert link == LINK
    assert words.endswith(CUT)
    assert text.startswith(words.removesuffix(CUT))
    assert text[len(words) - 1] in " ,"


def test_without_an_address_nothing_is_cut() -> None:
    assert fitted("word " * 100, "", SHORT) == "word " * 100


@given(
    text=st.text(min_size=1, max_size=300),
    unit=st.sampled_from(["graphemes", "utf16", "characters"]),
    limit=st.integers(70, 200),
)
def test_it_always_fits_and_always_ends_with_the_whole_address(text: str, unit: Unit, limit: int) -> None:
    able = replace(KEYED, text_limit=limit, text_unit=unit)
    shown = fitted(text, LINK, able)
    assert shown.endswith(BREAK + LINK)
    # Two graphemes may melt into one where they meet, so a count by graphemes may be lower, never higher.
    assert length(shown, unit) <= limit


@pytest.mark.parametrize("unit", ["graphemes", "utf16", "characters"])
def test_one_endless_word_is_cut_too(unit: Unit) -> None:
    shown = fitted("a" * 500, LINK, replace(SHORT, text_unit=unit))
    assert length(shown, unit) == 120
    assert shown.startswith("aaa")
