"""What a delivery can be, and the next step between what is wanted and what is."""

from enum import StrEnum


class Condition(StrEnum):
    READY = "ready"
    IN_FLIGHT = "in_flight"
    UNSURE = "unsure"
    REFUSED = "refused"
    HELD = "held"


class Step(StrEnum):
    """Held deliveries wait for a person; every other step is the machine's."""

    NOTHING = "nothing"
    PREPARE = "prepare"
    PUBLISH = "publish"
    EDIT = "edit"
    RETRACT = "retract"
    FIND = "find"
    ASK = "ask"
