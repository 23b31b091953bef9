"""What people call layers, weights, outcomes and the states of a change."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = dict[str, str | Promise]

LAYERS: dict[int, str | Promise] = {
    0: _("The base, for every police force"),
    1: _("The law of your country"),
    2: _("From other forces"),
    3: _("Your own, on top of all"),
}
WEIGHTS: Words = {
    "block": _("stops the post"),
    "review": _("a second person decides"),
    "advise": _("advice"),
    "fix": _("a small slip"),
}
OUTCOMES: Words = {
    "ok": _("nothing to say"),
    "advise": _("advice"),
    "review": _("a second person decides"),
    "block": _("stopped"),
}
SOURCES: Words = {
    "upload": _("a file"),
    "feed": _("another force’s feed"),
    "editor": _("the editor"),
    "builtin": _("comes with Bluelamp"),
    "earlier": _("an earlier version"),
    "removal": _("taken out"),
}
STATES: Words = {
    "draft": _("Being looked at"),
    "proposed": _("Waits for a second person"),
    "installed": _("In force"),
    "refused": _("Refused"),
    "withdrawn": _("Dropped"),
}
TONES = {"draft": "quiet", "proposed": "care", "installed": "fine", "refused": "stop", "withdrawn": "quiet"}
TONE_OF_OUTCOME = {"ok": "fine", "advise": "lamp", "review": "care", "block": "stop"}
