"""What administrators and supervisors do with people."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from bluelamp.audit.models import Entry
from bluelamp.forces import actions
from bluelamp.forces.models import Force, Grant, Member
from bluelamp.forces.states import Role, Trust
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from tests.support.world import World, client_of, make_user


def last_act() -> str:
    return str(Entry.objects.order_by("index").last().act)  # type: ignore[union-attr]


def invited(world: World, **changes: object) -> actions.Invitation:
    asked = {"rank": "PC", "team": world.team, "role": "officer", "area": world.harby} | changes
    return actions.invite(world.esi, "Ola Brook", "Ola.Brook@Northmere.example", **asked)  # type: ignore[arg-type]


def test_an_invited_person_chooses_a_password_once(world: World, client: object) -> None:
    made = invited(world)
    assert (made.member.user.email, made.member.trust) == ("ola.brook@northmere.example", Trust.TRAINEE)
    assert not made.member.user.has_usable_password()
    assert made.member.holds(Role.OFFICER, world.harby)
    path = made.link.removeprefix("http://127.0.0.1:8000")
    page = client.get(path, follow=True)  # type: ignore[attr-defined]
    there = page.redirect_chain[-1][0]
    words = "plain harbour lantern"
    client.post(there, {"password1": words, "password2": words})  # type: ignore[attr-defined]
    made.member.user.refresh_from_db()
    assert made.member.user.check_password(words)
    again = client.get(path, follow=True).content.decode()  # type: ignore[attr-defined]
    assert "password1" not in again


def test_an_address_is_one_person(world: World) -> None:
    invited(world)
    with pytest.raises(Refused, match="already"):
        invited(world)


def test_a_new_link_only_for_those_without_a_password(world: World) -> None:
    made = invited(world)
    assert actions.invite_again(world.esi, made.member).link
    user = make_user("else@northmere.example", "harbour lantern plain")
    member = Member.objects.create(force=world.force, user=user, name="Else")
    with pytest.raises(Refused):
        actions.invite_again(world.esi, member)


def test_roles_come_and_go_with_an_entry_each(world: World) -> None:
    given = actions.grant(world.esi, world.ann, "press", None)
    assert last_act() == "member.role"
    with pytest.raises(Conflict):
        actions.grant(world.esi, world.ann, "press", None)
    actions.withdraw(world.esi, given)
    with pytest.raises(Conflict):
        actions.withdraw(world.esi, given)
    assert Entry.objects.count() == 2
    assert not world.ann.grants.filter(role="press").exists()


ADMIN_ACTS: list[Callable[[World, Member], object]] = [
    lambda world, by: actions.grant(by, world.dev, "press", None),
    lambda world, by: actions.withdraw(by, Grant.objects.get(member=world.ann)),
    lambda world, by: actions.invite(by, "X", "x@x.example", rank="", team=None, role="officer", area=None),
    lambda world, by: actions.invite_again(by, world.dev),
    lambda world, by: actions.say_goodbye(by, world.dev),
    lambda world, by: actions.set_trust(by, world.dev, 1),
]


@pytest.mark.parametrize("act", ADMIN_ACTS)
@pytest.mark.parametrize("who", ["ann", "bal", "cara", "fay"])
def test_administration_is_for_administrators(world: World, act: Callable[..., object], who: str) -> None:
    with pytest.raises(NotAllowed):
        act(world, getattr(world, who))
    assert not Entry.objects.exists()


@pytest.mark.parametrize("act", [ADMIN_ACTS[0], ADMIN_ACTS[1], ADMIN_ACTS[3], ADMIN_ACTS[4], ADMIN_ACTS[5]])
def test_an_administrator_of_another_force_is_nobody_here(world: World, act: Callable[..., object]) -> None:
    with pytest.raises(NotAllowed):
        act(world, world.hana)


def test_nobody_makes_themselves_more_than_they_are(world: World) -> None:
    with pytest.raises(NotAllowed):
        actions.grant(world.esi, world.esi, "press", None)
    with pytest.raises(NotAllowed):
        actions.set_trust(world.bal, world.bal, Trust.APPROVES)


def test_roles_lie_within_the_force(world: World) -> None:
    with pytest.raises(NotAllowed):
        actions.grant(world.esi, world.ann, "officer", world.moor)
    with pytest.raises(NotAllowed):
        invited(world, team=world.other_team)


def test_trust_is_the_supervisors_to_give(world: World) -> None:
    assert actions.set_trust(world.bal, world.ann, Trust.REPLIES, "Good answers").trust == Trust.REPLIES
    assert last_act() == "member.trust"
    with pytest.raises(ValueError):
        actions.set_trust(world.bal, world.ann, 9)


def test_goodbye_ends_sessions_and_roles_but_not_the_person(world: World) -> None:
    client = client_of(world.ann)
    gone = actions.say_goodbye(world.esi, world.ann)
    assert gone.left_at is not None
    assert gone.grants.count() == 0
    assert client.get("/hold/").status_code == 302
    with pytest.raises(Conflict):
        actions.say_goodbye(world.esi, world.ann)


def test_a_force_begins_with_an_entry(db: None) -> None:
    force = actions.open_force("eastholm", "Eastholm Police", "Eastholm", "eastholm.example", colour="#123456")
    first = actions.welcome(force, "Nia Holt", "nia@eastholm.example", rank="Insp")
    actions.appoint(first, Role.ADMIN)
    assert [entry.act for entry in Entry.objects.order_by("index")] == ["force.create", "member.create", "member.role"]
    assert (Force.objects.get().colour, first.holds(Role.ADMIN)) == ("#123456", True)
    with pytest.raises(Conflict):
        actions.open_force("eastholm", "Other", "Other", "other.example")


def test_a_new_force_and_its_first_administrator_from_the_command_line(db: None) -> None:
    said = StringIO()
    asked = ["eastholm", "Eastholm Police", "eastholm.example", "--admin-name", "Nia Holt", "--admin-email"]
    call_command("new_force", *asked, "nia@eastholm.example", stdout=said)
    assert Member.objects.get().holds(Role.ADMIN)
    assert "/accounts/password/reset/key/" in said.getvalue()
    with pytest.raises(CommandError, match="already"):
        call_command("new_force", *asked, "other@eastholm.example", stdout=said)
    assert Force.objects.count() == Member.objects.count() == 1
