"""Every setting that the code asks for stands in docs/running.md, and nothing stands there that it does not ask for."""

import re
from pathlib import Path

import bluelamp

PACKAGE = Path(bluelamp.__file__).parent
PAGE = PACKAGE.parent / "docs" / "running.md"


def asked() -> set[str]:
    sources = "\n".join(file.read_text(encoding="utf-8") for file in PACKAGE.rglob("*.py"))
    named = r"(?:env\.|\b(?<!\.))(?:text|flag|number)\(\s*\"([A-Z][A-Z0-9_]+)\""
    return set(re.findall(named, sources))


def documented() -> set[str]:
    table = PAGE.read_text(encoding="utf-8").partition("## Settings")[2].partition("\n## ")[0]
    return set(re.findall(r"^\| `([A-Z][A-Z0-9_]+)` \|", table, re.MULTILINE))


def test_settings_and_their_page_agree() -> None:
    assert len(asked()) > 8
    assert asked() == documented()


def test_the_environment_is_read_in_one_place() -> None:
    """Through `env`, so that every secret can come from a file; what is left hands values on to other processes."""
    readers = {
        str(file.relative_to(PACKAGE))
        for file in PACKAGE.rglob("*.py")
        if re.search(r"os\.environ\.get\(|os\.getenv|os\.environ\[[^\]]+\](?!\s*=)", file.read_text(encoding="utf-8"))
    }
    assert readers <= {"project/env.py", "project/embedded.py", "project/drill/scratch.py"}
