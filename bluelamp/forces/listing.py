"""What the pages about people and pauses show."""

from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from bluelamp.forces import words
from bluelamp.forces.access import may_hold, may_stop, people_for
from bluelamp.forces.forms import PeopleFilter
from bluelamp.forces.hold import open_holds
from bluelamp.forces.models import Hold, Member, Suspension
from bluelamp.forces.states import Role

A_PAGE = 50


class Row(NamedTuple):
    """One line of a summary list."""

    key: str | Promise
    value: str | Promise
    url: str = ""
    verb: str | Promise = ""


class Step(NamedTuple):
    """One level of trust, and whether it is the present one."""

    level: int
    name: Promise
    now: bool


class Pause(NamedTuple):
    hold: Hold
    still_goes: list[Promise | str]
    may_lift: bool


def people(member: Member, form: PeopleFilter) -> "Page[Member]":
    """The people whom `member` may see, by name, each with `.stopped`, team and roles. Four queries for a page."""
    open_stops = Suspension.objects.of(member.force_id).open().filter(member=OuterRef("pk"))
    rows = people_for(member).annotate(stopped=Exists(open_stops)).filter(_wanted(form)).distinct()
    rows = rows.select_related("team").prefetch_related("grants__area").order_by("name", "pk")
    return Paginator(rows, A_PAGE).get_page(form.data.get("page"))


def _wanted(form: PeopleFilter) -> Q:
    """What was asked for, as far as it makes sense; those who left show only when asked for."""
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else getattr(form, "cleaned_data", {})
    state = asked.get("state")
    found = Q(left_at__isnull=state != "left")
    if state == "stopped":
        found &= Q(stopped=True)
    if name := asked.get("q"):
        found &= Q(name__icontains=name)
    if team := asked.get("team"):
        found &= Q(team=team)
    if role := asked.get("role"):
        found &= Q(grants__role=role)
    return found


def about(member: Member, who: Member) -> dict[str, Any]:
    """One person's page: who they are, how far they are trusted, and what `member` may do about them."""
    stop = Suspension.objects.of(who.force_id).open().select_related("by").filter(member=who).first()
    mine = may_stop(member, who) and who.left_at is None
    return {
        "person": who,
        "rows": _facts(member, who),
        "stopped": stop,
        "may_stop": mine,
        "steps": [Step(level, name, level == who.trust) for level, name in words.TRUST.items()],
        "trust": words.TRUST[who.trust],
        "may_administer": member.holds(Role.ADMIN) and member.pk != who.pk and who.left_at is None,
        "never_signed_in": not who.user.has_usable_password(),
    }


def _facts(member: Member, who: Member) -> list[Row]:
    url = reverse("forces:roles", args=[who.pk]) if member.holds(Role.ADMIN) and member.pk != who.pk else ""
    roles = "\n".join(roles_of(who)) or _("None yet")
    return [
        Row(_("Team"), who.team.name if who.team else _("None")),
        Row(_("E-mail"), who.user.email),
        Row(_("Roles"), roles, url, _("Change")),
    ]


def roles_of(who: Member) -> list[str]:
    """“Officer, Harby” or “Press office, everywhere”, one for each grant."""
    return sorted(
        _("%(role)s, %(area)s") % {"role": words.ROLES[given.role], "area": given.area or _("everywhere")}
        for given in who.grants.all()
    )


def holds(member: Member) -> list[Pause]:
    return [
        Pause(hold, [words.KINDS.get(kind, kind) for kind in hold.exempt], may_hold(member, hold.area_id))
        for hold in open_holds(member.force_id)
    ]


def goodbye(who: Member) -> dict[str, Any]:
    return {
        "question": _("Does %(name)s leave for good?") % {"name": who},
        "sentence": _("Use this when somebody has left the force. To pause somebody for a while, stop them instead."),
        "items": [
            _("They are signed out everywhere and cannot sign in again."),
            _("All their roles end."),
            _("What they published stays, and so does the record of it."),
        ],
        "verb": _("Yes, they have left"),
        "back": reverse("forces:person", args=[who.pk]),
        "danger": True,
    }
