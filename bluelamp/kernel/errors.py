"""Base errors of the house. Each carries a sentence that a person can act on."""


class Told(Exception):
    """Something a person must be told; `str(error)` is the sentence, already translatable."""


class NotAllowed(Told):
    """This member may not do this here, or may not know that it exists."""


class Conflict(Told):
    """The thing changed under your hands, or the move does not exist from here."""


class Refused(Told):
    """What was handed in cannot be taken, and why, and how to mend it."""
