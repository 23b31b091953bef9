"""What the register, the calendar and the holds know around a draft: the facts that no author can give or change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from bluelamp.forces import hold
from bluelamp.forces.models import Force
from bluelamp.kernel import clock
from bluelamp.policy import recognise
from bluelamp.policy.models import Case, Consent, CourtOrder, ElectionPeriod, Gate, ProtectedName
from bluelamp.policy.models.cases import GATES

_NAMES = """
case_ref case_known case_orders linked_trial protected next_of_kin_informed family_informed consent
hold hold_note election candidates languages author_trust public_reply review_overdue
"""
GIVEN = frozenset(_NAMES.split())
"""Names that only this house fills. An answer under one of them is nobody's answer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """About what we ask. `texts` are all words of the draft, also those beside and in its pictures."""

    force: Force
    area_id: UUID
    kind: str = "update"
    texts: Sequence[str] = ()
    case_id: UUID | None = None
    consent_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """`case` was chosen, or is named in the words. `stage`: what the register says, "" without a case."""

    facts: Mapping[str, Any]
    case: Case | None = None
    stage: str = ""
    others: tuple[Case, ...] = field(default=())


def today(force: Force) -> date:
    """The day by the force's own clock."""
    return clock.now().astimezone(ZoneInfo(force.zone)).date()


def known(asked: Asked) -> Known:
    """Read afresh; five questions for a draft without a case, three more with one."""
    day = today(asked.force)
    cases = cases_in(asked)
    facts: dict[str, Any] = {"languages": list(asked.force.languages), **_calendar(asked, day), **_holds(asked)}
    facts["protected"] = _protected(asked, cases, day)
    if asked.consent_id and (number := _consent(asked, day)):
        facts["consent"] = number
    if not cases:
        return Known(facts)
    first = cases[0]
    return Known({**facts, **_case(asked, cases, day)}, first, first.stage, tuple(cases[1:]))


def cases_in(asked: Asked) -> list[Case]:
    """The case that was chosen, first; and those that the words name by reference or operation."""
    named = Q(pk=asked.case_id) if asked.case_id else Q(pk__in=[])
    for ref in (ref for text in asked.texts for ref in recognise.references(text)):
        named |= Q(ref__iexact=ref)
    if not named or named == Q(pk__in=[]):
        return []
    found = Case.objects.of(asked.force).filter(named).order_by("pk")[: recognise.MOST]
    return sorted(found, key=lambda case: case.pk != asked.case_id)


def _case(asked: Asked, cases: list[Case], day: date) -> dict[str, Any]:
    """Of several cases the strictest word counts: an order on any of them, a trial to come in any of them."""
    orders = CourtOrder.objects.of(asked.force).in_force(day).filter(case__in=cases)
    ticked = set(Gate.objects.of(asked.force).filter(case=cases[0], undone_at=None).values_list("kind", flat=True))
    return {
        "case_ref": cases[0].ref,
        "case_known": True,
        "case_orders": sorted(set(orders.values_list("kind", flat=True))),
        "linked_trial": any(case.linked_trial for case in cases),
        **{gate: gate in ticked for gate in GATES},
    }


def _protected(asked: Asked, cases: list[Case], day: date) -> list[str]:
    """Names under orders, for the judge's eyes only: all of this case; of others the full names that stand in the words.

    A single word of another case, such as a first name, is not looked for everywhere: it would fit too many people.
    """
    orders = CourtOrder.objects.of(asked.force).in_force(day)
    rows = ProtectedName.objects.of(asked.force).filter(order__in=orders)
    texts = [recognise.plain(text) for text in asked.texts if text]
    mine = {case.pk for case in cases}
    found: set[str] = set()
    for words, case in rows.values_list("words", "order__case_id"):
        there = not recognise.one_word(words) and recognise.stands_in(words, texts)
        if there or case in mine:
            found |= {words, recognise.together(words)} if there else {words}
    return sorted(found)


def _consent(asked: Asked, day: date) -> str:
    """Its number while it counts, else ""."""
    row = Consent.objects.of(asked.force).valid(day).filter(pk__in=[asked.consent_id]).first()
    return row.number if row else ""


def _calendar(asked: Asked, day: date) -> dict[str, Any]:
    here = Q(areas=None) | Q(areas=asked.area_id)
    periods = ElectionPeriod.objects.of(asked.force).on(day).filter(here).distinct()
    names = [list(names) for names in periods.values_list("candidates", flat=True)]
    return {"election": bool(names), "candidates": sorted({name for some in names for name in some})}


def _holds(asked: Asked) -> dict[str, Any]:
    held = hold.stops(hold.open_holds(asked.force), asked.area_id, asked.kind)
    return {"hold": True, "hold_note": str(held.reason)} if held else {"hold": False}


def suggestions(asked: Asked, areas: Iterable[UUID] | None) -> list[Case]:
    """Open cases of these areas that the words may be about, by the words under which each is known."""
    texts = [recognise.plain(text) for text in asked.texts if text]
    rows = Case.objects.of(asked.force).in_areas(None if areas is None else list(areas)).exclude(stage="resolved")
    about = [row for row in rows.newest_first()[:200] if any(recognise.stands_in(w, texts) for w in row.known_as)]
    return about[:3]
