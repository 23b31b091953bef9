"""Stopping somebody and letting them go on."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import IntegrityError, connection, transaction

from bluelamp.audit.append import record
from bluelamp.audit.models import Entry
from bluelamp.forces import revoke
from bluelamp.forces.access import may_stop, people_for
from bluelamp.forces.models import Area, Member, Suspension
from bluelamp.forces.states import Role
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from tests.support.world import World, make_area, make_member, make_suspension, make_world


def acts(world: World) -> list[str]:
    return list(Entry.objects.filter(force_id=world.force.pk).order_by("index").values_list("act", flat=True))


def test_one_transaction_stops_and_writes_it_down(world: World) -> None:
    stop = revoke.suspend(world.bal, world.ann, "  Posted from the wrong phone ")
    ann = Member.objects.get(pk=world.ann.pk)
    assert (stop.reason, stop.by, ann.epoch) == ("Posted from the wrong phone", world.bal, 1)
    assert ann not in Member.objects.of(world.force).active()
    assert acts(world) == ["member.suspend"]


def test_the_reason_is_not_in_the_tree_but_beside_it(world: World) -> None:
    revoke.suspend(world.bal, world.ann, "Confidential words")
    assert "Confidential" not in str(Entry.objects.get().facts)


def test_lift(world: World) -> None:
    revoke.suspend(world.bal, world.ann, "Test")
    stop = revoke.lift(world.esi, world.ann)
    assert (stop.lifted_by, stop.lifted_at is None) == (world.esi, False)
    assert world.ann in Member.objects.of(world.force).active()
    assert acts(world) == ["member.suspend", "member.restore"]


@pytest.mark.parametrize(
    ("by", "whom", "allowed"),
    [
        ("bal", "ann", True),
        ("esi", "ann", True),
        ("esi", "bal", True),
        ("ann", "bal", False),
        ("cara", "ann", False),
        ("dev", "ann", False),
        ("fay", "ann", False),
        ("bal", "esi", False),
        ("bal", "bal", False),
        ("esi", "esi", False),
        ("bal", "cara", False),
        ("hana", "ann", False),
        ("esi", "gil", False),
    ],
)
def test_who_may_stop_whom(world: World, by: str, whom: str, allowed: bool) -> None:
    stopper, person = getattr(world, by), getattr(world, whom)
    assert may_stop(stopper, person) is allowed
    if allowed:
        assert revoke.suspend(stopper, person, "Test").member == person
    else:
        with pytest.raises(NotAllowed):
            revoke.suspend(stopper, person, "Test")
        assert not Suspension.objects.exists()
        assert acts(world) == []


def test_a_supervisor_looks_after_their_own_area_only(world: World) -> None:
    away = make_member(world.force, "Ola Brook", roles=[(Role.OFFICER, world.saltwick)], team=world.saltwick_team)
    guest = make_member(world.force, "Ida Fen", roles=[(Role.OFFICER, world.harby)])
    assert not may_stop(world.bal, away)
    assert may_stop(world.bal, guest)
    assert set(people_for(world.bal)) == {world.ann, world.bal, guest}
    everywhere = make_member(world.force, "Jo Reed", roles=[(Role.SUPERVISOR, None)])
    assert may_stop(everywhere, away)


def test_a_reason_is_needed(world: World) -> None:
    with pytest.raises(Refused, match="Say why"):
        revoke.suspend(world.bal, world.ann, "   ")


def test_twice_is_a_conflict(world: World) -> None:
    revoke.suspend(world.bal, world.ann, "Test")
    with pytest.raises(Conflict):
        revoke.suspend(world.esi, world.ann, "Again")
    revoke.lift(world.bal, world.ann)
    with pytest.raises(Conflict):
        revoke.lift(world.bal, world.ann)


def test_a_stopped_supervisor_stops_nobody(world: World) -> None:
    revoke.suspend(world.esi, world.bal, "Test")
    with pytest.raises(NotAllowed):
        revoke.suspend(world.bal, world.ann, "Test")


def test_no_room_can_write_down_an_act_of_the_stopped(world: World) -> None:
    """The record refuses, and every act writes its entry: so this holds for rooms that are not built yet."""
    revoke.suspend(world.bal, world.ann, "Test")
    with pytest.raises(NotAllowed), transaction.atomic():
        make_area(world.force, "Newfield")
        record(world.force, "area.create", world.ann, world.harby)
    assert not Area.objects.filter(name="Newfield").exists()
    with transaction.atomic():
        assert record(world.force, "area.create", None, world.harby).actor_name == "system"
    revoke.lift(world.bal, world.ann)
    with transaction.atomic():
        assert record(world.force, "area.create", world.ann, world.harby).actor_id == world.ann.pk


def test_the_database_itself_refuses_two_stops_and_stopping_oneself(world: World) -> None:
    make_suspension(world.ann, world.bal)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_suspension(world.ann, world.esi)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_suspension(world.bal, world.bal)


def test_a_failed_entry_leaves_nobody_stopped(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_facts: object) -> None:
        raise OSError

    monkeypatch.setattr(revoke, "record", broken)
    with pytest.raises(OSError):
        revoke.suspend(world.bal, world.ann, "Test")
    assert not Suspension.objects.exists()
    assert Member.objects.get(pk=world.ann.pk).epoch == 0


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as pool:
        yield pool


@pytest.mark.django_db(transaction=True)
def test_an_act_that_began_before_is_waited_for_and_none_begins_after(threads: ThreadPoolExecutor) -> None:
    world = make_world()
    began, go_on, order = Event(), Event(), []

    def act() -> None:
        with transaction.atomic():
            record(world.force, "area.create", world.ann, world.harby)
            began.set()
            assert go_on.wait(10)
            order.append("act")
        connection.close()

    def stop() -> None:
        assert began.wait(10)
        revoke.suspend(world.bal, world.ann, "Test")
        order.append("stop")
        connection.close()

    acting, stopping = threads.submit(act), threads.submit(stop)
    assert began.wait(10)
    wait_until_blocked()
    go_on.set()
    acting.result(10), stopping.result(10)
    assert order == ["act", "stop"]
    with pytest.raises(NotAllowed), transaction.atomic():
        revoke.standing(world.ann)


@pytest.mark.django_db(transaction=True)
def test_two_who_stop_each_other_do_not_wait_for_ever(threads: ThreadPoolExecutor) -> None:
    world = make_world()
    second = make_member(world.force, "Kit Moss", roles=[(Role.ADMIN, None)])

    def stop(by: Member, member: Member) -> str:
        try:
            revoke.suspend(by, member, "Test")
            return "stopped"
        except NotAllowed:
            return "too late"
        finally:
            connection.close()

    ends = [threads.submit(stop, world.esi, second), threads.submit(stop, second, world.esi)]
    assert sorted(end.result(10) for end in ends) == ["stopped", "too late"]


def wait_until_blocked() -> None:
    """Returns once some connection of this database waits for a lock of another."""
    with connection.cursor() as cursor:
        for _turn in range(2000):
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE cardinality(pg_blocking_pids(pid)) > 0")
            if cursor.fetchone()[0]:
                return
            cursor.execute("SELECT pg_sleep(0.005)")
    raise AssertionError("nobody ever waited")
