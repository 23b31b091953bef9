"""Words and tones that go together, for components."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

TONE_OF_WEIGHT = {"block": "stop", "review": "care", "advise": "lamp", "fix": "quiet"}
TONE_OF_LEVEL = {"debug": "lamp", "info": "lamp", "success": "fine", "warning": "care", "error": "stop"}
ALERT_KIND = {"quiet": "information", "lamp": "information", "fine": "success", "care": "warning", "stop": "error"}

_WEIGHTS: dict[str, str | Promise] = {
    "block": gettext_lazy("This must change before it can go"),
    "review": gettext_lazy("Somebody else looks at this first"),
    "advise": gettext_lazy("Think about this"),
    "fix": gettext_lazy("Easy to put right"),
}
_ALERTS: dict[str, str | Promise] = {
    "quiet": gettext_lazy("Note"),
    "lamp": gettext_lazy("Note"),
    "fine": gettext_lazy("Done"),
    "care": gettext_lazy("Take care"),
    "stop": gettext_lazy("Stopped"),
}
_WHO: dict[str, str | Promise] = {
    "officer": gettext_lazy("An officer"),
    "supervisor": gettext_lazy("A supervisor"),
    "press": gettext_lazy("The press office"),
    "desk": gettext_lazy("The inbox desk"),
    "admin": gettext_lazy("An administrator"),
    "none": gettext_lazy("Nobody"),
}


def weight_word(weight: str) -> str:
    return str(_WEIGHTS.get(weight, _("Look at this")))


def alert_word(tone: str) -> str:
    return str(_ALERTS[tone])


def who(role: str) -> str:
    """A role as the subject of a sentence; a name that is not in the table stands for itself."""
    return str(_WHO.get(role, role))
