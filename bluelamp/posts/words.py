"""What people call the kinds, the case states and the states of a post."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "update": _("News from the neighbourhood"),
    "event": _("Event or meeting"),
    "warning": _("Warning: something people must know now"),
    "appeal_missing": _("Appeal: missing person"),
    "appeal_witness": _("Appeal: witnesses"),
    "appeal_cctv": _("Appeal: picture from a camera"),
    "appeal_wanted": _("Appeal: wanted person"),
    "court": _("Arrest, charge or court result"),
    "rebuttal": _("Putting a rumour right"),
    "reply": _("Answer"),
}
CASE_STATES = {
    "none": _("No case"),
    "investigation": _("We are looking into it"),
    "arrest": _("Somebody is arrested, nobody is charged"),
    "charged": _("Somebody is charged"),
    "trial": _("On trial"),
    "sentenced": _("Sentenced"),
    "resolved": _("Resolved: found, or nothing further"),
}
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
