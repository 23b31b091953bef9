"""A later pack changes an earlier rule; what a statute orders never gets lighter, by no way there is."""

from datetime import date
from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bluelamp.rulebook.amending import HEAVINESS
from bluelamp.rulebook.engine import judge
from bluelamp.rulebook.findings import CASE_STATES, Draft
from bluelamp.rulebook.packs import PackError, builtin, parse
from bluelamp.rulebook.reading import Reading
from bluelamp.rulebook.rules import Pack, Rule
from bluelamp.rulebook.stacking import stack
from bluelamp.rulebook.writing import write

WORDS = ("sword", "shield", "apple", "pear", "twelve", "please")
FIELDS = {"title": "t", "say": "s", "why": "w", "basis": "b"}


def rule(rule_id: str, **more: object) -> dict[str, object]:
    check = [{"use": "words", "any": ["sword"]}, {"use": "words", "any": ["shield"], "weight": "fix"}]
    return {"id": rule_id, **FIELDS, "risk": "PERS", "weight": "review", "check": check, **more}


BASE = parse(
    write(
        {
            "pack": {"name": "base", "version": "1"},
            "rules": [
                rule("A-1"),
                rule("S-1", statutory=True, exception_by="none"),
                rule("S-2", statutory=True, question="q?", question_id="q", exception_by="press", weight="advise"),
                rule("S-3", statutory=True, when={"case_states": ["arrest", "charged"]}, weight="block"),
            ],
        }
    )
)


def above(*amendments: dict[str, object]) -> Pack:
    return parse(write({"pack": {"name": "force", "version": "1"}, "amend": list(amendments)}))


def changed(rule_id: str, **change: object) -> Rule:
    return next(rule for rule in stack([BASE, above({"rule": rule_id, **change})]) if rule.id == rule_id)


def test_words_are_replaced_and_the_rest_stays() -> None:
    new = changed("A-1", say="new", basis="Act 1", rewrite="r", replaces="words", exception_by="press", title="T")
    assert (new.say, new.basis, new.rewrite, new.replaces, new.exception_by, new.title) == (
        *("new", "Act 1", "r", "words", "press", "T"),
    )
    assert (new.why, new.checks) == ("w", BASE.rules[0].checks)


def test_a_check_is_added_with_the_rules_weight_and_risk() -> None:
    new = changed("A-1", weight="block", check=[{"use": "words", "any": ["pear"]}], examples={"flags": ["pear"]})
    assert [(check.weight, check.risk) for check in new.checks] == [("block", "PERS")] * 3
    assert [finding.weight for finding in judge(new, Reading(Draft("a pear")))] == ["block"]
    assert new.flags[-1].line == "pear"


def test_an_added_check_may_have_its_own() -> None:
    new = changed("A-1", check=[{"use": "words", "any": ["pear"], "weight": "block", "risk": "OPS"}])
    assert (new.checks[-1].weight, new.checks[-1].risk) == ("block", "OPS")


def test_a_question_comes_with_its_id() -> None:
    assert changed("A-1", question="Sure?", question_id="sure").question_id == "sure"
    with pytest.raises(PackError, match="belong together"):
        changed("A-1", question="Sure?")


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        ({"risk": "OPS"}, "“risk” is not known"),
        ({"say": ""}, "“say”"),
        ({"weight": "stop"}, "weight"),
        ({"check": [{"use": "words", "any": []}]}, "A-1.*at least one"),
        ({"check": [{"any": ["x"]}]}, "“use”"),
        ({"when": {"kinds": ["post"]}}, "“post”"),
    ],
)
def test_what_is_wrong_is_told(change: dict[str, object], hint: str) -> None:
    with pytest.raises(PackError, match=hint):
        changed("A-1", **change)


@pytest.mark.parametrize(
    ("rule_id", "change"),
    [
        ("S-1", {"off": True}),
        ("S-1", {"weight": "advise"}),
        ("S-1", {"exception_by": "press"}),
        ("S-1", {"question": "Sure?", "question_id": "sure"}),
        ("S-1", {"when": {"kinds": ["update"]}}),
        ("S-2", {"question_id": "name_given"}),
        ("S-2", {"exception_by": "supervisor"}),
        ("S-3", {"when": {"case_states": ["charged"]}}),
        ("S-3", {"when": {"facts_missing": ["x"]}}),
        ("S-3", {"when": {"case_states": ["arrest", "charged"], "from": date(2030, 1, 1)}}),
    ],
)
def test_no_way_leads_around_a_statute(rule_id: str, change: dict[str, object]) -> None:
    with pytest.raises(PackError, match="statute"):
        changed(rule_id, **change)


def test_a_statutes_rule_can_get_stricter_and_clearer() -> None:
    assert changed("S-1", weight="block", say="clearer").weight == "block"
    assert changed("S-2", question="", question_id="").question_id == ""
    assert changed("S-2", exception_by="none").exception_by == "none"
    assert changed("S-3", when={}).when.holds(Draft("t"))


WHEN = st.fixed_dictionaries(
    {},
    optional={
        "case_states": st.lists(st.sampled_from(CASE_STATES), min_size=1, max_size=6),
        "kinds": st.lists(st.sampled_from(["update", "reply"]), min_size=1, max_size=2),
        "facts": st.dictionaries(st.sampled_from("qx"), st.booleans(), max_size=1),
        "facts_missing": st.lists(st.sampled_from("qx"), max_size=1),
        "from": st.dates(date(2027, 5, 1), date(2027, 5, 3)),
    },
)
WEIGHTS = st.sampled_from(list(HEAVINESS))
CHECK = st.fixed_dictionaries(
    {"use": st.just("words"), "any": st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)},
    optional={
        "weight": WEIGHTS,
        "risk": st.sampled_from(["PERS", "OPS"]),
        "final": st.booleans(),
        "unless": st.lists(st.sampled_from(WORDS), max_size=2),
        "when": WHEN,
    },
)
CHANGE = st.one_of(
    st.builds(dict, weight=WEIGHTS),
    st.just({"off": True}),
    st.just({"say": "other"}),
    st.builds(dict, question=st.just("other?"), question_id=st.sampled_from("qx")),
    st.just({"question": "", "question_id": ""}),
    st.builds(dict, exception_by=st.sampled_from(["press", "supervisor", "none"])),
    st.builds(dict, when=WHEN),
    st.builds(dict, check=st.lists(CHECK, min_size=1, max_size=2)),
)
"""One change, so that most amendments are tried and few fail for one of many reasons."""
AMENDMENT = st.builds(
    lambda rule_id, one, other: {"rule": rule_id, **one, **other},
    st.sampled_from(["S-1", "S-2", "S-3", "A-1"]),
    CHANGE,
    CHANGE | st.just({}),
)
OWN_RULE = st.builds(lambda number, check: {**rule(f"F-{number}"), "check": [check]}, st.integers(1, 3), CHECK)
DRAFTS = st.builds(
    Draft,
    text=st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
    | st.sampled_from(["sword", "pear " * 30 + "sword"]),
    kind=st.sampled_from(["update", "reply"]),
    case_state=st.sampled_from(CASE_STATES),
    facts=st.dictionaries(st.sampled_from("qx"), st.booleans() | st.sampled_from(["yes", "Yes", "no"]), max_size=2),
    today=st.none() | st.dates(date(2027, 5, 1), date(2027, 5, 3)),
)


def heaviest(rules: tuple[Rule, ...], draft: Draft) -> int:
    """The weight that the statutory rules give this draft."""
    reading = Reading(draft)
    statutory = [rule for rule in rules if rule.statutory and not rule.id.startswith("F-")]
    return max((HEAVINESS[f.weight] for rule in statutory for f in judge(rule, reading)), default=-1)


@settings(max_examples=200, deadline=None)
@given(st.lists(AMENDMENT, max_size=3), st.lists(OWN_RULE, max_size=2), DRAFTS)
def test_nothing_that_fits_makes_a_statute_lighter(
    amendments: list[dict[str, object]], own: list[dict[str, object]], draft: Draft
) -> None:
    text = write({"pack": {"name": "force", "version": "1"}, "rules": own, "amend": amendments})
    try:
        rules = stack([BASE, parse(text)])
    except PackError:
        assume(False)
        return
    assert heaviest(rules, draft) >= heaviest(BASE.rules, draft)
    exceptions = {rule.id: rule.exception_by for rule in rules if rule.statutory}
    assert all(exceptions[old.id] in (old.exception_by, "none") for old in BASE.rules if old.statutory)


@cache
def real() -> tuple[Rule, ...]:
    return tuple(rule for rule in builtin().rules if rule.statutory)


@settings(max_examples=100, deadline=None)
@given(AMENDMENT, st.data())
def test_the_statutes_of_the_real_pack_hold_as_well(amendment: dict[str, object], data: st.DataObject) -> None:
    old = data.draw(st.sampled_from(real()))
    draft = data.draw(st.sampled_from(old.flags)).draft
    try:
        rules = stack([builtin(), above({**amendment, "rule": old.id})])
    except PackError:
        assume(False)
        return
    new = next(rule for rule in rules if rule.id == old.id)
    assert heaviest((new,), draft) >= heaviest((old,), draft)
