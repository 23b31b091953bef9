"""What roles, levels of trust and kinds of post are called on the screen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bluelamp.forces.states import Role, Trust

ROLES: dict[str, Promise] = {
    Role.OFFICER: _("Officer"),
    Role.SUPERVISOR: _("Supervisor"),
    Role.PRESS: _("Press office"),
    Role.DESK: _("Digital desk"),
    Role.ADMIN: _("Administrator"),
    Role.AUDITOR: _("Auditor"),
}

ROLE_WHY: dict[str, Promise] = {
    Role.OFFICER: _("writes posts and answers people"),
    Role.SUPERVISOR: _("agrees to posts, can pause publishing and stop somebody"),
    Role.PRESS: _("agrees to posts that need media law, can pause publishing"),
    Role.DESK: _("reads and answers what people send in"),
    Role.ADMIN: _("looks after people, roles and channels"),
    Role.AUDITOR: _("reads everything that was done, changes nothing"),
}

TRUST: dict[int, Promise] = {
    Trust.TRAINEE: _("Every post is checked first"),
    Trust.LOW_RISK: _("Publishes low-risk posts alone"),
    Trust.REPLIES: _("Also answers people alone"),
    Trust.APPROVES: _("Also agrees to posts of others"),
}

KINDS: dict[str, Promise] = {
    "update": _("Update"),
    "reply": _("Answer"),
    "appeal_missing": _("Missing person appeal"),
    "appeal_witness": _("Witness appeal"),
    "appeal_wanted": _("Wanted appeal"),
    "appeal_cctv": _("CCTV appeal"),
    "court": _("Court result"),
    "rebuttal": _("Correcting a rumour"),
    "warning": _("Warning"),
    "event": _("Event"),
}

STOP_REASONS: tuple[Promise, ...] = (
    _("I need to look into something first"),
    _("A post or message that should not have gone out"),
    _("The phone or the account may be in wrong hands"),
    _("They are off duty or have moved on"),
)
"""Quick reasons for stopping somebody; the first is chosen already, so that two taps are enough at night."""

HOLD_REASONS: tuple[Promise, ...] = (
    _("A major incident is going on"),
    _("Something that went out may be wrong"),
    _("An account may be in wrong hands"),
)
