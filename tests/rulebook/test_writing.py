"""What is written reads back the same, whatever it is."""

import tomllib
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.rulebook import packs, writing

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
PLAIN = st.one_of(
    TEXTS,
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.dates(date(1000, 1, 1)),
    st.datetimes(datetime(1000, 1, 1)),
    st.times(),
)
NAMES = st.one_of(st.sampled_from(sorted(writing.SECTIONS)), TEXTS)
VALUES = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4), max_leaves=12
)


@given(st.dictionaries(NAMES, VALUES, max_size=5))
def test_what_is_written_reads_back_the_same(table: dict[str, Any]) -> None:
    assert tomllib.loads(writing.write(table)) == table


@pytest.mark.parametrize("name", packs.builtin_names())
def test_a_builtin_pack_written_anew_is_the_same_pack(name: str) -> None:
    raw = tomllib.loads(packs.bundle(packs.BUILTIN / name))
    again = writing.write(raw)
    assert tomllib.loads(again) == raw
    assert [rule.id for rule in packs.parse(again).rules] == [rule.id for rule in packs.builtin(name).rules]


def test_it_reads_like_the_work_of_a_person() -> None:
    rule = {
        "id": "HAR-01",
        "say": "Say it calmly.",
        "check": [{"use": "words", "any": ["stable*"], "when": {"media": ["photo"]}}],
        "examples": {"flags": ["a", {"text": "b", "kind": "event"}], "passes": []},
    }
    assert writing.write({"pack": {"name": "harby", "from": date(2026, 5, 1)}, "rules": [rule]}) == (
        "[pack]\n"
        'name = "harby"\n'
        "from = 2026-05-01\n"
        "\n[[rules]]\n"
        'id = "HAR-01"\n'
        'say = "Say it calmly."\n'
        "\n[[rules.check]]\n"
        'use = "words"\n'
        'any = ["stable*"]\n'
        "\n[rules.check.when]\n"
        'media = ["photo"]\n'
        "\n[rules.examples]\n"
        'flags = ["a", { text = "b", kind = "event" }]\n'
        "passes = []\n"
    )


def test_many_lines_stay_many_lines() -> None:
    told = {"text": 'First “one”.\n\nThen """three""" \\ and\ttab.\n', "long": [f"entry {n}" for n in range(20)]}
    written = writing.write(told)
    assert tomllib.loads(written) == told
    assert "\n\nThen" in written
    assert '\n  "entry 7",\n' in written


def test_what_is_no_data_is_refused() -> None:
    with pytest.raises(TypeError):
        writing.write({"a": object()})
    assert tomllib.loads(writing.write({"at": time(9, 30)})) == {"at": time(9, 30)}
