"""What a force's register says is public is not personal; what it adds to the names is found."""

import time

import pytest

from bluelamp.language.local import Local
from bluelamp.language.pii import PERSONAL
from bluelamp.language.text import Text

HERE = Local(
    stations=("Harby Police Station, 4 Castle Green, HB1 2AB",),
    streets=("Martin Chase", "Florence Avenue"),
    places=("Kington Langley", "Ada Bridge"),
    officers=("Joan Ridley",),
    mailboxes=("@safer.example", "desk@harby.example", "wexley.example"),
    phones=("01632 960 555", "+44 1632 960 777"),
    given_names=("Zorvan",),
    surnames=("Qwillip",),
)


def personal(text: str, local: Local = HERE) -> list[tuple[str, str]]:
    read = Text(text, local)
    return [(span.kind, span.of(read.folded.text)) for span in read.entities if span.kind in PERSONAL]


@pytest.mark.parametrize(
    "text",
    [
        "Come to 4 Castle Green on Friday", "It is at HB1 2AB", "HARBY POLICE STATION is open", "Delays in Kington Langley today", "at Ada Bridge again",
        "Thank you, Joan Ridley", "Write to team@safer.example or desk@harby.example", "ann@wexley.example knows", "Ring 01632-960555 or 01632 960 777",
    ],
)  # fmt: skip
def test_what_is_public_here_is_not_personal(text: str) -> None:
    assert personal(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ring 01632 960 556", ("PHONE", "01632 960 556")),
        ("Write to ann@harby.example", ("EMAIL", "ann@harby.example")),
        ("Write to ann@notwexley.example", ("EMAIL", "ann@notwexley.example")),
        ("He lives at 12 Martin Chase Lane", ("ADDRESS", "12 Martin Chase Lane")),
        ("we saw zorvan there", ("PERSON", "zorvan")),
        ("Mind the Qwillip farm", ("PERSON", "Qwillip")),
    ],
)
def test_what_is_not_stays_personal(text: str, found: tuple[str, str]) -> None:
    assert found in personal(text)


def test_without_a_register_the_same_words_are_personal() -> None:
    assert personal("Thank you, Joan Ridley", Local()) == [("PERSON", "Joan Ridley")]
    assert personal("Come to 4 Castle Green on Friday", Local()) == [("ADDRESS", "4 Castle Green")]


def test_merged_registers_hold_each_entry_once() -> None:
    merged = HERE.merge([Local(streets=("Florence Avenue", "New Street")), Local(phones=("101",))])
    assert merged.streets == ("Martin Chase", "Florence Avenue", "New Street")
    assert merged.phones == (*HERE.phones, "101")
    assert HERE.merge([]) == HERE


def test_a_long_register_costs_no_more_than_a_short_one() -> None:
    """In processor time, generously: a search through all entries at each word would take a hundred times as long."""
    long = Local(streets=tuple(f"Street number {n} Lane" for n in range(20_000)))
    text = Text("Officers are in Mill Lane and Park Street today. " * 20, long)
    Text("warm up", long).entities
    began = time.process_time()
    text.entities
    assert time.process_time() - began < 1
