"""Later packs add and tighten; what a statute orders cannot be loosened."""

import pytest

from bluelamp.rulebook.engine import assess
from bluelamp.rulebook.findings import Draft
from bluelamp.rulebook.packs import PackError, parse
from bluelamp.rulebook.rules import Pack
from bluelamp.rulebook.stacking import local_of, stack
from bluelamp.rulebook.versions import at_least, newer


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


def needing(**requires: str) -> Pack:
    wanted = ", ".join(f'{name} = "{version}"' for name, version in requires.items())
    return parse(f'[pack]\nname = "country"\nversion = "1"\nrequires = {{ {wanted} }}\n')


def test_a_pack_needs_what_it_requires_below_it() -> None:
    assert stack([BASE, needing(base="1.0")])
    with pytest.raises(PackError, match="needs the pack “base”"):
        stack([needing(base="1")])
    with pytest.raises(PackError, match=r"needs “base” 1\.10 or newer"):
        stack([BASE, needing(base="1.10")])


def test_the_same_pack_twice_is_a_slip() -> None:
    with pytest.raises(PackError, match="twice"):
        stack([BASE, BASE])


def test_registers_are_joined() -> None:
    first = parse(
        '[pack]\nname = "a"\nversion = "1"\n[register]\nofficers = ["Farah Rahman"]\nphones = ["01632 960 1"]\n'
    )
    second = parse('[pack]\nname = "b"\nversion = "1"\n[register]\nofficers = ["Sam Orrell", "Farah Rahman"]\n')
    assert local_of([first, second]).officers == ("Farah Rahman", "Sam Orrell")
    assert local_of([first, second]).phones == ("01632 960 1",)


@pytest.mark.parametrize(
    ("version", "least", "enough"),
    [("1.10", "1.9", True), ("1.2", "1.2.0", True), ("1.2.0", "1.2", True), ("0.9", "1", False), ("2", "1.9.9", True)],
)
def test_versions_count_by_their_numbers(version: str, least: str, enough: bool) -> None:
    assert at_least(version, least) is enough
    assert newer(version, least) is (enough and not at_least(least, version))
