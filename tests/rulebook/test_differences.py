"""What another pack changes, told in sentences and tried on drafts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.language.local import Local
from bluelamp.rulebook.differences import Differences, differences
from bluelamp.rulebook.engine import assess
from bluelamp.rulebook.findings import Draft
from bluelamp.rulebook.packs import parse
from bluelamp.rulebook.rules import Pack
from bluelamp.rulebook.surroundings import touching
from bluelamp.rulebook.writing import write

ORDER = ("ok", "advise", "review", "block")


def rule(**more: object) -> dict[str, object]:
    fields = {"id": "A-1", "title": "Fruit", "risk": "PERS", "weight": "review", "say": "s", "why": "w", "basis": "b"}
    checks = [{"use": "words", "any": ["apple", "{more}"], "unless": ["pie"]}]
    return {**fields, "check": checks, "examples": {"flags": ["an apple"], "passes": ["a plum"]}, **more}


def pack(
    *rules: dict[str, object], version: str = "1", lists: dict[str, list[str]] | None = None, **more: object
) -> Pack:
    table = {
        "pack": {"name": "p", "version": version},
        "lists": lists or {"more": ["pear"]},
        "rules": list(rules),
        **more,
    }
    return parse(write(table))


def check(**more: object) -> list[dict[str, object]]:
    return [{"use": "words", "any": ["apple", "{more}"], "unless": ["pie"], **more}]


OLD = pack(rule())


def told(*rules: dict[str, object], **more: object) -> Differences:
    return differences([OLD], [pack(*rules, **more)])  # type: ignore[arg-type]


def words(found: Differences) -> tuple[list[str], list[str]]:
    """What is stricter, and what is looser, without the rule's name."""
    return tuple(
        [str(change).removeprefix("A-1 (Fruit): ") for change in side] for side in (found.stricter, found.looser)
    )  # type: ignore[return-value]


def test_the_same_packs_change_nothing() -> None:
    found = differences([OLD], [OLD])
    assert found.sentences() == ["Nothing changes."]
    assert not found.loosens


@pytest.mark.parametrize(
    ("change", "stricter", "looser"),
    [
        ({"weight": "block"}, ["must not go out; before: a second person decides."], []),
        ({"weight": "fix"}, [], ["a small slip; before: a second person decides."]),
        ({"when": {"kinds": ["reply"]}}, [], ["counts for fewer drafts"]),
        ({"statutory": True}, ["follows from a statute now."], []),
        ({"exception_by": "press"}, [], ["press can make an exception now."]),
        ({"question": "Sure?", "question_id": "sure"}, [], ["an answer can clear it now: “Sure?”."]),
        ({"check": check(any=["apple", "{more}", "quince"])}, ["finds more: “quince”"], []),
        ({"check": check(any=["{more}"])}, [], ["no longer finds “apple”"]),
        ({"check": check(unless=["pie", "juice"])}, [], ["is silent near “juice”"]),
        ({"check": check(unless=[])}, ["is no longer silent near “pie”"], []),
        ({"check": check(**{"with": ["tree"]})}, [], ["speaks only near “tree”"]),
        ({"check": check(at_least=3)}, [], ["“at_least” is 3; before: not set"]),
        ({"check": check(weight="block")}, ["must not go out ("], []),
        ({"check": check(final=True)}, ["an answer counts for less"], []),
        ({"check": [*check(), {"use": "words", "any": ["plum"]}]}, ["also looks for “plum”"], []),
        ({"check": [{"use": "words", "any": ["plum"]}]}, ["also looks for “plum”"], ["no longer looks for “apple”"]),
    ],
)  # fmt: skip
def test_what_gets_stricter_and_what_looser(change: dict[str, object], stricter: list[str], looser: list[str]) -> None:
    found = told(rule(**change))
    for said, hope in zip(words(found), (stricter, looser), strict=True):
        assert len(said) == len(hope)
        assert all(sentence.startswith(start) for sentence, start in zip(said, hope, strict=True)), said
    assert found.loosens is bool(looser)


def test_a_list_that_grows_counts_for_the_rules_that_use_it() -> None:
    found = told(rule(), lists={"more": ["pear", "quince"]})
    assert words(found) == (["finds more: “{more} quince”."], [])


def test_other_words_are_told_apart_from_other_deeds() -> None:
    found = told(rule(say="new", basis="new"))
    assert [str(change) for change in found.reworded] == [
        "A-1 (Fruit): “say” reads otherwise; “basis” reads otherwise."
    ]
    assert words(found) == ([], [])


def test_rules_come_and_go() -> None:
    found = told({**rule(), "id": "B-1"})
    assert [change.rule for change in found.added] == ["B-1"]
    assert [change.rule for change in found.gone] == ["A-1"]
    assert found.loosens


def test_what_a_register_makes_public_is_looser() -> None:
    found = told(rule(), register={"officers": ["Farah Rahman"], "surnames": ["Oxnop"]})
    assert [str(change) for change in found.looser] == ["The register counts these officers as public: “Farah Rahman”."]
    assert differences([pack(rule(), register={"officers": ["Farah Rahman"]})], [OLD]).around == (
        "No longer in the register, officers: “Farah Rahman”.",
    )


def test_a_register_that_silences_an_example_is_named_with_it() -> None:
    named = rule(
        check=[{"use": "words", "any": ["<person>"]}], examples={"flags": ["Farah Rahman came."], "passes": ["x"]}
    )
    found = differences([pack(named)], [pack(named, register={"officers": ["Farah Rahman"]})])
    assert "is milder with an example: “Farah Rahman came.”" in str(found.looser[0])


def test_what_travels_beside_the_rules_is_told() -> None:
    one = {"id": "a", "title": "t", "text": "x"}
    found = told(rule(), version="2", templates=[one], strategies=[one])
    assert found.around == (
        "The pack “p” goes from 1 to 2.",
        "Reply template, new: “a”.",
        "Strategy, new: “a”.",
    )
    changed = differences([pack(rule(), templates=[one])], [pack(rule(), templates=[{**one, "text": "y"}])])
    assert changed.around == ("Reply template, changed: “a”.",)


def test_drafts_are_judged_by_both() -> None:
    drafts = [Draft("an apple"), Draft("a plum"), Draft("an apple pie")]
    found = differences([OLD], [pack(rule(weight="block", check=check(unless=[])))], drafts)
    assert [(t.number, t.old, t.new, t.rules) for t in found.turned] == [
        (1, "review", "block", ("A-1",)),
        (3, "ok", "block", ("A-1",)),
    ]
    assert "Of 3 drafts that both judged, 2 get another verdict." in found.sentences()
    back = differences([pack(rule(weight="block"))], [OLD], drafts)
    assert back.loosens


def test_a_country_above_the_base_is_compared_as_it_counts() -> None:
    above = parse('[pack]\nname = "c"\nversion = "1"\n[[amend]]\nrule = "A-1"\nweight = "block"\nsay = "new"\n')
    found = differences([OLD], [OLD, above])
    assert words(found) == (["must not go out; before: a second person decides."], [])
    assert found.around == ("The pack “c” 1 comes in.",)


WORDS = ["apple", "pear", "plum", "pie", "tree"]
CHECKS = st.lists(
    st.fixed_dictionaries(
        {"use": st.just("words"), "any": st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True)},
        optional={
            "unless": st.lists(st.sampled_from(WORDS), max_size=2, unique=True),
            "with": st.lists(st.sampled_from(WORDS), max_size=2, unique=True),
            "weight": st.sampled_from(ORDER[1:]),
            "at_least": st.integers(1, 2),
            "when": st.just({"kinds": ["reply"]}),
        },
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=200, deadline=None)
@given(CHECKS, CHECKS, st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join))
def test_no_draft_gets_lighter_unless_something_was_called_looser(
    before: list[dict[str, object]], after: list[dict[str, object]], text: str
) -> None:
    old, new = pack(rule(check=before)), pack(rule(check=after))
    found, draft = differences([old], [new]), Draft(text)
    was, now = ORDER.index(assess([old], draft).verdict), ORDER.index(assess([new], draft).verdict)
    assert now >= was or found.looser
    assert now <= was or found.stricter


@pytest.mark.parametrize(
    ("entry", "text", "touched"),
    [
        ({"officers": ["Farah Rahman"]}, "farah came", True),
        ({"officers": ["Farah Rahman"]}, "Sam came", False),
        ({"mailboxes": ["@harby.example"]}, "Write to team@harby.example", True),
        ({"phones": ["01632 960 123"]}, "Ring 01632960123.", True),
        ({"phones": ["01632 960 123"]}, "Ring 01632 960124.", False),
        ({}, "Farah", False),
    ],
)
def test_only_texts_that_a_register_can_matter_for_are_tried(
    entry: dict[str, list[str]], text: str, touched: bool
) -> None:
    new = Local(**{name: tuple(values) for name, values in entry.items()})
    assert touching(Local(), new)(text) is touched
