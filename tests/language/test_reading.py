"""Reading age: plain words score young, officialese old, and too little text says nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.language.reading import level, syllables

PLAIN = "The road is shut. A tree fell on it in the wind. We hope to open it by noon. Please go round by the mill. Thank you."
HEAVY = (
    "Notwithstanding the aforementioned considerations, operational commanders subsequently authorised proportionate dispersal"
    " arrangements in accordance with the relevant anti-social behaviour legislation throughout the designated locality."
)


def test_plain_words_are_for_the_young_and_officialese_is_not() -> None:
    assert level(PLAIN).age < 9
    assert level(HEAVY).age > 20


def test_long_sentences_make_it_harder() -> None:
    assert level(PLAIN.replace(".", " and")).age > level(PLAIN).age


@pytest.mark.parametrize("text", ["", "Closed.", "😂 #a https://a.example 12", "Thank you all for your help today"])
def test_too_little_says_nothing(text: str) -> None:
    assert level(text).age == 0


@pytest.mark.parametrize(
    ("word", "count"),
    [("cat", 1), ("table", 2), ("closed", 1), ("wanted", 2), ("community", 4), ("the", 1), ("rhythm", 1)],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


@given(st.text(max_size=300))
def test_any_text_has_a_level(text: str) -> None:
    assert level(text).age >= 0
