"""Words, sentences and places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.language.tokens import tokens


def norms(text: str) -> list[str]:
    return [token.norm for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A 16-year-old boy", ["a", "16", "year", "old", "boy"]),
        ("We've nicked him", ["we", "'ve", "nicked", "him"]),
        ("weve dont", ["we", "'ve", "don't"]),
        ("#KnifeCrime #asb", ["knife", "crime", "asb"]),
        ("at 10.30pm, £1,000!", ["at", "10.30pm", "£", "1,000", "!"]),
        ("see https://a.example/x?y=1 now", ["see", "https://a.example/x?y=1", "now"]),
        ("ok 😂", ["ok", "😂"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert norms(text) == expected


def test_sentences_are_kept_apart_but_mr_ends_none() -> None:
    assert [token.sentence for token in tokens("Mr. Lee ran. We ran\nhome! Done\nNow")] == [0, 0, 0, 1, 1, 1, 1, 2, 3]


@given(st.text(max_size=300))
def test_tokens_stand_in_order_inside_the_text(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        end = token.end
