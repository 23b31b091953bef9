"""From a member to cases, orders, consents and the calendar; and who may keep what."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from bluelamp.forces.models import Area, Member
from bluelamp.forces.states import Role
from bluelamp.kernel.errors import NotAllowed, Refused
from bluelamp.policy import register
from bluelamp.policy.models import Case, Consent, CourtOrder, ElectionPeriod, ProtectedName
from bluelamp.policy.models.cases import CaseQuerySet
from bluelamp.policy.models.consents import ConsentQuerySet
from bluelamp.policy.models.elections import ElectionQuerySet

SEES = (Role.OFFICER, Role.SUPERVISOR, Role.PRESS, Role.DESK, Role.ADMIN, Role.AUDITOR)
KEEPS = (Role.SUPERVISOR, Role.PRESS, Role.DESK)
PLANS = (Role.PRESS, Role.ADMIN)
KEPT_IN_VIEW = timedelta(days=90)


def areas_of(member: Member, roles: tuple[Role, ...]) -> list[UUID] | None:
    """The areas in which one of these roles is held; None = the whole force."""
    found: list[UUID] = []
    for role in roles:
        some = member.areas_for(role)
        if some is None:
            return None
        found += some
    return found


def cases_for(member: Member) -> CaseQuerySet:
    """The cases of the areas in which this member works, and those that they lead."""
    cases: CaseQuerySet = Case.objects.of(member.force_id)
    areas = areas_of(member, SEES)
    found = cases if areas is None else cases.filter(Q(area_id__in=areas) | Q(lead=member))
    return found.select_related("area", "lead")


def case_for(member: Member, case_id: UUID) -> Case:
    case = cases_for(member).filter(pk=case_id).first()
    if case is None:
        raise NotAllowed(_("There is no such case in your areas."))
    return case


def case_called(member: Member, ref: str) -> Case:
    """A case of the force by its whole reference, also from another area: to write about it one need not look into it."""
    found = Case.objects.of(member.force_id).filter(ref__iexact=" ".join(ref.split())).first()
    if found is None:
        raise Refused(_("No case has this reference. Write it as it stands in the register, or leave it empty."))
    return found


def cases_to_choose(member: Member, area_id: UUID) -> list[Case]:
    """What the composer offers: the cases of the area that moved last."""
    return list(cases_for(member).filter(area_id=area_id).exclude(stage="resolved").newest_first()[:20])


def consents_to_choose(member: Member) -> list[Consent]:
    return list(consents_for(member).valid(register.today(member.force))[:50])


def may_keep(member: Member, case: Case) -> bool:
    """Supervisors, press office and desk of the area, and whoever leads the case."""
    here = case.force_id == member.force_id
    return here and (case.lead_id == member.pk or any(member.holds(role, case.area_id) for role in KEEPS))


def kept_case_for(member: Member, case_id: UUID) -> Case:
    """A case that this member may change."""
    case = case_for(member, case_id)
    if not may_keep(member, case):
        raise NotAllowed(_("A supervisor, the press office or the officer in the case keeps this up to date."))
    return case


def may_see_names(member: Member, case: Case) -> bool:
    """Names under an order: the press office, which checks posts against them, and the officer in the case."""
    here = case.force_id == member.force_id
    return here and (case.lead_id == member.pk or member.holds(Role.PRESS, case.area_id))


def names_case_for(member: Member, case_id: UUID) -> Case:
    case = case_for(member, case_id)
    if not may_see_names(member, case):
        raise NotAllowed(_("Only the press office and the officer in the case see these names."))
    return case


def order_for(member: Member, order_id: UUID) -> CourtOrder:
    """An order of a case that this member may change."""
    order = CourtOrder.objects.of(member.force_id).select_related("case").filter(pk=order_id).first()
    if order is None:
        raise NotAllowed(_("There is no such order."))
    kept_case_for(member, order.case_id)
    return order


def name_for(member: Member, name_id: UUID) -> ProtectedName:
    name = ProtectedName.objects.of(member.force_id).select_related("order__case").filter(pk=name_id).first()
    if name is None:
        raise NotAllowed(_("There is no such name."))
    names_case_for(member, name.order.case_id)
    return name


def consents_for(member: Member) -> ConsentQuerySet:
    """The consents of the areas in which this member works."""
    rows: ConsentQuerySet = Consent.objects.of(member.force_id)
    areas = areas_of(member, SEES)
    found = rows if areas is None else rows.filter(area_id__in=areas)
    return found.select_related("area", "case", "by")


def consent_for(member: Member, consent_id: UUID) -> Consent:
    consent = consents_for(member).filter(pk=consent_id).first()
    if consent is None:
        raise NotAllowed(_("There is no such consent in your areas."))
    return consent


def may_record(member: Member, area: Area | UUID) -> bool:
    """Whoever asks people for their yes: officers too."""
    return any(member.holds(role, area) for role in (*KEEPS, Role.OFFICER))


def areas_to(member: Member, roles: tuple[Role, ...]) -> "list[Area]":
    """The areas in which this member holds one of the roles, by name."""
    areas, held = Area.objects.of(member.force_id), areas_of(member, roles)
    return list(areas if held is None else areas.filter(pk__in=held))


def elections_for(member: Member) -> ElectionQuerySet:
    """Those of the force that run, are ahead, or ended a short while ago."""
    rows: ElectionQuerySet = ElectionPeriod.objects.of(member.force_id)
    since = register.today(member.force) - KEPT_IN_VIEW
    return rows.filter(dropped_at=None, ends_on__gte=since).prefetch_related("areas").order_by("begins_on")


def election_for(member: Member, election_id: UUID) -> ElectionPeriod:
    found = elections_for(member).filter(pk=election_id).first()
    if found is None:
        raise NotAllowed(_("There is no such date in the calendar."))
    return found


def may_plan(member: Member) -> bool:
    return any(member.holds(role) for role in PLANS)
