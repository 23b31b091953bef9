"""For which drafts a rule is: facts, days, languages, replies; and which of two conditions is the wider."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.rulebook.findings import CASE_STATES, KINDS, Draft, Medium
from bluelamp.rulebook.settings import PackError
from bluelamp.rulebook.when import When, read_when


def when(**written: object) -> When:
    return read_when("Rule A-1", written)


@pytest.mark.parametrize(
    ("wanted", "fact", "holds"),
    [
        (True, True, True),
        (True, "Yes ", True),
        ("yes", True, True),
        (True, False, False),
        (False, "no", True),
        (False, None, False),
        ("custody", "Custody", True),
        (["family", "own"], "own", True),
        (["family", "own"], "cctv", False),
        ("no_report", ["postponed", "no_report"], True),
        (["no_report", "other"], ["postponed"], False),
        (3, "3", True),
        (3, 4, False),
    ],
)
def test_facts_are_compared_like_answers(wanted: object, fact: object, holds: bool) -> None:
    assert when(facts={"x": wanted}).holds(Draft("t", facts={"x": fact})) is holds


def test_a_fact_that_nobody_gave_holds_nothing() -> None:
    assert not when(facts={"x": False}).holds(Draft("t"))


@pytest.mark.parametrize(
    ("facts", "holds"),
    [
        ({}, True),
        ({"a": "", "b": []}, True),
        ({"a": "no", "b": False}, True),
        ({"a": None, "b": {}}, True),
        ({"a": "C-2291"}, False),
        ({"b": ["x"]}, False),
        ({"b": True}, False),
    ],
)
def test_missing_means_all_absent_empty_or_no(facts: dict[str, object], holds: bool) -> None:
    assert when(facts_missing=["a", "b"]).holds(Draft("t", facts=facts)) is holds


def test_days_include_both_ends() -> None:
    season = when(**{"from": date(2027, 5, 1), "until": "2027-05-03"})
    days = {day: season.holds(Draft("t", today=date(2027, 5, day))) for day in (1, 2, 3, 4)}
    assert days == {1: True, 2: True, 3: True, 4: False}
    assert not season.holds(Draft("t", today=date(2027, 4, 30)))


def test_without_a_day_nothing_has_begun_and_nothing_has_ended() -> None:
    assert not when(**{"from": date(2020, 1, 1)}).holds(Draft("t"))
    assert when(until=date(2020, 1, 1)).holds(Draft("t"))


def test_languages_and_replies() -> None:
    assert when(languages=["cy"]).holds(Draft("t", lang="cy"))
    assert not when(languages=["cy"]).holds(Draft("t"))
    assert when(replies=True).holds(Draft("t", answers_to="Shwmae"))
    assert not when(replies=True).holds(Draft("t", kind="reply"))


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ({"from": "1 May"}, "2027-05-01"),
        ({"until": 5}, "2027-05-01"),
        ({"from": "2027-05-02", "until": "2027-05-01"}, "before"),
        ({"facts": {"x": []}}, "“x”"),
        ({"facts": {"x": {"y": 1}}}, "“x”"),
        ({"facts_missing": "x"}, "list of texts"),
        ({"replies": "yes"}, "true or false"),
        ({"since": 1}, "“since” is not known"),
    ],
)
def test_what_is_wrong_is_told(written: dict[str, object], hint: str) -> None:
    with pytest.raises(PackError, match=hint):
        when(**written)


VALUES = st.sampled_from(["yes", "no", "a", "b"])
DAYS = st.dates(date(2027, 5, 1), date(2027, 5, 4))
WHENS = st.builds(
    When,
    kinds=st.lists(st.sampled_from(KINDS[:3]), max_size=2).map(tuple),
    case_states=st.lists(st.sampled_from(CASE_STATES[:3]), max_size=2).map(tuple),
    media=st.lists(st.sampled_from(["photo", "video"]), max_size=2).map(tuple),
    facts=st.dictionaries(st.sampled_from("xy"), st.lists(VALUES, min_size=1, max_size=2).map(tuple), max_size=2),
    facts_missing=st.lists(st.sampled_from("xy"), max_size=2).map(tuple),
    begins=st.none() | DAYS,
    until=st.none() | DAYS,
    languages=st.lists(st.sampled_from(["en", "cy"]), max_size=2).map(tuple),
    replies=st.booleans(),
)
DRAFTS = st.builds(
    Draft,
    text=st.just("t"),
    kind=st.sampled_from(KINDS[:3]),
    case_state=st.sampled_from(CASE_STATES[:3]),
    media=st.lists(st.builds(Medium, st.sampled_from(["photo", "video"])), max_size=2).map(tuple),
    facts=st.dictionaries(st.sampled_from("xy"), VALUES | st.booleans() | st.lists(VALUES, max_size=2), max_size=2),
    lang=st.sampled_from(["en", "cy"]),
    answers_to=st.sampled_from(["", "hello"]),
    today=st.none() | DAYS,
)


@given(WHENS, WHENS, DRAFTS)
def test_what_covers_lets_at_least_as_much_through(one: When, other: When, draft: Draft) -> None:
    assert one.covers(one)
    assert When().covers(one)
    if one.covers(other) and other.holds(draft):
        assert one.holds(draft)
