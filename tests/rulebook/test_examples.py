"""Examples run in the stack: those of new rules, and of amended ones the old with the new."""

from bluelamp.rulebook.examples import count, failures
from bluelamp.rulebook.packs import parse
from bluelamp.rulebook.rules import Pack

RULE = """
[[rules]]
id = "{0}"
title = "t"
risk = "PERS"
weight = "review"
say = "s"
why = "w"
basis = "b"
question = "q?"
question_id = "q"
[[rules.check]]
use = "words"
any = ["apple"]
[rules.examples]
flags = ["an apple"]
passes = ["a pear", {{ text = "an apple", facts = {{ q = "yes" }} }}]
"""


def pack(name: str, text: str = "") -> Pack:
    return parse(f'[pack]\nname = "{name}"\nversion = "1"\n{text}')


BASE = pack("base", RULE.format("A-1"))


def failing(text: str) -> list[tuple[str, str, str]]:
    return [(f.rule, f.wanted, f.text) for f in failures(pack("force", text), [BASE])]


def test_a_sound_pack_has_none() -> None:
    assert failures(BASE) == []
    assert count(BASE) == 3


def test_an_amendment_that_changes_words_only_keeps_the_examples() -> None:
    assert failing('[[amend]]\nrule = "A-1"\nsay = "other"\nweight = "block"') == []


def test_an_added_check_needs_an_example_that_it_flags() -> None:
    check = '[[amend.check]]\nuse = "words"\nany = ["plum"]\n'
    amend = '[[amend]]\nrule = "A-1"\n' + check
    assert failing(amend) == [("A-1", "flags", "(no example written for the check that is added)")]
    assert failing(amend + '[amend.examples]\nflags = ["a plum"]') == []
    assert failing(amend + '[amend.examples]\nflags = ["a cherry"]') == [("A-1", "flags", "a cherry")]


def test_an_added_check_must_not_break_the_older_examples() -> None:
    amend = (
        '[[amend]]\nrule = "A-1"\n[[amend.check]]\nuse = "words"\nany = ["pear"]\n[amend.examples]\nflags = ["pear"]'
    )
    assert failing(amend) == [("A-1", "passes", "a pear")]


def test_who_narrows_a_rule_or_asks_anew_brings_examples_of_their_own() -> None:
    narrow = '[[amend]]\nrule = "A-1"\nwhen.kinds = ["reply"]\n[amend.examples]\n'
    assert failing(narrow + 'flags = [{ text = "an apple", kind = "reply" }]\npasses = ["an apple"]') == []
    assert failing(narrow + 'flags = ["an apple"]') == [("A-1", "flags", "an apple")]
    asks = '[[amend]]\nrule = "A-1"\nquestion = "other?"\nquestion_id = "other"\n'
    assert failing(asks) == []


def test_a_rule_that_is_off_has_no_examples_to_keep() -> None:
    assert failing('[[amend]]\nrule = "A-1"\noff = true') == []


def test_a_new_rule_is_judged_as_it_counts_in_the_stack() -> None:
    own = RULE.format("F-1") + '[[amend]]\nrule = "F-1"\nwhen.kinds = ["reply"]\n'
    assert ("F-1", "flags", "an apple") in failing(own)


def test_the_register_counts_for_the_examples() -> None:
    rule = RULE.format("F-1").replace('"apple"', '"<person>"').replace("an apple", "Farah Rahman came")
    assert failing(rule) == []
    assert failing(rule + '[register]\nofficers = ["Farah Rahman"]') == [("F-1", "flags", "Farah Rahman came")]
