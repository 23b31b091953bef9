"""Cases and protected names are found however people type them, and not where they are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.policy.recognise import one_word, plain, references, stands_in

NAME = "Priya Nandakumar"


@pytest.mark.parametrize(
    "text",
    [
        "Thanks to Priya Nandakumar for coming.",
        "PRIYA NANDAKUMAR!",
        "priya\nnandakumar was there",
        "Priya Nandakumar's evidence",
        "Thank you #PriyaNandakumar",
        "P\u200briya Nandakumar",
        "Рriya Nandakumar",
        "Priya, Nandakumar",
    ],
)
def test_a_name_is_seen_through_case_marks_and_disguise(text: str) -> None:
    assert stands_in(NAME, [plain(text)])


@pytest.mark.parametrize("text", ["Priya was there.", "Nandakumar Street is closed.", "", "Priyanka Nandakumari"])
def test_half_a_name_is_not_the_name(text: str) -> None:
    assert not stands_in(NAME, [plain(text)])


def test_a_single_word_is_only_found_as_a_word() -> None:
    assert one_word("Priya")
    assert stands_in("Priya", [plain("Thanks, Priya!")])
    assert not stands_in("Priya", [plain("Thanks, Priyanka!")])


@pytest.mark.parametrize("nothing", ["", " ", "…", "\u200b"])
def test_an_empty_name_stands_nowhere(nothing: str) -> None:
    assert not stands_in(nothing, [plain("Anything at all.")])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Your letter says 14/20345/26.", ["14/20345/26"]),
        ("Call 101 quoting 212 of 3 May.", ["212 of 3 May"]),
        ("Five arrests in Operation Larkspur.", ["Operation Larkspur"]),
        ("Op Larkspur goes on.", ["Operation Larkspur"]),
        ("#OpLarkspur", ["Operation Larkspur"]),
        ("We are at the library.", []),
        ("The cooperation of everybody helps.", []),
    ],
)
def test_references_are_found(text: str, found: list[str]) -> None:
    assert references(text) == found


@given(st.text(max_size=300))
def test_any_text_can_be_searched(text: str) -> None:
    assert len(references(text)) <= 20
    assert not text or plain(text).startswith(" ")
    stands_in(text[:60], [plain(text)])


@given(before=st.text(max_size=40), after=st.text(max_size=40))
def test_a_name_between_spaces_is_always_found(before: str, after: str) -> None:
    assert stands_in(NAME, [plain(f"{before} {NAME} {after}")])
