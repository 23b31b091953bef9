from collections.abc import Callable, Iterator

import pytest
from django.db import connection

from bluelamp.jobs import run
from bluelamp.jobs.registry import register
from bluelamp.jobs.waking import wake

pytestmark = pytest.mark.django_db(transaction=True)
Put = Callable[..., None]


@pytest.fixture
def put(own_turns: None) -> Iterator[Put]:
    """`put(call)` makes `call` the turn "a.turn" of the lane publish."""
    run.stopping.clear()
    yield lambda call: register("a.turn", call, "publish", 5)
    run.stopping.clear()


def todo() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, queue_name FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id")
        return list(cursor.fetchall())


def test_a_turn_goes_on_while_there_is_more(put: Put) -> None:
    left = [True, True, False]
    put(lambda: left.pop(0))
    run.run("a.turn", "publish")
    assert left == []


def test_a_turn_stops_when_asked_to(put: Put) -> None:
    seen: list[int] = []

    def turn() -> bool:
        seen.append(1)
        run.stopping.set()
        return True

    put(turn)
    run.run("a.turn", "publish")
    assert seen == [1]


def test_a_long_turn_goes_to_the_end_of_the_line(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "FAIR_SECONDS", -1.0)
    put(lambda: True)
    run.run("a.turn", "publish")
    assert todo() == [("a.turn", "publish")]


def test_a_long_urgent_turn_stays_urgent(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "FAIR_SECONDS", -1.0)
    put(lambda: True)
    run.run("a.turn", "urgent")
    assert todo() == [("a.turn", "urgent")]


def test_waiting_wake_ups_fold_into_the_turn_that_starts(put: Put) -> None:
    seen: list[list[tuple[str, str]]] = []
    put(lambda: seen.append(todo()))
    wake("a.turn")
    wake("a.turn", urgent=True)
    run.run("a.turn", "publish")
    assert seen == [[("a.turn", "urgent")]]


def test_a_wake_up_during_the_turn_is_kept_for_the_next(put: Put) -> None:
    put(lambda: wake("a.turn"))
    run.run("a.turn", "publish")
    assert todo() == [("a.turn", "publish")]


def test_trouble_is_passed_on_and_nothing_stays_marked_as_running(put: Put) -> None:
    def turn() -> bool:
        raise LookupError

    put(turn)
    with pytest.raises(LookupError):
        run.run("a.turn", "publish")
    assert run.running["a.turn"] == 0
