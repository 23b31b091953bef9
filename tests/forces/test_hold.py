"""Pausing publishing."""

from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.audit.models import Entry
from bluelamp.forces import hold, revoke
from bluelamp.forces.states import HOLD_EXEMPT
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from bluelamp.rulebook.findings import KINDS
from tests.support.world import World

AREAS = [uuid4() for _number in range(3)]


def test_press_and_lift(world: World) -> None:
    held = hold.press(world.cara, "Incident at the quay")
    assert (held.area, held.exempt, held.by) == (None, sorted(HOLD_EXEMPT), world.cara)
    assert hold.open_holds(world.force) == [held]
    assert hold.open_holds(world.other) == []
    lifted = hold.lift(world.esi, held)
    assert (lifted.lifted_by, hold.open_holds(world.force)) == (world.esi, [])
    with pytest.raises(Conflict):
        hold.lift(world.esi, held)
    assert list(Entry.objects.order_by("index").values_list("act", flat=True)) == ["hold.press", "hold.lift"]


def test_where_it_is_paused_it_is_paused_once(world: World) -> None:
    hold.press(world.cara, "Incident")
    with pytest.raises(Conflict):
        hold.press(world.esi, "Incident too")
    hold.press(world.bal, "Only here", world.harby)
    with pytest.raises(Conflict):
        hold.press(world.cara, "Here", world.harby)
    assert len(hold.open_holds(world.force)) == 2


@pytest.mark.parametrize(
    ("who", "whole", "own", "elsewhere"),
    [
        ("ann", False, False, False),
        ("bal", False, True, False),
        ("cara", True, True, True),
        ("dev", False, False, False),
        ("esi", True, True, True),
        ("fay", False, False, False),
    ],
)
def test_who_may_pause_what(world: World, who: str, whole: bool, own: bool, elsewhere: bool) -> None:
    member = getattr(world, who)
    for area, allowed in ((None, whole), (world.harby, own), (world.saltwick, elsewhere)):
        if allowed:
            hold.lift(member, hold.press(member, "Test", area))
        else:
            with pytest.raises(NotAllowed):
                hold.press(member, "Test", area)


def test_nobody_pauses_or_ends_a_pause_of_another_force(world: World) -> None:
    with pytest.raises(NotAllowed):
        hold.press(world.hana, "Test", world.harby)
    held = hold.press(world.cara, "Test")
    with pytest.raises(NotAllowed):
        hold.lift(world.hana, held)


def test_the_stopped_press_nothing(world: World) -> None:
    revoke.suspend(world.esi, world.bal, "Test")
    with pytest.raises(NotAllowed):
        hold.press(world.bal, "Test", world.harby)


def test_a_reason_is_needed(world: World) -> None:
    with pytest.raises(Refused), transaction.atomic():
        hold.press(world.cara, " ")


def some_hold(area: UUID | None, exempt: list[str]) -> SimpleNamespace:
    return SimpleNamespace(area_id=area, exempt=exempt)


HOLDS = st.lists(
    st.builds(some_hold, st.sampled_from([None, *AREAS]), st.lists(st.sampled_from(KINDS), unique=True)), max_size=4
)


@given(HOLDS, st.sampled_from([None, *AREAS]), st.sampled_from(KINDS))
def test_a_post_goes_exactly_if_no_hold_covers_its_area_without_exempting_its_kind(
    holds: list[SimpleNamespace], area: UUID | None, kind: str
) -> None:
    covering = [held for held in holds if held.area_id is None or held.area_id == area]
    found = hold.stops(holds, area, kind)
    assert (found is None) == all(kind in held.exempt for held in covering)
    assert found is None or found in covering
