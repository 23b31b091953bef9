"""Verbs of the case register. Each is one transaction with its entry, and wakes whoever lets posts go."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bluelamp.audit.append import record
from bluelamp.forces.models import Area, Member
from bluelamp.forces.revoke import standing
from bluelamp.jobs import wake
from bluelamp.kernel import clock
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from bluelamp.kernel.text import clean, plain
from bluelamp.policy import cases_access as access
from bluelamp.policy.models import Case, CourtOrder, Gate, ProtectedName
from bluelamp.policy.models.cases import GATES, ORDERS, STAGES

MOST_WORDS = 20
REASON = 300


def open_case(by: Member, area: Area, ref: str, title: str, stage: str = "investigation", **more: Any) -> Case:
    """A case in the register. `more`: lead, linked_trial, known_as. Raises Conflict for a reference that is there."""
    if area.force_id != by.force_id or not any(by.holds(role, area) for role in access.KEEPS):
        raise NotAllowed(_("You do not keep the register of this area. Ask a supervisor or the press office."))
    columns = {**_columns(more), "ref": clean(ref, 40), "title": clean(title, 120), "stage": _one_of(STAGES, stage)}
    try:
        with transaction.atomic():
            case = Case.objects.create(force=by.force, area=area, **columns)
            record(by.force_id, "case.open", by, case, stage=case.stage, area=str(area.pk))
    except IntegrityError:
        raise Conflict(_("This case is in the register already. Look for it under its reference.")) from None
    return case


def change_case(by: Member, case: Case, **more: Any) -> Case:
    """Any of title, lead, linked_trial, known_as."""
    columns = _columns(more)
    if "title" in more:
        columns["title"] = clean(more["title"], 120)
    with transaction.atomic():
        kept = _kept(by, case)
        changes = {name: value for name, value in columns.items() if getattr(kept, name) != value}
        if changes:
            _write(kept, **changes)
            record(by.force_id, "case.edit", by, kept, changed=sorted(changes))
            wake("publishing.release")
    return kept


def set_stage(by: Member, case: Case, stage: str) -> Case:
    """Once for everybody: each post about it is judged by this stage from now on. The same stage again changes nothing."""
    with transaction.atomic():
        kept = _kept(by, case)
        if kept.stage != _one_of(STAGES, stage):
            before = kept.stage
            _write(kept, stage=stage, stage_since=clock.now())
            record(by.force_id, "case.stage", by, kept, before=before, stage=stage)
            wake("publishing.release")
    return kept


def tick(by: Member, case: Case, gate: str) -> Gate:
    """The family, or the next of kin, knows. Raises Conflict when that is ticked already."""
    with transaction.atomic():
        kept = _kept(by, case)
        if Gate.objects.of(by.force_id).filter(case=kept, kind=_one_of(GATES, gate), undone_at=None).exists():
            raise Conflict(_("That is ticked already."))
        ticked = Gate.objects.create(force=kept.force, case=kept, kind=gate, by=by)
        record(by.force_id, "case.gate", by, kept, gate=gate)
        wake("publishing.release")
    return ticked


def untick(by: Member, case: Case, gate: str, why: str) -> None:
    """It was not so after all. Needs a reason, because somebody may have relied on it."""
    if not plain(why):
        raise Refused(_("Say in a few words why, because somebody may have relied on it."))
    with transaction.atomic():
        kept = _kept(by, case)
        ticked = Gate.objects.of(by.force_id).filter(case=kept, kind=gate, undone_at=None)
        if ticked.update(undone_at=clock.now()) != 1:
            raise Conflict(_("That is not ticked any more."))
        record(by.force_id, "case.gate_undo", by, kept, gate=gate, content=clean(why, REASON))
        wake("publishing.release")


def add_order(
    by: Member, case: Case, kind: str, made_on: date, ends_on: date | None = None, words: str = ""
) -> CourtOrder:
    """What a court forbids. From its day on every post about the case is checked against it."""
    if ends_on and ends_on < made_on:
        raise Refused(_("The last day lies before the first. Look at both dates again."))
    said = clean(words, 2_000) if plain(words) else ""
    with transaction.atomic():
        kept = _kept(by, case)
        order = CourtOrder.objects.create(
            force=kept.force, case=kept, kind=_one_of(ORDERS, kind), made_on=made_on, ends_on=ends_on, words=said
        )
        record(by.force_id, "case.order", by, kept, content=said, kind=kind, made_on=made_on, ends_on=ends_on)
        wake("publishing.release")
    return order


def lift_order(by: Member, order: CourtOrder, on: date) -> CourtOrder:
    """It does not bind any more from this day on. The names that it protected are deleted: nothing needs them now."""
    if on < order.made_on:
        raise Refused(_("The order cannot end before it was made. Look at the date again."))
    with transaction.atomic():
        kept = _kept(by, order.case)
        rows = CourtOrder.objects.of(by.force_id).filter(pk=order.pk, lifted_on=None)
        if rows.update(lifted_on=on) != 1:
            raise Conflict(_("This order has been lifted already."))
        deleted, _kinds = ProtectedName.objects.of(by.force_id).filter(order=order).delete()
        record(by.force_id, "case.order_lift", by, kept, kind=order.kind, lifted_on=on, names_deleted=deleted)
    order.refresh_from_db()
    return order


def add_name(by: Member, order: CourtOrder, words: str) -> ProtectedName:
    """A name that must not appear. The record tells that there is one more, never which."""
    name = clean(words, 120)
    with transaction.atomic():
        kept = _kept(by, order.case)
        if not access.may_see_names(by, kept):
            raise NotAllowed(_("Only the press office and the officer in the case see these names."))
        if order.lifted_on is not None:
            raise Conflict(_("This order has been lifted, so it protects nobody any more."))
        row, fresh = ProtectedName.objects.of(by.force_id).get_or_create(
            order=order, words=name, defaults={"force": kept.force}
        )
        if fresh:
            record(by.force_id, "case.name_add", by, kept, order=str(order.pk))
            wake("publishing.release")
    return row


def remove_name(by: Member, name: ProtectedName) -> None:
    with transaction.atomic():
        kept = _kept(by, name.order.case)
        if not access.may_see_names(by, kept):
            raise NotAllowed(_("Only the press office and the officer in the case see these names."))
        ProtectedName.objects.of(by.force_id).filter(pk=name.pk).delete()
        record(by.force_id, "case.name_remove", by, kept, order=str(name.order_id))


def look_at_names(by: Member, case: Case) -> list[ProtectedName]:
    """The names of a case. Every look is on record."""
    if not access.may_see_names(by, case):
        raise NotAllowed(_("Only the press office and the officer in the case see these names."))
    with transaction.atomic():
        record(by.force_id, "case.names", by, case)
    names = ProtectedName.objects.of(by.force_id).filter(order__case=case, order__lifted_on=None)
    return list(names.select_related("order"))


def _kept(by: Member, case: Case) -> Case:
    """The case's row, locked, if `by` may change it."""
    standing(by)
    held = Case.objects.of(by.force_id).select_for_update(no_key=True, of=("self",)).filter(pk=case.pk).first()
    if held is None or not access.may_keep(by, held):
        raise NotAllowed(_("A supervisor, the press office or the officer in the case keeps this up to date."))
    return held


def _write(case: Case, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(case, name, value)
    case.save(update_fields=list(columns))


def _columns(more: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {name: more[name] for name in ("lead", "linked_trial") if name in more}
    if "known_as" in more:
        found["known_as"] = _few(more["known_as"])
    return found


def _few(words: Iterable[str]) -> list[str]:
    """Short phrases, each once; one that would fit anything is left out."""
    kept = dict.fromkeys(clean(one, 60) for one in words if len(plain(one)) >= 3)
    return list(kept)[:MOST_WORDS]


def _one_of(known: tuple[str, ...], value: str) -> str:
    if value not in known:
        raise Refused(_("Choose one from the list."))
    return value
