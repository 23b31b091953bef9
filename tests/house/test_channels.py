"""Above `adapters/` nobody knows a network: not its name, not its module, not its kind in a condition."""

import ast
import re
from pathlib import Path

import pytest

from bluelamp.adapters import registry
from tests.support import source

EXEMPT = {"adapters", "project"}
"""`project` holds the demonstration and the drills, which bring networks of their own."""
FAMOUS = ("mastodon", "facebook", "twitter", "instagram", "threads.net", "nextdoor", "whatsapp", "linkedin")
NAMES = sorted({word.lower() for kind in registry.connectable() for word in (kind.kind, kind.label)} | set(FAMOUS))
ABOVE = [path for path in source.modules() if source.room(path) not in EXEMPT]
PAGES = sorted(path for path in source.ROOT.rglob("*.html") if source.room(path) not in EXEMPT)


def spoken(path: Path) -> list[str]:
    words = path.read_text(encoding="utf-8").lower()
    return [name for name in NAMES if re.search(rf"\b{re.escape(name)}\b", words)]


@pytest.mark.parametrize("path", [*ABOVE, *PAGES], ids=source.named)
def test_no_network_is_named(path: Path) -> None:
    assert not spoken(path), f"{source.named(path)} speaks of a network; that belongs into its adapter"


@pytest.mark.parametrize("path", ABOVE, ids=source.named)
def test_no_adapter_is_imported_past_the_registry(path: Path) -> None:
    front = {f"bluelamp.adapters.{name}" for name in ("contract", "errors", "http", "registry")}
    past = {where for where in source.imports(path).values() if where.startswith("bluelamp.adapters.")}
    assert not [where for where in past if not any(where == f or where.startswith(f"{f}.") for f in front)]


@pytest.mark.parametrize("path", ABOVE, ids=source.named)
def test_no_condition_asks_for_a_kind(path: Path) -> None:
    """What a channel can do is an ability; who asks for its kind knows too much."""
    kinds = set(registry.kinds())
    found = [
        node.lineno
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Compare)
        and "kind" in ast.unparse(node.left)
        and any(isinstance(part, ast.Constant) and part.value in kinds for part in node.comparators)
    ]
    assert not found, f"lines {found}"


def test_the_law_knows_the_networks() -> None:
    assert "bluesky" in NAMES
    assert spoken(source.ROOT / "adapters" / "bluesky" / "adapter.py") == ["bluesky"]
    assert any(source.room(path) == "publishing" for path in ABOVE)
    assert any(source.room(path) == "posts" for path in PAGES)
