"""The plan, whole: every combination of a delivery's facts and a channel's abilities, and whole lives of it."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.publishing.plan import Can, View, lapsed, next_step, rewanted
from bluelamp.publishing.states import SPEAKS, WRITES, Condition, Step

V, W = "v", "w"
ALL_CAN = [Can(*flags) for flags in product((True, False), repeat=4)]
ALL_VIEWS = [
    View(condition, wanted, actual, trying, prepared, step)
    for condition, wanted, actual, trying, prepared, step in product(
        Condition, (None, V, W), (None, V, W), (None, V, W), (None, V, W), (None, *Step)
    )
]
EVERYTHING = Can()


@pytest.mark.parametrize(
    ("row", "can", "step"),
    [
        (View(Condition.READY), EVERYTHING, Step.NOTHING),
        (View(Condition.READY, V, V), EVERYTHING, Step.NOTHING),
        (View(Condition.READY, V), EVERYTHING, Step.PREPARE),
        (View(Condition.READY, V, prepared=V), EVERYTHING, Step.PUBLISH),
        (View(Condition.READY, V, prepared=W), EVERYTHING, Step.PREPARE),
        (View(Condition.READY, W, V, prepared=V), EVERYTHING, Step.PREPARE),
        (View(Condition.READY, W, V, prepared=W), EVERYTHING, Step.EDIT),
        (View(Condition.READY, W, V, prepared=V), Can(edits=False), Step.RETRACT),
        (View(Condition.READY, W, V, prepared=V), Can(edits=False, retracts=False), Step.ASK),
        (View(Condition.READY, V, V, W, V), EVERYTHING, Step.EDIT),
        (View(Condition.READY, V, V, W, W), EVERYTHING, Step.PREPARE),
        (View(Condition.READY, None, V, W, W), EVERYTHING, Step.RETRACT),
        (View(Condition.READY, None, V), EVERYTHING, Step.RETRACT),
        (View(Condition.READY, None, V), Can(retracts=False), Step.ASK),
        (View(Condition.IN_FLIGHT, V), EVERYTHING, Step.WAIT),
        (View(Condition.IN_FLIGHT, None, V), EVERYTHING, Step.WAIT),
        (View(Condition.UNSURE, V, None, V, V), EVERYTHING, Step.FIND),
        (View(Condition.UNSURE, None, None, V, V), EVERYTHING, Step.FIND),
        (View(Condition.UNSURE, None, V), EVERYTHING, Step.FIND),
        (View(Condition.UNSURE, V, None, V, V), Can(finds=False), Step.PUBLISH),
        (View(Condition.UNSURE, V, None, V, V), Can(finds=False, repeats=False), Step.ASK),
        (View(Condition.UNSURE, V, None, V, None), Can(finds=False), Step.ASK),
        (View(Condition.UNSURE, W, None, V, V), Can(finds=False), Step.ASK),
        (View(Condition.UNSURE, None, None, V, V), Can(finds=False), Step.ASK),
        (View(Condition.UNSURE, W, V, W, W), Can(finds=False), Step.EDIT),
        (View(Condition.UNSURE, None, V, W, W), Can(finds=False), Step.RETRACT),
        (View(Condition.UNSURE, None, V), Can(finds=False), Step.RETRACT),
        (View(Condition.REFUSED, V), EVERYTHING, Step.ASK),
        (View(Condition.HELD, V, None, V), EVERYTHING, Step.ASK),
    ],
)
def test_the_table(row: View[str], can: Can, step: Step) -> None:
    assert next_step(row, can) is step


def test_every_combination_has_an_answer_that_the_channel_can_give() -> None:
    for row, can in product(ALL_VIEWS, ALL_CAN):
        step = next_step(row, can)
        assert not (step is Step.FIND and not can.finds)
        assert not (step is Step.EDIT and not can.edits)
        assert not (step is Step.RETRACT and not can.retracts)
        assert not (step in (Step.PUBLISH, Step.EDIT) and row.prepared != row.wanted)


def test_with_nothing_wanted_no_word_leaves() -> None:
    for row, can in product(ALL_VIEWS, ALL_CAN):
        if row.wanted is None:
            assert next_step(row, can) not in SPEAKS


def test_a_doubt_is_never_answered_by_sending_blind() -> None:
    for row, can in product(ALL_VIEWS, ALL_CAN):
        if row.condition is Condition.UNSURE and next_step(row, can) is Step.PUBLISH:
            assert can.repeats
            assert not can.finds
            assert row.trying == row.wanted == row.prepared


def test_nobody_acts_on_what_waits_for_a_person_or_for_an_answer() -> None:
    for row, can in product(ALL_VIEWS, ALL_CAN):
        if row.condition in (Condition.REFUSED, Condition.HELD, Condition.IN_FLIGHT):
            assert next_step(row, can) in (Step.ASK, Step.WAIT)


def test_a_claim_that_ran_out_is_never_ready_again_after_a_write() -> None:
    for row in ALL_VIEWS:
        if row.step in WRITES or row.trying is not None:
            assert lapsed(row) is Condition.UNSURE
    assert lapsed(View(Condition.IN_FLIGHT, V, step=Step.PREPARE)) is Condition.READY
    assert lapsed(View(Condition.IN_FLIGHT, V, trying=V, step=Step.FIND)) is Condition.UNSURE


def test_other_wishes_end_a_refusal_but_never_a_doubt() -> None:
    for row, wanted in product(ALL_VIEWS, (None, V, W)):
        after = rewanted(row, wanted)
        if row.condition in (Condition.IN_FLIGHT, Condition.UNSURE, Condition.READY):
            assert after is row.condition
        if row.condition is Condition.HELD and row.trying is not None and row.actual is None:
            assert after is row.condition
    assert rewanted(View(Condition.REFUSED, V), W) is Condition.READY
    assert rewanted(View(Condition.REFUSED, V), V) is Condition.REFUSED
    assert rewanted(View(Condition.HELD, V, None, V), None) is Condition.HELD


class Life:
    """A delivery beside the network it is for: what the network holds is the truth that the row has to reach."""

    def __init__(self, can: Can) -> None:
        self.can = can
        self.row: View[str] = View(Condition.READY)
        self.there: list[str] = []
        self.by_person = False

    def want(self, wanted: str | None) -> None:
        condition = rewanted(self.row, wanted)
        self.row = self._with(wanted=wanted, condition=condition)

    def step(self, happens: bool, answered: bool) -> bool:
        """One step; the effect may or may not happen, the answer may or may not arrive. False = nothing to do."""
        step = next_step(self.row, self.can)
        if step is Step.ASK:
            self.by_person = True
            return False
        if step in (Step.NOTHING, Step.WAIT):
            return False
        trying = {Step.PUBLISH: self.row.wanted, Step.EDIT: self.row.wanted, Step.RETRACT: None}.get(
            step, self.row.trying
        )
        claimed = self._with(trying=trying, step=step)
        if happens or answered:
            self._effect(step)
        if not answered:
            self.row = claimed
            self.row = self._with(condition=lapsed(claimed))
            return True
        self.row = claimed
        self._settle(step)
        return True

    def _effect(self, step: Step) -> None:
        wanted = self.row.wanted
        if step is Step.PUBLISH and wanted and not (self.there and self.can.repeats):
            self.there.append(wanted)
        elif step is Step.EDIT and wanted and self.there:
            self.there[0] = wanted
        elif step is Step.RETRACT and self.there:
            self.there.pop(0)

    def _settle(self, step: Step) -> None:
        row = self.row
        if step is Step.PREPARE:
            self.row = self._with(prepared=row.wanted, condition=Condition.READY)
        elif step in (Step.PUBLISH, Step.EDIT):
            self.row = self._with(actual=row.trying, trying=None, condition=Condition.READY)
        elif step is Step.RETRACT or not self.there:
            self.row = self._with(actual=None, trying=None, condition=Condition.READY)
        elif row.actual is None:
            self.row = self._with(actual=row.trying, trying=None, condition=Condition.READY)
        else:
            self.row = self._with(condition=Condition.READY)

    def _with(self, **changes: object) -> View[str]:
        values = {name: getattr(self.row, name) for name in View.__slots__} | changes
        return View(**values)


CANS = st.builds(Can, st.booleans(), st.booleans(), st.booleans(), st.booleans())
EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("want"), st.sampled_from([None, V, W])),
        st.tuples(st.just("step"), st.tuples(st.booleans(), st.booleans())),
    ),
    max_size=30,
)


@settings(max_examples=2_000, deadline=None)
@given(can=CANS, events=EVENTS, last=st.sampled_from([None, V, W]))
def test_whatever_happens_it_ends_as_wanted_or_with_a_person(
    can: Can, events: list[tuple[str, object]], last: str | None
) -> None:
    life = Life(can)
    for name, value in events:
        if name == "want":
            life.want(value)  # type: ignore[arg-type]
        else:
            life.step(*value)  # type: ignore[misc]
        assert len(life.there) <= 1
    life.want(last)
    for _ in range(12):
        if not life.step(True, True):
            break
    if not life.by_person:
        assert life.there == ([last] if last else [])
        assert life.row.actual == last
        assert life.row.condition is Condition.READY


@settings(max_examples=500, deadline=None)
@given(events=EVENTS)
def test_where_the_network_can_be_asked_no_person_is_needed_and_retraction_ends_gone(
    events: list[tuple[str, object]],
) -> None:
    life = Life(Can())
    for name, value in events:
        if name == "want":
            life.want(value)  # type: ignore[arg-type]
        else:
            life.step(*value)  # type: ignore[misc]
    life.want(None)
    while life.step(True, True):
        pass
    assert not life.by_person
    assert life.there == []
