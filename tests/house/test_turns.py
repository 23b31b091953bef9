"""What is woken exists, and what runs by itself can be called."""

import ast

import pytest
from django.utils.module_loading import import_string

from bluelamp.posts.states import MOVES
from bluelamp.project.turns import TURNS
from tests.support import source


def woken() -> dict[str, str]:
    """name -> where it is woken, for every name that stands in the source."""
    found = {}
    for path in source.modules():
        heads = {
            name
            for name, where in source.imports(path).items()
            if where.startswith("bluelamp.jobs") and where.endswith(".wake")
        }
        for call in source.calls(source.tree(path)):
            if source.called(call) in heads and isinstance(call.args[0], ast.Constant):
                found[str(call.args[0].value)] = source.named(path)
    return found | {move.wakes: f"posts/states.py, move {name}" for name, move in MOVES.items() if move.wakes}


def test_there_are_whispers() -> None:
    assert len(woken()) >= 2


@pytest.mark.parametrize("name", sorted(woken()))
def test_whoever_is_woken_exists(name: str) -> None:
    assert name in TURNS, f"{woken()[name]} wakes {name}, which nobody registered: there are {', '.join(TURNS)}"


@pytest.mark.parametrize("name", sorted(TURNS))
def test_a_turn_can_be_called(name: str) -> None:
    assert callable(import_string(f"bluelamp.{name}.turn"))
    assert TURNS[name].every > 0


def test_no_room_with_a_turn_is_forgotten() -> None:
    """A `turn()` that nobody registers would never run."""
    there = {
        f"bluelamp.{source.named(path).removesuffix('.py').replace('/', '.')}.turn"
        for path in source.modules(*source.STREET, "audit", "jobs")
        if any(node.name == "turn" for node in source.functions(path))
    }
    assert there <= {f"bluelamp.{name}.turn" for name in TURNS}
