"""Opens the invented forces: places, people, roles, channels, rules and routes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.urls import reverse

from bluelamp.audit.append import record
from bluelamp.channels.actions import open_local
from bluelamp.forces import actions
from bluelamp.forces.models import Area, Force, Member, Team, User
from bluelamp.forces.states import Role
from bluelamp.kernel import clock
from bluelamp.policy.actions import install_builtin
from bluelamp.project.demo import script, sharing
from bluelamp.review.routes import install_default

BEFORE = timedelta(days=30)


@dataclass(frozen=True)
class Cast:
    """A force with its areas by slug and its people by the key that the script calls them."""

    force: Force
    areas: dict[str, Area]
    people: dict[str, Member]


def open_all(now: datetime) -> dict[str, Cast]:
    """Every force of the script, by slug, as if it had begun a month ago."""
    with clock.frozen(now - BEFORE):
        sealed = make_password(script.WORD_FOR_ALL)
        opened = [_open(told) for told in script.forces()]
        User.objects.filter(member__force__in=[cast.force for cast in opened]).update(password=sealed)
    return {cast.force.slug: cast for cast in opened}


def _open(told: dict[str, Any]) -> Cast:
    plain = {name: told[name] for name in ("slug", "name", "short_name", "domain", "colour")}
    force = actions.open_force(**plain, demo=True)
    areas = {area["slug"]: _area(force, area) for area in told["areas"]}
    teams = {team.area.slug: team for team in Team.objects.of(force).select_related("area")}
    people = {one["key"]: _person(force, areas, teams, one) for one in told["people"]}
    keeper = next(member for member in people.values() if member.holds(Role.ADMIN))
    for one in told["people"]:
        if "trust" in one and people[one["key"]] != keeper:
            people[one["key"]] = actions.set_trust(
                keeper, people[one["key"]], one["trust"], "As agreed with their sergeant"
            )
    open_local(force, keeper)
    install_builtin(force, keeper)
    sharing.install(force, keeper, told["country"])
    install_default(force, keeper)
    return Cast(force, areas, people)


def _area(force: Force, told: dict[str, str]) -> Area:
    with transaction.atomic():
        area = Area.objects.create(force=force, slug=told["slug"], name=told["name"], about=told["about"])
        team = Team.objects.create(
            force=force, area=area, slug=told["slug"], name=told["team"], mailbox=f"{told['slug']}@{force.domain}"
        )
        record(force, "area.create", None, area)
        record(force, "team.create", None, team)
    return area


def _person(force: Force, areas: dict[str, Area], teams: dict[str, Team], told: dict[str, Any]) -> Member:
    member = actions.welcome(
        force,
        told["name"],
        _address(told, force.domain),
        rank=told.get("rank", ""),
        team=teams.get(told.get("team", "")),
    )
    for written in told["roles"]:
        role, _colon, area = written.partition(":")
        actions.appoint(member, role, areas[area] if area else None)
    return member


def _address(told: dict[str, Any], domain: str) -> str:
    return f"{told['key']}@{domain}"


def lines() -> list[str]:
    """How to sign in, for whoever has just started the demonstration."""
    told = [f"Sign in as any of these people; everybody’s password is: {script.WORD_FOR_ALL}"]
    for force in script.forces():
        shown = [one for one in force["people"] if "does" in one]
        wide = max(len(_address(one, force["domain"])) for one in shown)
        told += [f"  {_address(one, force['domain']):<{wide}}  {_called(one)}, {one['does']}" for one in shown]
    told += [f"The public site: {settings.PUBLIC_URL}/site/{script.FORCES[0]}/"]
    told += [f"Be a resident and answer: {settings.PUBLIC_URL}{reverse('stage:network', args=script.FORCES[:1])}"]
    return told


def _called(one: dict[str, Any]) -> str:
    return f"{one.get('rank', '')} {one['name']}".strip()
