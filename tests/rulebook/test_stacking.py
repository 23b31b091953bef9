"""Later packs add and tighten; what a statute orders cannot be loosened."""

import pytest

from bluelamp.rulebook.engine import assess
from bluelamp.rulebook.findings import Draft
from bluelamp.rulebook.packs import PackError, parse
from bluelamp.rulebook.rules import Pack


def pack(name: str, rules: str = "", amend: str = "") -> Pack:
    return parse(f'[pack]\nname = "{name}"\nversion = "1"\n{rules}\n{amend}')


def rule(rule_id: str, weight: str, word: str, more: str = "", check: str = "") -> str:
    return (
        f'[[rules]]\nid = "{rule_id}"\ntitle = "t"\nrisk = "PERS"\nweight = "{weight}"\nsay = "s"\nwhy = "w"\nbasis = "b"\n{more}\n'
        f'[[rules.check]]\nuse = "words"\nany = ["{word}"]\n{check}\n'
    )


def amend(rule_id: str, change: str) -> str:
    return f'[[amend]]\nrule = "{rule_id}"\n{change}\n'


BASE = pack("base", rule("A-1", "review", "apple") + rule("S-1", "block", "sword", "statutory = true"))


def verdict(text: str, *later: Pack) -> str:
    return assess([BASE, *later], Draft(text)).verdict


def test_a_later_pack_adds_a_rule() -> None:
    assert verdict("pear") == "ok"
    assert verdict("pear", pack("force", rule("F-1", "advise", "pear"))) == "advise"


def test_a_later_pack_tightens_loosens_or_silences_an_ordinary_rule() -> None:
    assert verdict("apple") == "review"
    assert verdict("apple", pack("force", amend=amend("A-1", 'weight = "block"'))) == "block"
    assert verdict("apple", pack("force", amend=amend("A-1", 'weight = "advise"'))) == "advise"
    assert verdict("apple", pack("force", amend=amend("A-1", "off = true"))) == "ok"


@pytest.mark.parametrize("change", ["off = true", 'weight = "review"', 'weight = "fix"'])
def test_a_statutory_rule_cannot_be_loosened(change: str) -> None:
    with pytest.raises(PackError, match="statute"):
        verdict("sword", pack("force", amend=amend("S-1", change)))


def test_a_statutory_rule_can_be_tightened_and_its_heavier_checks_stay() -> None:
    lighter = pack("base", rule("S-2", "advise", "spear", "statutory = true"))
    tight = pack("force", amend=amend("S-2", 'weight = "review"'))
    assert assess([lighter, tight], Draft("spear")).verdict == "review"


def test_the_same_id_cannot_be_written_anew() -> None:
    with pytest.raises(PackError, match="exists already"):
        verdict("apple", pack("force", rule("A-1", "fix", "nothing")))


def test_an_unknown_rule_cannot_be_amended() -> None:
    with pytest.raises(PackError, match="no rule X-9"):
        verdict("apple", pack("force", amend=amend("X-9", "off = true")))


def test_the_assessment_names_all_packs_it_judged_by() -> None:
    force = pack("force", rule("F-1", "advise", "pear"))
    assert assess([BASE, force], Draft("x")).packs == (BASE.digest, force.digest)
