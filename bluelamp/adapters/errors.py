"""The five errors. Every trouble with a network is exactly one of them.

Trouble
 +- Later      nothing happened; the same step again, not before `after`
 +- NeedsAuth  the account must be connected again by an administrator
 +- Rejected   understood and refused; `str(error)` is a sentence for the officer
 +- Unsure     may have happened: look before acting, never send again blind
 +- Gone       not there any more
"""

from datetime import timedelta


class Trouble(Exception):
    """Any of the five; never raised itself."""


class Later(Trouble):
    """`whole`: the account as a whole must wait (asked to slow down, nobody there), not only this one request."""

    def __init__(self, why: str, after: timedelta = timedelta(seconds=30), *, whole: bool = False) -> None:
        super().__init__(why)
        self.after = after
        self.whole = whole


class NeedsAuth(Trouble):
    pass


class Rejected(Trouble):
    pass


class Unsure(Trouble):
    pass


class Gone(Trouble):
    pass


def gettext_noop(sentence: str) -> str:
    """Marks a sentence for the translators. The cellar knows no languages; the page that shows it translates it."""
    return sentence
