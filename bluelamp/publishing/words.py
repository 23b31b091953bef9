"""Sentences of this room, and the facts that its audit entries carry."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bluelamp.publishing.models import Delivery
from bluelamp.publishing.states import Condition

KINDS: dict[str, str | Promise] = {
    "update": gettext_lazy("Update"),
    "reply": gettext_lazy("Reply"),
    "appeal_missing": gettext_lazy("Missing person"),
    "appeal_witness": gettext_lazy("Witness appeal"),
    "appeal_wanted": gettext_lazy("Wanted"),
    "appeal_cctv": gettext_lazy("Who is this?"),
    "court": gettext_lazy("Court"),
    "rebuttal": gettext_lazy("Setting it straight"),
    "warning": gettext_lazy("Warning"),
    "event": gettext_lazy("Event"),
}
"""What the public sees as the kind of a post."""


def facts(row: Delivery) -> dict[str, Any]:
    """What every entry about a delivery names, so that the record can be read without our tables."""
    return {"post": str(row.post_id), "channel": str(row.channel_id), "channel_name": row.channel.name}


def undecided(row: Delivery) -> str:
    """Why the machine stops here and a person has to look, and what they do."""
    name = {"channel": row.channel.name}
    if row.trying_id:
        return _("Nobody knows whether this reached %(channel)s. Look there, then tell us below what you see.") % name
    if row.wanted_id is None:
        return _("%(channel)s cannot take posts down by itself. Take it down there, then tell us below.") % name
    return _("%(channel)s can change nothing that is live. Change it there by hand, then tell us below.") % name


def worn_out(row: Delivery) -> str:
    """Too many doubts in a row: the machine might go on for ever without getting further."""
    name = {"channel": row.channel.name}
    return _("We tried several times and %(channel)s gave no clear answer. Look there, then tell us below.") % name


def vanished(row: Delivery) -> str:
    name = {"channel": row.channel.name}
    return _("This was on %(channel)s and is not there any more. Somebody may have taken it down on purpose.") % name


def not_taken_down(row: Delivery, why: str) -> str:
    name = {"channel": row.channel.name, "why": why}
    return _("%(channel)s would not take it down: %(why)s Take it down there by hand, then tell us below.") % name


def something_else(row: Delivery) -> str:
    name = {"channel": row.channel.name}
    return _("Something else stands on %(channel)s where this should be. Look there, then tell us below.") % name


def no_place(row: Delivery) -> str:
    name = {"channel": row.channel.name}
    return _("What this belongs to is not on %(channel)s any more, so it was not sent.") % name


def state(row: Delivery) -> tuple[str, str]:
    """A word for what the public sees there now, and how it is meant: live, moving, ask, off."""
    if row.condition in (Condition.REFUSED, Condition.HELD):
        return _("Needs you"), "ask"
    if row.condition == Condition.UNSURE:
        return _("Being checked"), "moving"
    if row.wanted_id == row.actual_id:
        return (_("Live"), "live") if row.actual_id else (_("Taken down"), "off")
    if row.actual_id is None:
        return _("On its way"), "moving"
    return (_("Being taken down"), "moving") if row.wanted_id is None else (_("Being corrected"), "moving")
