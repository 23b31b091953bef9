"""What people call the kinds, the case states and the states of a post."""

from django.utils.translation import gettext_lazy as _

from bluelamp.policy.words import CASE_STATES as CASE_STATES
from bluelamp.policy.words import KINDS as KINDS

STATES = {
    "draft": (_("Draft"), "quiet"),
    "waiting": (_("Waiting for a yes"), "care"),
    "returned": (_("Came back to you"), "care"),
    "approved": (_("Approved"), "fine"),
    "retracted": (_("Withdrawn"), "stop"),
    "discarded": (_("Discarded"), "quiet"),
}
"""state -> (word, tone of its tag)."""


def state(name: str) -> str:
    return str(STATES[name][0])


def tone(name: str) -> str:
    return STATES[name][1]
