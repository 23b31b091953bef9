"""Verbs of the consent register and of the election calendar. Each is one transaction with its entry."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from bluelamp.audit.append import record
from bluelamp.forces.models import Area, Force, Member
from bluelamp.jobs import wake
from bluelamp.kernel import clock
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from bluelamp.kernel.text import clean, plain
from bluelamp.policy import cases_access as access
from bluelamp.policy import register
from bluelamp.policy.models import Case, Consent, ElectionPeriod
from bluelamp.policy.models.consents import CONSENTS

FIRST_NUMBER = 1001
MOST_CANDIDATES = 200


def record_consent(
    by: Member,
    area: Area,
    kind: str,
    whom: str,
    given_on: date,
    runs_out_on: date | None = None,
    case: Case | None = None,
) -> Consent:
    """A yes that the force has on paper; gets the next number. Raises Refused for dates that cannot be."""
    if area.force_id != by.force_id or not access.may_record(by, area):
        raise NotAllowed(_("You do not work in this area."))
    if kind not in CONSENTS:
        raise Refused(_("Choose one from the list."))
    if given_on > register.today(by.force):
        raise Refused(_("The day lies ahead. Record a yes when it has been given."))
    if runs_out_on and runs_out_on < given_on:
        raise Refused(_("The last day lies before the first. Look at both dates again."))
    with transaction.atomic():
        Force.objects.select_for_update(no_key=True).get(pk=by.force_id)
        number = f"C-{FIRST_NUMBER + Consent.objects.of(by.force_id).count()}"
        consent = Consent.objects.create(
            force=by.force, area=area, case=case, number=number, kind=kind, whom=clean(whom, 120), given_on=given_on,
            runs_out_on=runs_out_on, by=by,
        )  # fmt: skip
        record(by.force_id, "consent.give", by, consent, kind=kind, given_on=given_on, content=consent.whom)
    return consent


def withdraw_consent(by: Member, consent: Consent) -> Consent:
    """They have changed their mind. From now on no post can rest on it. Raises Conflict when it was withdrawn before."""
    with transaction.atomic():
        if consent.force_id != by.force_id or not access.may_record(by, consent.area_id):
            raise NotAllowed(_("You do not work in this area."))
        rows = Consent.objects.of(by.force_id).filter(pk=consent.pk, withdrawn_on=None)
        if rows.update(withdrawn_on=register.today(by.force)) != 1:
            raise Conflict(_("This consent was withdrawn before."))
        record(by.force_id, "consent.withdraw", by, consent)
        wake("publishing.release")
    consent.refresh_from_db()
    return consent


def plan_election(
    by: Member, title: str, begins_on: date, ends_on: date, areas: Iterable[Area] = (), candidates: Iterable[str] = ()
) -> ElectionPeriod:
    """The weeks before a vote; without areas in the whole force."""
    if not access.may_plan(by):
        raise NotAllowed(_("The press office and administrators keep this calendar."))
    if ends_on < begins_on:
        raise Refused(_("The last day lies before the first. Look at both dates again."))
    names = list(dict.fromkeys(clean(name, 120) for name in candidates if plain(name)))[:MOST_CANDIDATES]
    with transaction.atomic():
        period = ElectionPeriod.objects.create(
            force=by.force, title=clean(title, 120), begins_on=begins_on, ends_on=ends_on, candidates=names
        )
        period.areas.set([area for area in areas if area.force_id == by.force_id])
        record(by.force_id, "election.plan", by, period, begins_on=begins_on, ends_on=ends_on, candidates=len(names))
        wake("publishing.release")
    return period


def drop_election(by: Member, period: ElectionPeriod) -> None:
    """It does not take place, or was entered wrongly. It stays in the record."""
    with transaction.atomic():
        if period.force_id != by.force_id or not access.may_plan(by):
            raise NotAllowed(_("The press office and administrators keep this calendar."))
        rows = ElectionPeriod.objects.of(by.force_id).filter(pk=period.pk, dropped_at=None)
        if rows.update(dropped_at=clock.now()) != 1:
            raise Conflict(_("It is not in the calendar any more."))
        record(by.force_id, "election.drop", by, period)
