"""The next step of one delivery: a pure function of what is wanted, what is live, and what we know. No clock, no tables.

                     wanted: nothing       wanted: v, live: nothing   wanted: v, live: v   wanted: w, live: v
    ready            retract, if live      prepare, publish           nothing              prepare, edit *
    in flight        wait for the answer, or for the claim to run out: then see `lapsed`
    unsure           look; where nobody can look, repeat only what the network recognises as a repeat; else ask
    refused, held    ask a person, until something else is wanted: see `rewanted`

    * where the channel cannot edit: take the old one down and publish the new one; where it can do neither: ask.

Retraction beats everything: with nothing wanted there is no way to prepare, publish or edit.
"""

from dataclasses import dataclass
from typing import Generic, TypeVar

from bluelamp.publishing.states import WRITES, Condition, Step

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Can:
    """What the channel can do, as far as the next step depends on it. `repeats`: the same again with the same key
    never makes a second one."""

    edits: bool = True
    retracts: bool = True
    finds: bool = True
    repeats: bool = True


@dataclass(frozen=True, slots=True)
class View(Generic[V]):
    """A delivery as the plan sees it. `trying` = the version whose attempt has no known outcome: with nothing live it
    may be there or not, with something live either of the two may be what people see. `prepared` = the version whose
    content is frozen; `step` = what the last claim was for."""

    condition: Condition
    wanted: V | None = None
    actual: V | None = None
    trying: V | None = None
    prepared: V | None = None
    step: Step | None = None


def next_step(row: View[V], can: Can) -> Step:
    """What to do now; every combination has an answer."""
    if row.condition == Condition.IN_FLIGHT:
        return Step.WAIT
    if row.condition == Condition.UNSURE:
        return _unsure(row, can)
    if row.condition == Condition.READY:
        return _ready(row, can)
    return Step.ASK


def lapsed(row: View[V]) -> Condition:
    """The condition after a claim ran out. Whatever the public could have seen is unsure, never "again"."""
    in_doubt = row.step in WRITES or row.step == Step.FIND or row.trying is not None
    return Condition.UNSURE if in_doubt else Condition.READY


def rewanted(row: View[V], wanted: V | None) -> Condition:
    """The condition when people want something else: a refusal was about the old words, and what is live can be
    changed or taken down again; whether something is live at all stays a doubt."""
    known = row.trying is None or row.actual is not None
    answered = row.condition == Condition.REFUSED or (row.condition == Condition.HELD and known)
    return Condition.READY if answered and row.wanted != wanted else row.condition


def _ready(row: View[V], can: Can) -> Step:
    mixed = row.actual is not None and row.trying is not None
    if row.wanted == row.actual and not mixed:
        return Step.NOTHING
    if row.wanted is None or (row.actual is not None and not can.edits):
        return Step.RETRACT if can.retracts else Step.ASK
    if row.prepared != row.wanted:
        return Step.PREPARE
    return Step.PUBLISH if row.actual is None else Step.EDIT


def _unsure(row: View[V], can: Can) -> Step:
    if can.finds:
        return Step.FIND
    if row.trying is None:
        # The doubt is about a retraction, and taking away what is gone already does no harm.
        return Step.RETRACT if can.retracts and row.actual is not None else Step.ASK
    if row.wanted is None:
        return Step.RETRACT if can.retracts and row.actual is not None else Step.ASK
    if row.wanted == row.trying == row.prepared:
        if row.actual is None and can.repeats:
            return Step.PUBLISH
        if row.actual is not None and can.edits:
            # A correction names what it changes, so the same once more changes nothing.
            return Step.EDIT
    return Step.ASK
