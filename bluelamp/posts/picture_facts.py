"""What an author says of a picture, by the names of docs/facts.md: which of it is asked, and what is kept of an answer."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bluelamp.kernel.text import storable

SOURCES: dict[str, Promise | str] = {
    "own": _("I took it, or a colleague did"),
    "family": _("The family gave it to us"),
    "resident": _("A resident sent it"),
    "custody": _("It is a custody picture"),
    "cctv": _("It is from CCTV"),
    "third_party": _("It is somebody else’s work"),
    "ai": _("A machine made it"),
}
YES = "yes"
LONGEST = 120
OLDEST = 130


class Ask(NamedTuple):
    """One thing asked of a picture. `kind`: "choice", "tick", "day", "age" or "words"."""

    kind: str
    label: Promise | str
    hint: Promise | str = ""


ASKS: dict[str, Ask] = {
    "source": Ask("choice", _("Where is this picture from?")),
    "permission": Ask("words", _("Who allowed us to use it?"), _("A name, or the number of the permission.")),
    "labelled": Ask("tick", _("The post says that a machine made this picture")),
    "approved_by": Ask("words", _("Who allowed this picture?"), _("Rank and name.")),
    "review_at": Ask("day", _("When is it looked at again?")),
    "taken": Ask("day", _("When was it taken?"), _("If you only know the month, choose its first day.")),
    "confirmed_by_family": Ask("tick", _("The family has confirmed today that it shows this person as they look now")),
    "subject_age": Ask("age", _("How old is the person in it?")),
    "checked": Ask(
        "tick",
        _("I looked: nobody who should not be seen, no plates, screens, lanyards, keys, house numbers or papers"),
    ),
    "masked": Ask("tick", _("Bystanders, plates and screens in it are unreadable")),
    "captions": Ask("choice", _("What about its words?")),
    "decorative": Ask("tick", _("It is only decoration: there is nothing in it to describe")),
    "poster": Ask("choice", _("Is it a poster, a map or a screenshot?")),
}
"""Every fact that an author may give, in the order in which it is asked."""

CAPTIONS: dict[str, Promise | str] = {
    "checked": _("The captions are there and I checked them"),
    "no_speech": _("Nobody speaks in it; what one sees stands in the description"),
}
POSTER: dict[str, Promise | str] = {"yes": _("Yes"), "no": _("No")}
CHOICES = {"source": SOURCES, "captions": CAPTIONS, "poster": POSTER}

_BY_SOURCE = {
    "family": ("taken", "confirmed_by_family"),
    "resident": ("permission",),
    "third_party": ("permission",),
    "custody": ("approved_by", "review_at", "taken", "subject_age"),
    "cctv": ("approved_by", "review_at", "masked"),
    "ai": ("labelled",),
}
_BY_KIND = {
    "appeal_missing": ("taken", "confirmed_by_family", "subject_age"),
    "appeal_wanted": ("approved_by", "review_at"),
}


def asked(kind: str, source: str, seen: bool, film: bool) -> tuple[list[str], list[str]]:
    """Names of what is asked at once, and of what can be said besides. `seen`: a machine found faces or plates."""
    now = {"source", *_BY_SOURCE.get(source, ()), *_BY_KIND.get(kind, ()), *(["captions"] if film else [])}
    now.update(["checked", *(["masked"] if seen else [])])
    rest = {"decorative"} if film else {"decorative", "poster"}
    return [name for name in ASKS if name in now], [name for name in ASKS if name in rest - now]


def cleaned(given: Mapping[str, str]) -> dict[str, Any]:
    """What can be kept of a form's answers; an empty one, or one that nobody could have chosen, says nothing."""
    kept = {name: _value(name, storable(given.get(name, "")).strip()) for name in ASKS}
    return {name: value for name, value in kept.items() if value not in ("", None)}


def _value(name: str, said: str) -> str | int | None:
    match ASKS[name].kind:
        case "choice":
            return said if said in CHOICES[name] else None
        case "tick":
            return YES if said else None
        case "age":
            return int(said) if said.isdecimal() and int(said) <= OLDEST else None
        case "day":
            return _day(said)
    return said[:LONGEST]


def _day(said: str) -> str | None:
    try:
        return date.fromisoformat(said).isoformat()
    except ValueError:
        return None
