"""What people call the kinds of post, the stages of a case and the reasons why a rule was wrong."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS: dict[str, str | Promise] = {
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
CASE_STATES: dict[str, str | Promise] = {
    "none": _("No case"),
    "investigation": _("We are looking into it"),
    "arrest": _("Somebody is arrested, nobody is charged"),
    "charged": _("Somebody is charged"),
    "trial": _("On trial"),
    "sentenced": _("Sentenced"),
    "resolved": _("Resolved: found, or nothing further"),
}
FINE: dict[str, str | Promise] = {
    "meaning": _("Not what the word means here"),
    "agreed": _("Already public and agreed"),
    "misread": _("The rule did not understand me"),
    "own": _("In my own words"),
}
"""Why a finding is wrong, as its author may say with one tap."""
