"""Disguised letters are seen through, and every place can be found again in the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.language.folding import fold, unleet


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("ра55", "pa55"),  # Cyrillic
        ("𝗠𝗶𝘀𝘀𝗶𝗻𝗴", "Missing"),
        ("ⓗⓔⓛⓟ", "help"),
        ("🅷🅸", "hi"),
        ("ᴘᴏʟɪᴄᴇ", "police"),
        ("sh\u200bi\u00adt", "shit"),
        ("Siân Zoë", "Sian Zoe"),
        ("e\u0301", "e"),
        ("don’t – wait…", "don't - wait..."),
        ("0\ufe0f\u20e37\ufe0f\u20e3", "07"),
        ("ﬁne", "fine"),
        ("plain", "plain"),
    ],
)
def test_folds(written: str, plain: str) -> None:
    assert fold(written).text == plain


def test_places_point_into_the_original() -> None:
    original = "Call\u200b 𝟎𝟳𝟳 nоw"
    folded = fold(original)
    start = folded.text.index("077")
    assert original[slice(*folded.back(start, start + 3))] == "𝟎𝟳𝟳"
    start = folded.text.index("now")
    assert original[slice(*folded.back(start, start + 3))] == "nоw"


def test_a_sign_that_unfolds_to_a_sentence_stays_one_sign() -> None:
    assert len(fold("ﷺ" * 10).text) == 10


@given(st.text(max_size=200))
def test_every_folded_place_lies_in_the_original(text: str) -> None:
    folded = fold(text)
    for at in range(len(folded.text)):
        start, end = folded.back(at, at + 1)
        assert 0 <= start < end <= len(text)


@given(st.text(max_size=100))
def test_unleet_keeps_the_length(text: str) -> None:
    assert len(unleet(text)) == len(text)
