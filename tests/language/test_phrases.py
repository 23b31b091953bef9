"""The phrase language: what it finds, what it refuses, and that no phrase can take long."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.language.matching import Phrases, read_lists
from bluelamp.language.parts import PhraseError
from bluelamp.language.phrases import parse
from bluelamp.language.text import Text

LISTS = read_lists(
    {
        "offenders": ["burglar", "drug dealer*"],
        "arrested": ["nicked", "in custody"],
        "both": ["{offenders}", "{arrested}"],
    }
)


def found(phrase: str, text: str) -> list[str]:
    read = Text(text)
    return [text[slice(*read.span(*place))] for place in Phrases.read([phrase], LISTS).places(read)]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("arrested for", "He was ARRESTED  for it", ["ARRESTED  for"]),
        ("burgl*", "Burglary and burglars", ["Burglary", "burglars"]),
        ("[he/she] ran", "She ran, it ran", ["She ran"]),
        ("has (been) charged", "has charged, has been charged", ["has charged", "has been charged"]),
        ("has (been/now) charged", "has now charged", ["has now charged"]),
        ("{offenders} ~ nicked", "Two drug dealers were all nicked", ["drug dealers were all nicked"]),
        ("{both}", "in custody", ["in custody"]),
        ("# year old", "a 34-year-old, ten year old", ["34-year-old", "ten year old"]),
        ("#10-17 year old", "34 year old, 16 year old", ["16 year old"]),
        ("<person> of <street>", "Darren Holt of Mill Street", ["Darren Holt of Mill Street"]),
        ("we've nicked", "We’ve nicked, weve nicked", ["We’ve nicked", "weve nicked"]),
        ("monitored 24/7", "it is monitored 24/7", ["monitored 24/7"]),
        ("arrested", "ar\u200brested", ["ar\u200brested"]),
    ],
)
def test_finds(phrase: str, text: str, expected: list[str]) -> None:
    assert found(phrase, text) == expected


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("he ran", "Not he. Ran off"),
        ("he ~2 ran", "he got up and then ran"),
        ("arrested", "unarrested"),
        ("#10-17 year old", "18 year old"),
        ("<phone>", "Call 101 or 0800 555 111"),
    ],
)
def test_does_not_find(phrase: str, text: str) -> None:
    assert found(phrase, text) == []


@pytest.mark.parametrize(
    ("phrase", "hint"),
    [
        ("", "empty"),
        ("ab*", "three letters"),
        ("~ ran", "begin"),
        ("ran ~", "ends with"),
        ("~13 x y", "too wide"),
        ("{nobody}", "no list"),
        ("[a/b", "bracket"),
        ("(maybe)", "nothing at all"),
        ("x" * 601, "at most"),
    ],
)
def test_a_bad_phrase_is_told_with_a_way_to_mend_it(phrase: str, hint: str) -> None:
    with pytest.raises(PhraseError, match=hint.replace("(", r"\(")):
        parse(phrase, LISTS)


def test_a_bad_list_is_named() -> None:
    with pytest.raises(PhraseError, match="list “mine”"):
        read_lists({"mine": ["a*"]})


@settings(deadline=None)
@given(st.text(alphabet="ab ~#[](){}<>/*0-", max_size=40))
def test_any_phrase_is_read_or_refused(phrase: str) -> None:
    try:
        Phrases.read([phrase], LISTS).places(Text("a b ab ba 1 a b"))
    except PhraseError as error:
        assert str(error)


def test_work_grows_with_the_text_and_not_with_its_square() -> None:
    """Counted in steps, for a clock would make the test depend on the machine."""
    phrase = Phrases.read(["a ~12 a ~12 a ~12 b"])

    def steps(words: int) -> int:
        text = Counting("a " * words + "b")
        phrase.places(text)
        return text.steps

    assert steps(800) < 3 * steps(400)


class Counting(Text):
    """Counts how often a phrase asks for a word."""

    def __init__(self, original: str) -> None:
        super().__init__(original)
        self.steps = 0
        self.norms = CountingList(self, self.norms)


class CountingList(list[str]):
    def __init__(self, owner: Counting, items: list[str]) -> None:
        super().__init__(items)
        self.owner = owner

    def __getitem__(self, at):  # type: ignore[no-untyped-def, override]
        self.owner.steps += 1
        return super().__getitem__(at)
