"""Words counted as networks count them, and made plain without losing what people wrote."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.kernel import text
from bluelamp.kernel.errors import Refused

OFFICER = "\U0001f46e\U0001f3fd\u200d♀️"
WALES = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
anything = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)


@pytest.mark.parametrize(
    ("words", "graphemes", "utf16", "characters"),
    [
        ("", 0, 0, 0),
        ("Have you seen Elsie?", 20, 20, 20),
        ("one\r\ntwo", 7, 8, 8),
        ("e\u0301", 1, 2, 2),
        (OFFICER, 1, 7, 5),
        (WALES, 1, 14, 7),
        ("\U0001f46e!", 2, 3, 2),
        ("\ud83d", 1, 1, 1),
    ],
)
def test_length_in_each_unit(words: str, graphemes: int, utf16: int, characters: int) -> None:
    counted = text.length(words), text.length(words, "utf16"), text.length(words, "characters")
    assert counted == (graphemes, utf16, characters)


@given(anything)
def test_no_unit_counts_more_than_utf16_and_none_less_than_graphemes(words: str) -> None:
    assert text.length(words) <= text.length(words, "characters") <= text.length(words, "utf16")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Come and meet us. \r\n\r\nSaturday, 10:00.  \n", "Come and meet us.\n\nSaturday, 10:00."),
        ("Cafe\u0301", "Café"),
        ("pay\u202eexe.pdf", "payexe.pdf"),
        ("\u2066left\u2069 right", "left right"),
        ("a\x00b\ud800c\x07d", "abcd"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("line\u2028line", "line\nline"),
        (f"{OFFICER} {WALES}", f"{OFFICER} {WALES}"),
        ("hid\U000e0068\U000e0069den", "hidden"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("tab\tstays", "tab\tstays"),
        ("<script>&amp;</script>", "<script>&amp;</script>"),
    ],
)
def test_plain_keeps_words_and_drops_tricks(typed: str, kept: str) -> None:
    assert text.plain(typed) == kept


@given(anything)
def test_plain_text_is_settled_and_can_be_stored(words: str) -> None:
    made = text.plain(words)
    assert text.plain(made) == made == unicodedata.normalize("NFC", made) == made.strip()
    assert "\r" not in made and "\0" not in made
    assert json.loads(json.dumps(made.encode().decode())) == made


@given(anything)
def test_storable_touches_nothing_else(words: str) -> None:
    kept = text.storable(words)
    kept.encode()
    assert kept == "".join(sign for sign in words if sign != "\0" and not 0xD800 <= ord(sign) <= 0xDFFF)


@pytest.mark.parametrize("typed", ["", "   \n ", "\u200b", "\x00"])
def test_no_words_is_said_kindly(typed: str) -> None:
    with pytest.raises(text.Empty, match="Write something first"):
        text.clean(typed, 10)


def test_too_long_says_by_how_much() -> None:
    assert text.clean(OFFICER * 10, 10) == OFFICER * 10
    with pytest.raises(text.TooLong) as told:
        text.clean("a" * 13, 10)
    assert (told.value.length, told.value.limit) == (13, 10)
    assert str(told.value) == "This is 13 characters and only 10 fit. Take out at least 3."
    assert isinstance(told.value, Refused)


def test_a_heap_of_accents_is_one_letter_but_still_too_long() -> None:
    heap = "a" + "\u0316" * 5000
    assert text.length(heap) == 1
    with pytest.raises(text.TooLong):
        text.clean(heap, 100)


def test_paragraphs_are_the_parts_between_blank_lines() -> None:
    assert text.paragraphs("One\nstill one\r\n \r\n\n Two \n\n\n") == ["One\nstill one", "Two"]
    assert text.paragraphs(" \n") == []


def test_opening_cuts_at_a_word() -> None:
    assert text.opening("Short") == "Short"
    assert text.opening("Have you seen Elsie\nfrom Harby?", 18) == "Have you seen…"
    assert text.opening("Have you seen Elsie, from Harby?", 21) == "Have you seen Elsie…"
    assert text.opening("x" * 30, 10) == "x" * 9 + "…"


@given(anything, st.integers(2, 20))
def test_an_opening_is_one_line_that_fits(words: str, limit: int) -> None:
    made = text.opening(words, limit)
    assert text.length(made) <= limit
    assert made.splitlines() in ([], [made])
