"""What cannot be seen or said is found; honest emoji and foreign words are left alone."""

import pytest

from bluelamp.language.hidden import decorated, disguised, hidden


@pytest.mark.parametrize(("text", "place"), [("a\u200bb", (1, 2)), ("x\u202e\u2066y", (1, 3)), ("\u2060", (0, 1))])
def test_hidden_runs_are_found(text: str, place: tuple[int, int]) -> None:
    assert [(span.start, span.end) for span in hidden(text)] == [place]


@pytest.mark.parametrize("text", ["👨‍👩‍👧 day", "❤️ you", "1️⃣ first", "🏴󠁧󠁢󠁥󠁮󠁧󠁿 team", "plain", "co\u00adop"])
def test_what_emoji_are_made_of_is_not_hidden(text: str) -> None:
    assert hidden(text) == []


def test_a_joiner_between_letters_is_hidden() -> None:
    assert len(hidden("po\u200dlice")) == 1


@pytest.mark.parametrize("text", ["𝗠𝗶𝘀𝘀𝗶𝗻𝗴 𝗺𝗮𝗻", "ⓗⓔⓛⓟ", "Ｈｅｌｌｏ"])
def test_decorated_words_are_one_run(text: str) -> None:
    assert [span.of(text) for span in decorated(text)] == [text]


@pytest.mark.parametrize("text", ["Siân", "x² and 𝑥 alone", "naïve café", "Ⓜ"])
def test_single_signs_and_accents_are_not_decoration(text: str) -> None:
    assert decorated(text) == []


def test_a_word_of_two_alphabets_is_disguised() -> None:
    text = "our роlice page"
    assert [span.of(text) for span in disguised(text)] == ["роlice"]


@pytest.mark.parametrize("text", ["полиция", "αβγ particles", "Łódź", "10 μm"])
def test_a_word_of_one_alphabet_is_not(text: str) -> None:
    assert disguised(text) == []
