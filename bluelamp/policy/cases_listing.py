"""What the pages of the case register, the consents and the calendar show."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from bluelamp.forces.models import Member
from bluelamp.policy import cases_access as access
from bluelamp.policy import cases_words as words
from bluelamp.policy import register
from bluelamp.policy.models import Case, Consent, CourtOrder, ElectionPeriod, Gate

PAGE = 25


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a summary list."""

    key: str | Promise
    value: str | Promise
    url: str = ""
    verb: str | Promise = ""


@dataclass(frozen=True, slots=True)
class GateShown:
    kind: str
    name: str | Promise
    ticked: Gate | None


@dataclass(frozen=True, slots=True)
class OrderShown:
    order: CourtOrder
    name: str | Promise
    binds: bool


@dataclass(frozen=True, slots=True)
class ConsentShown:
    consent: Consent
    name: str | Promise
    counts: bool


def cases(member: Member, asked: str, number: str | None) -> "Page[Case]":
    """Those that move first; of a search, those whose reference, subject or other words fit."""
    rows = access.cases_for(member).newest_first()
    if asked:
        rows = rows.filter(Q(ref__icontains=asked) | Q(title__icontains=asked) | Q(known_as__icontains=asked))
    page = Paginator(rows, PAGE).get_page(number)
    for case in page:
        case.word, case.tone = words.SHORT[case.stage], "care" if case.contempt_active else "quiet"  # type: ignore[attr-defined]
    return page


def about(member: Member, case: Case) -> dict[str, Any]:
    """One case's page, and what this member may do on it. Seven questions, however much there is."""
    may, today = access.may_keep(member, case), register.today(member.force)
    ticked = {gate.kind: gate for gate in case.gates.filter(undone_at=None).select_related("by")}
    say, leave = words.LADDER[case.stage]
    return {
        "case": case,
        "word": words.STAGES[case.stage],
        "may_keep": may,
        "may_see_names": access.may_see_names(member, case),
        "stages": [(stage, name, stage == case.stage) for stage, name in words.SHORT.items()],
        "may_say": say,
        "leave_out": leave,
        "gates": [GateShown(kind, name, ticked.get(kind)) for kind, name in words.GATES.items()],
        "orders": [OrderShown(o, words.ORDERS[o.kind], o.binds(today)) for o in case.orders.all()],
        "consents": _shown(access.consents_for(member).filter(case=case), member),
        "rows": _facts(case, may),
    }


def _facts(case: Case, may: bool) -> list[Row]:
    url = reverse("policy:case_edit", args=[case.pk]) if may else ""
    known = "\n".join(case.known_as) or _("Nothing yet")
    return [
        Row(_("About"), case.title, url, _("Change")),
        Row(_("Area"), str(case.area)),
        Row(_("Officer in the case"), str(case.lead or _("Nobody yet")), url, _("Change")),
        Row(_("Known as"), known, url, _("Change")),
        Row(_("Another trial to come"), _("Yes") if case.linked_trial else _("No"), url, _("Change")),
    ]


def consents(member: Member, number: str | None) -> dict[str, Any]:
    page = Paginator(access.consents_for(member), PAGE).get_page(number)
    return {"page": page, "rows": _shown(page.object_list, member)}


def _shown(rows: Any, member: Member) -> list[ConsentShown]:
    today = register.today(member.force)
    return [ConsentShown(row, words.CONSENTS[row.kind], row.counts(today)) for row in rows]


def calendar(member: Member) -> dict[str, Any]:
    """Elections of the force, each with whether it is on now."""
    today = register.today(member.force)
    periods: list[tuple[ElectionPeriod, bool]] = [
        (period, period.begins_on <= today <= period.ends_on) for period in access.elections_for(member)
    ]
    return {"periods": periods, "may_plan": access.may_plan(member), "today": today}


def open_orders(case: Case) -> list[OrderShown]:
    """Those under which names can be kept."""
    return [OrderShown(order, words.ORDERS[order.kind], True) for order in case.orders.filter(lifted_on=None)]


def lifting(order: CourtOrder, form: Any) -> dict[str, Any]:
    return {
        "question": _("Has this order been lifted?"),
        "sentence": str(words.ORDERS[order.kind]),
        "items": [
            _("From that day on posts are not checked against it any more."),
            _("The names it protected are deleted from the register. This cannot be undone."),
        ],
        "verb": _("Yes, it is lifted"),
        "danger": True,
        "form": form,
        "back": reverse("policy:case", args=[order.case_id]),
    }


def withdrawing(consent: Consent) -> dict[str, Any]:
    return {
        "question": _("Have they changed their mind about %(number)s?") % {"number": consent.number},
        "sentence": consent.whom,
        "items": [
            _("No post can rest on this consent any more, and none that waits goes out."),
            _("What is public stays until somebody withdraws it: look at it now."),
        ],
        "verb": _("Yes, withdraw the consent"),
        "danger": True,
        "back": reverse("policy:consents"),
    }


def dropping(period: ElectionPeriod) -> dict[str, Any]:
    return {
        "question": _("Take “%(title)s” out of the calendar?") % {"title": period.title},
        "sentence": _("Posts are not held to its rules any more. The record keeps that it was there."),
        "verb": _("Take it out"),
        "danger": True,
        "back": reverse("policy:calendar"),
    }
