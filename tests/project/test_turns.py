"""Whether all turns exist and all who are woken are in the list is asked in tests/house/test_turns.py."""

import pytest

from bluelamp.jobs import registry
from bluelamp.project import turns


def test_every_turn_is_registered_in_every_process() -> None:
    assert {name: (turn.queue, turn.every) for name, turn in registry.TURNS.items()} == {
        name: (sweep.lane, sweep.every) for name, sweep in turns.TURNS.items()
    }


def test_a_registered_turn_calls_the_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bluelamp.project.tidy.turn", lambda: True)
    assert registry.TURNS["project.tidy"].call() is True
