"""Regular expressions from strangers: they find what they say, and can be slow or large in no way."""

import pytest

from bluelamp.rulebook.checks import build
from bluelamp.rulebook.findings import Draft
from bluelamp.rulebook.packs import PackError
from bluelamp.rulebook.reading import Reading
from bluelamp.rulebook.settings import Settings


def found(text: str, *patterns: str, **more: object) -> list[str]:
    run = build("pattern", Settings("P-1", {"patterns": list(patterns), **more}, {}))
    return [text[slice(*hit)] for hit in run(Reading(Draft(text)))]


def test_places_are_those_of_the_original_text() -> None:
    assert found("😀 Op Larkspur and Op Swift", r"Op [A-Z]\w+") == ["Op Larkspur", "Op Swift"]


def test_case_counts_unless_told_otherwise() -> None:
    assert found("OP LARKSPUR", "op larkspur") == []
    assert found("OP LARKSPUR", "op larkspur", ignore_case=True) == ["OP LARKSPUR"]


def test_disguise_does_not_help_and_accents_can_be_asked_for() -> None:
    assert "Lark\u200bspur" in found("Op Lark\u200bspur", "Larkspur")
    assert found("Dŵr", "Dŵr") == ["Dŵr"]


@pytest.mark.parametrize(
    ("settings", "hint"),
    [
        ({}, "1 to 20"),
        ({"patterns": ["a"] * 21}, "1 to 20"),
        ({"patterns": ["(a"]}, "cannot be read"),
        ({"patterns": [r"(a)\1"]}, "cannot be read"),
        ({"patterns": ["(?=a)"]}, "cannot be read"),
        ({"patterns": ["a{1001}"]}, "cannot be read"),
        ({"patterns": ["((a{100}){100}){100}"]}, "cannot be read"),
        ({"patterns": [r"(\pL{1,50}){20}9"]}, "cannot be read|too much work"),
        ({"patterns": ["[^x]{0,200}z"]}, "too much work"),
        ({"patterns": ["a" * 301]}, "300 characters"),
        ({"patterns": ["a*"]}, "where nothing stands"),
        ({"patterns": ["a"], "ignore_case": "yes"}, "true or false"),
        ({"patterns": [5]}, "list of texts"),
    ],
)
def test_what_cannot_be_used_is_told(settings: dict[str, object], hint: str) -> None:
    with pytest.raises(PackError, match=hint):
        build("pattern", Settings("P-1", settings, {}))


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)+b", "a+b|a", "(.*a.*){20}c", "(a?){50}a{50}b"])
def test_what_stops_other_machines_ends_here(pattern: str) -> None:
    """100,000 letters; with an ordinary engine most of these would not end within anybody's life."""
    run = build("pattern", Settings("P-1", {"patterns": [pattern]}, {}))
    hits = iter(run(Reading(Draft("a" * 100_000))))
    assert len([hit for hit, _ in zip(hits, range(200), strict=False)]) in (0, 1, 200)
