"""English or Welsh? Sentences are told apart; names, numbers and three words are not guessed at."""

import pytest

from bluelamp.language.lang import guess

ENGLISH = "The road is closed after a crash. Please use the bridge and call us if you saw what happened."
WELSH = "Mae'r ffordd ar gau ar ôl gwrthdrawiad. Ffoniwch ni os gwelsoch chi beth ddigwyddodd yn y dref heddiw."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (WELSH, "cy"),
        (f"{ENGLISH}\n\n{WELSH}", "mixed"),
        ("Diolch am eich help chi i gyd heddiw.", "cy"),
        ("Mi fyddwn ni yn y llyfrgell ddydd Iau rhwng 10 a 12. Dewch i'n gweld ni.", "cy"),
        ("We are at Llanfair library on Thursday with PC Elin Morgan.", "en"),
        ("", ""),
        ("Harby 07700 900123", ""),
        ("😂😂😂", ""),
        ("Siân O'Hara", ""),
    ],
)
def test_guess(text: str, language: str) -> None:
    assert guess(text) == language


def test_an_english_text_about_addresses_is_not_welsh() -> None:
    assert (
        guess("Address, adding, sudden, middle, paddle: the address is in the middle of the town and it is hidden.")
        == "en"
    )
