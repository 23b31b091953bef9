"""The only way from a member to a person, a role or a pause of their force; and who may do what to whom."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from bluelamp.forces.models import Area, Grant, Hold, Member, MemberQuerySet
from bluelamp.forces.states import Role
from bluelamp.forces.tenancy import OwnedQuerySet
from bluelamp.kernel.errors import NotAllowed
from bluelamp.ui.doors import Door as Door
from bluelamp.ui.doors import door as door


def people_for(member: Member) -> MemberQuerySet:
    """Press, admin, auditor: everybody. A supervisor: the people of their areas. Anybody: their own team and themselves."""
    people = Member.objects.of(member.force_id)
    if any(member.holds(role) for role in (Role.ADMIN, Role.PRESS, Role.AUDITOR)):
        return people
    near = Q(pk=member.pk)
    if member.team_id:
        near |= Q(team_id=member.team_id)
    areas = member.areas_for(Role.SUPERVISOR)
    if areas is None:
        return people
    return people.filter(near | Q(team__area__in=areas) | Q(pk__in=_granted_in(member, areas)))


def _granted_in(member: Member, areas: list[UUID]) -> Any:
    return Member.objects.of(member.force_id).filter(grants__area__in=areas).values("pk")


def member_for(member: Member, identity: UUID) -> Member:
    """A person whom `member` may see, with team and roles. Raises NotAllowed."""
    people = people_for(member).select_related("team__area", "force").prefetch_related("grants__area")
    person = people.filter(pk=identity).first()
    if person is None:
        raise NotAllowed(_("This person is not among your people."))
    return person


def looks_after(by: Member, member: Member) -> bool:
    """`by` is a supervisor where `member` works: their team's area or, without a team, an area of their roles."""
    areas = by.areas_for(Role.SUPERVISOR)
    if by.force_id != member.force_id or areas == []:
        return False
    if areas is None:
        return True
    places = {member.team.area_id} if member.team else {where for _role, where in member.grants_list()}
    return bool(places.intersection(areas))


def may_stop(by: Member, member: Member) -> bool:
    """Two independent roles can stop somebody: whoever looks after them, and an administrator. Nobody themselves."""
    if by.pk == member.pk or by.force_id != member.force_id:
        return False
    if by.holds(Role.ADMIN):
        return True
    return looks_after(by, member) and not member.holds(Role.ADMIN)


def may_trust(by: Member, member: Member) -> bool:
    """The same people decide how far somebody is trusted."""
    return may_stop(by, member)


def may_hold(by: Member, area_id: UUID | None) -> bool:
    """Press and admin may pause the whole force or any area; a supervisor the areas that are theirs."""
    if by.holds(Role.PRESS) or by.holds(Role.ADMIN):
        return True
    areas = by.areas_for(Role.SUPERVISOR)
    return areas is None or (area_id is not None and area_id in areas)


def stoppable_for(by: Member, identity: UUID) -> Member:
    """A person whom `by` may stop, let go on or trust. Raises NotAllowed."""
    person = member_for(by, identity)
    if not may_stop(by, person):
        raise NotAllowed(_("This person is not yours to stop. Ask an administrator."))
    return person


def grant_for(by: Member, member_id: UUID, grant_id: UUID) -> Grant:
    """A role of a person whom `by` may see. Raises NotAllowed."""
    person = member_for(by, member_id)
    given = Grant.objects.of(by.force_id).select_related("member", "area").filter(member=person, pk=grant_id).first()
    if given is None:
        raise NotAllowed(_("This role has been taken away already."))
    return given


def hold_for(by: Member, identity: UUID) -> Hold:
    """A pause that `by` may end. Raises NotAllowed."""
    hold = Hold.objects.of(by.force_id).select_related("area", "by").filter(pk=identity).first()
    if hold is None or not may_hold(by, hold.area_id):
        raise NotAllowed(_("This pause is not yours to end. Ask the press office."))
    return hold


def places_to_hold(by: Member) -> tuple[bool, "OwnedQuerySet[Area]"]:
    """Whether the whole force may be paused by `by`, and the areas that may."""
    areas = Area.objects.of(by.force_id)
    if may_hold(by, None):
        return True, areas
    return False, areas.filter(pk__in=by.areas_for(Role.SUPERVISOR) or [])
