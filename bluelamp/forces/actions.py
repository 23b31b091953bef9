"""What administrators and supervisors do with people: open a force, invite, give and take roles, trust, say goodbye."""

from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from bluelamp.audit.append import record
from bluelamp.forces.access import may_trust
from bluelamp.forces.invitation import link_for
from bluelamp.forces.models import Area, Force, Grant, Member, Team, User
from bluelamp.forces.revoke import both, end_sessions
from bluelamp.forces.states import Role, Trust
from bluelamp.kernel import clock
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from bluelamp.kernel.text import clean


class Taken(Refused):
    """Somebody signs in with this address already."""


class Invitation(NamedTuple):
    """`link` lets the person choose a password, once. It is stored nowhere: show it now or make another."""

    member: Member
    link: str


def open_force(slug: str, name: str, short_name: str, domain: str, *, demo: bool = False, colour: str = "") -> Force:
    """The beginning of a tenant. Raises Conflict when the slug is taken."""
    with transaction.atomic():
        if Force.objects.filter(slug=slug).exists():
            raise Conflict(_("There is a force called “%(slug)s” already.") % {"slug": slug})
        force = Force.objects.create(slug=slug, name=name, short_name=short_name, domain=domain, is_demo=demo)
        if colour:
            force.colour = colour
            force.save(update_fields=["colour"])
        record(force.pk, "force.create", None, force, name=name)
    return force


def welcome(force: Force, name: str, email: str, *, rank: str = "", team: Team | None = None) -> Member:
    """A person without any role yet, brought in by the machine (first administrator, demonstration), not by a member."""
    with transaction.atomic():
        member = _new_member(force, name, email, rank, team)
        record(force.pk, "member.create", None, member)
    return member


def appoint(member: Member, role: str, area: Area | None = None) -> Grant:
    """A role given by the machine. People give roles with `grant`."""
    with transaction.atomic():
        given = Grant.objects.create(force=member.force, member=member, role=Role(role), area=area)
        record(member.force_id, "member.role", None, member, role=str(role), area=_name(area), given=True)
    return given


def invite(
    by: Member, name: str, email: str, *, rank: str, team: Team | None, role: str, area: Area | None
) -> Invitation:
    """A new person with a first role. Raises NotAllowed, Refused (address taken or missing)."""
    with transaction.atomic():
        _administers(by)
        _ours(by, team, area)
        member = _new_member(by.force, clean(name, 120), email, rank.strip()[:40], team)
        Grant.objects.create(force=by.force, member=member, role=Role(role), area=area)
        record(by.force_id, "member.create", by, member)
        record(by.force_id, "member.role", by, member, role=str(role), area=_name(area), given=True)
    return Invitation(member, link_for(member))


def invite_again(by: Member, member: Member) -> Invitation:
    """A fresh link, only for somebody who has never chosen a password: it can never take over an account in use."""
    with transaction.atomic():
        _administers(by, member)
        if member.user.has_usable_password():
            raise Refused(_("%(name)s has a password already and can sign in.") % {"name": member})
        record(by.force_id, "member.invite", by, member)
    return Invitation(member, link_for(member))


def grant(by: Member, member: Member, role: str, area: Area | None) -> Grant:
    """Raises NotAllowed (also for one's own roles), Conflict when the person has it already."""
    with transaction.atomic():
        _administers(by, member)
        _ours(by, area)
        given, new = Grant.objects.get_or_create(force=by.force, member=member, role=Role(role), area=area)
        if not new:
            raise Conflict(_("%(name)s has this role already.") % {"name": member})
        record(by.force_id, "member.role", by, member, role=given.role, area=_name(area), given=True)
    return given


def withdraw(by: Member, given: Grant) -> None:
    """Take a role away. Raises NotAllowed, or Conflict when it has gone already."""
    member = given.member
    with transaction.atomic():
        _administers(by, member)
        gone, _rows = Grant.objects.of(by.force_id).filter(pk=given.pk).delete()
        if gone != 1:
            raise Conflict(_("This role has been taken away already."))
        record(by.force_id, "member.role", by, member, role=given.role, area=_name(given.area), given=False)


def set_trust(by: Member, member: Member, level: int, reason: str = "") -> Member:
    """How much somebody may do alone. Raises NotAllowed; a step down needs no reason either, it must be quick."""
    with transaction.atomic():
        by, row = both(by, member)
        if not may_trust(by, row):
            raise NotAllowed(_("You cannot change how far this person is trusted."))
        before, row.trust = row.trust, Trust(level)
        row.save(update_fields=["trust"])
        record(by.force_id, "member.trust", by, row, content=reason.strip()[:400], before=before, after=int(row.trust))
    return row


def say_goodbye(by: Member, member: Member) -> Member:
    """Somebody leaves for good: no sessions, no roles. Their posts and the record of them stay."""
    with transaction.atomic():
        by, member = both(by, member)
        _administers(by, member)
        if member.left_at is not None:
            raise Conflict(_("%(name)s has left already.") % {"name": member})
        Member.objects.of(by.force_id).filter(pk=member.pk).update(left_at=clock.now())
        end_sessions(member)
        roles = [f"{given.role} {_name(given.area)}".strip() for given in member.grants.select_related("area")]
        member.grants.all().delete()
        record(by.force_id, "member.leave", by, member, roles=roles)
    member.refresh_from_db()
    return member


def _new_member(force: Force, name: str, email: str, rank: str, team: Team | None) -> Member:
    if User.objects.filter(email__iexact=email).exists():
        raise Taken(_("Somebody signs in with this e-mail address already. Use another one."))
    return Member.objects.create(force=force, user=User.objects.create_user(email), name=name, rank=rank, team=team)


def _administers(by: Member, member: Member | None = None) -> None:
    """An administrator of the same force, and never for themselves: nobody makes themselves more than they are."""
    if not by.holds(Role.ADMIN):
        raise NotAllowed(_("Only an administrator can do this."))
    if member is not None and (member.force_id != by.force_id or member.pk == by.pk):
        raise NotAllowed(_("You cannot change your own roles. Ask another administrator."))


def _ours(by: Member, *things: Area | Team | None) -> None:
    if any(thing is not None and thing.force_id != by.force_id for thing in things):
        raise NotAllowed(_("This place belongs to another force."))


def _name(area: Area | None) -> str:
    return area.name if area else ""
