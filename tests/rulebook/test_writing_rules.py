"""The guide's own packs work as printed, and it names all there is."""

import re
from dataclasses import fields
from pathlib import Path

from bluelamp.rulebook import checks, examples
from bluelamp.rulebook.packs import builtin, parse
from bluelamp.rulebook.stacking import stack

GUIDE = (Path(__file__).parents[2] / "docs" / "writing-rules.md").read_text(encoding="utf-8")
PRINTED = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
ROWS = set(re.findall(r"^\| (`[^|]+`[^|]*) \|", GUIDE, re.MULTILINE))
NAMES = {name for row in ROWS for name in re.findall(r"`(?:when\.)?([a-z_]+)", row)}


def test_the_worked_example_holds_and_lies_on_the_base() -> None:
    pack = parse(PRINTED[0])
    assert examples.failures(pack, [builtin()]) == []
    assert examples.count(pack) == 7
    amended = next(rule for rule in stack([builtin(), pack]) if rule.id == "CON-05")
    assert (amended.weight, amended.say) == ("block", "We do not laugh at people. Say what happened, without the joke.")


def test_the_pack_with_all_around_the_rules_is_read() -> None:
    pack = parse(PRINTED[1])
    assert stack([builtin(), pack])
    assert pack.register.officers == ("Farah Rahman",)
    assert [len(entries) for entries in (pack.templates, pack.strategies, pack.cards, pack.routes)] == [1, 1, 1, 1]
    assert pack.changelog[0].changes[1] == "Two reply templates."


def test_the_guide_names_every_check() -> None:
    rows = GUIDE.partition("## The checks")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", rows, re.MULTILINE)) - {"use"} == set(checks.names())


def test_the_guide_names_every_field_of_a_rule_and_of_when() -> None:
    rule = builtin().rules[0]
    assert {field.name for field in fields(rule)} - {"checks", "flags", "passes"} <= NAMES
    assert {field.name for field in fields(rule.when)} - {"begins"} | {"from"} <= NAMES
