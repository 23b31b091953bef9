"""Builders of the invented world that tests live in. Other rooms add their own builders beside these."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as RECORDS
from allauth.account.internal.userkit import user_id_to_str
from django.conf import settings
from django.test import Client

from bluelamp.forces import signin
from bluelamp.forces.models import Area, Force, Grant, Member, Suspension, Team, User
from bluelamp.forces.states import Role, Trust

Roles = Iterable[tuple[str, Area | None]]


def make_force(name: str = "Northmere", *, demo: bool = False, slug: str = "") -> Force:
    slug = slug or name.lower().replace(" ", "-")
    return Force.objects.create(
        slug=slug, name=f"{name} Police", short_name=name, domain=f"{slug}.example", is_demo=demo
    )


def make_area(force: Force, name: str) -> Area:
    return Area.objects.create(force=force, slug=name.lower(), name=name)


def make_team(area: Area, name: str = "") -> Team:
    name = name or f"{area.name} neighbourhood team"
    slug = name.lower().replace(" ", "-")
    return Team.objects.create(force=area.force, area=area, slug=slug, name=name, mailbox=f"{slug}@{area.force.domain}")


def make_user(email: str, password: str | None = None) -> User:
    return User.objects.create_user(email, password)


def make_member(
    force: Force,
    name: str,
    *,
    roles: Roles = (),
    team: Team | None = None,
    trust: int = Trust.LOW_RISK,
    rank: str = "",
    password: str | None = None,
) -> Member:
    """A person with roles as (role, area) pairs; an area of None means the whole force. No password unless given."""
    user = make_user(f"{name.lower().replace(' ', '.')}@{force.domain}", password)
    member = Member.objects.create(force=force, user=user, team=team, name=name, rank=rank, trust=trust)
    for role, area in roles:
        Grant.objects.create(force=force, member=member, role=role, area=area)
    return member


def make_suspension(member: Member, by: Member, reason: str = "A test") -> Suspension:
    """Only the row; `forces.revoke.suspend` is the real thing."""
    return Suspension.objects.create(force=member.force, member=member, by=by, reason=reason)


def sign_in(client: Client, member: Member, factor: bool = True) -> Client:
    """A session of this member, with or without a second factor passed, without the slow password."""
    client.force_login(member.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    signin.stamp(session, Member.objects.get(pk=member.pk))
    if factor:
        session[RECORDS] = [{"method": "mfa", "at": time.time(), "type": "totp", "id": 0}]
        session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(member.user)
    session.save()
    return client


def client_of(member: Member, factor: bool = True, **kwargs: Any) -> Client:
    return sign_in(Client(**kwargs), member, factor)


@dataclass(frozen=True)
class World:
    """The force Northmere and its people, and Southmoor, which must never see any of it."""

    force: Force
    harby: Area
    saltwick: Area
    oldfold: Area
    team: Team
    saltwick_team: Team
    ann: Member
    bal: Member
    cara: Member
    dev: Member
    esi: Member
    fay: Member
    other: Force
    moor: Area
    other_team: Team
    gil: Member
    hana: Member

    def by_role(self) -> dict[str, Member]:
        return {
            Role.OFFICER: self.ann,
            Role.SUPERVISOR: self.bal,
            Role.PRESS: self.cara,
            Role.DESK: self.dev,
            Role.ADMIN: self.esi,
            Role.AUDITOR: self.fay,
        }


def make_world() -> World:
    force, other = make_force("Northmere"), make_force("Southmoor")
    harby, saltwick, oldfold = (make_area(force, name) for name in ("Harby", "Saltwick", "Oldfold"))
    team, saltwick_team = make_team(harby), make_team(saltwick)
    moor = make_area(other, "Moorside")
    other_team = make_team(moor)
    return World(
        force=force,
        harby=harby,
        saltwick=saltwick,
        oldfold=oldfold,
        team=team,
        saltwick_team=saltwick_team,
        ann=make_member(force, "Ann Ashdown", roles=[(Role.OFFICER, harby)], team=team, rank="PC"),
        bal=make_member(
            force, "Bal Sandhu", roles=[(Role.SUPERVISOR, harby)], team=team, rank="Sgt", trust=Trust.APPROVES
        ),
        cara=make_member(force, "Cara Whitlow", roles=[(Role.PRESS, None)], trust=Trust.APPROVES),
        dev=make_member(force, "Dev Rana", roles=[(Role.DESK, None)], trust=Trust.REPLIES),
        esi=make_member(force, "Esi Boateng", roles=[(Role.ADMIN, None)]),
        fay=make_member(force, "Fay Lund", roles=[(Role.AUDITOR, None)]),
        other=other,
        moor=moor,
        other_team=other_team,
        gil=make_member(other, "Gil Marsh", roles=[(Role.OFFICER, moor)], team=other_team, rank="PC"),
        hana=make_member(
            other,
            "Hana Orr",
            roles=[(role, None) for role in Role],
            trust=Trust.APPROVES,
        ),
    )
