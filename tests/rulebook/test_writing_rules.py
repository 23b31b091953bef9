"""The guide's own rule works as printed."""

import re
from pathlib import Path

from bluelamp.rulebook import checks, examples
from bluelamp.rulebook.packs import builtin, parse
from bluelamp.rulebook.stacking import stack

GUIDE = (Path(__file__).parents[2] / "docs" / "writing-rules.md").read_text(encoding="utf-8")


def test_the_worked_example_holds_and_lies_on_the_base() -> None:
    printed = re.search(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
    assert printed
    pack = parse(printed[1])
    assert examples.failures(pack) == []
    assert examples.count(pack) == 6
    assert next(rule for rule in stack([builtin(), pack]) if rule.id == "CON-05").weight == "block"


def test_the_guide_names_every_check() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", GUIDE, re.MULTILINE)) >= set(checks.names())
