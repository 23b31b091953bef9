"""What a delivery can be, and the steps between what is wanted and what is."""

from enum import StrEnum


class Condition(StrEnum):
    READY = "ready"
    IN_FLIGHT = "in_flight"
    UNSURE = "unsure"
    REFUSED = "refused"
    HELD = "held"


class Step(StrEnum):
    """What to do next. `ask` = a person decides; everything else is the machine's."""

    NOTHING = "nothing"
    WAIT = "wait"
    PREPARE = "prepare"
    PUBLISH = "publish"
    EDIT = "edit"
    RETRACT = "retract"
    FIND = "find"
    ASK = "ask"


WRITES = frozenset({Step.PUBLISH, Step.EDIT, Step.RETRACT})
"""Steps after which the public may see something else than before."""
SPEAKS = frozenset({Step.PREPARE, Step.PUBLISH, Step.EDIT})
"""Steps by which words of ours leave the house: only while author, approvers, hold and channel allow it."""
