"""Every address × everybody × look and do: the doors and the tenancy of the whole house, generated from its own tables.

Each room's addresses are picked up by themselves; what their parts stand for is in tests/support/matrix.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RoutePattern

from bluelamp.forces import revoke
from bluelamp.forces.models import Member
from bluelamp.forces.states import Role, Trust
from bluelamp.ui.doors import Door
from tests.support import matrix
from tests.support.world import World, client_of, make_member

FINE = {200, 204, 302, 400, 409}
"""What somebody who may be here can be told: done, look again, or that it has changed."""
NOT_A_METHOD = 405
NAMES = ("Ann Ashdown", "Harby", "Northmere")
"""Words that only people of Northmere may read on a page behind a door."""


class Address(NamedTuple):
    name: str
    parts: tuple[str, ...]
    view: Any

    @property
    def door(self) -> Door | None:
        return getattr(self.view, "door", None)

    @property
    def ours(self) -> bool:
        return str(getattr(self.view, "__module__", "")).startswith("bluelamp.")


def addresses(patterns: list[Any], space: str = "", parts: tuple[str, ...] = ()) -> Iterator[Address]:
    for pattern in patterns:
        own = pattern.pattern
        named = own.converters if isinstance(own, RoutePattern) else own.regex.groupindex
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern.url_patterns, inner, (*parts, *named))
        elif isinstance(pattern, URLPattern):
            yield Address(f"{space}{pattern.name}", (*parts, *named), pattern.callback)


ALL = list(addresses(get_resolver().url_patterns))
OURS = [address for address in ALL if address.ours]
GUARDED = [address for address in OURS if address.door is not None and not address.door.public]


@pytest.mark.parametrize("address", OURS, ids=lambda address: address.name)
def test_every_view_has_a_door(address: Address) -> None:
    assert isinstance(address.door, Door), f"{address.name}: hang `@door(...)` on {address.view.__module__}"


def test_the_walk_finds_the_rooms() -> None:
    assert {address.name.split(":")[0] for address in OURS} >= {
        "forces",
        "review",
        "inbox",
        "media",
        "audit",
        "insight",
    }
    assert "forces:stop" in {address.name for address in GUARDED}


@dataclass(frozen=True)
class Actor:
    name: str
    member: Member | None
    client: Client


@pytest.fixture
def actors(world: World) -> list[Actor]:
    """The six roles, one with all of them, one without a second factor, one stopped, one of another force, and nobody."""
    everything = [(role, None) for role in Role]
    zoe, sue, tom = (
        make_member(world.force, name, roles=everything, team=world.team, trust=Trust.APPROVES)
        for name in ("Zoe Quill", "Sue Marl", "Tom Vane")
    )
    known = {str(role): member for role, member in world.by_role().items()} | {"all roles": zoe, "stopped": sue}
    made = [Actor(name, member, client_of(member)) for name, member in known.items()]
    made.append(Actor("no factor", tom, client_of(tom, factor=False)))
    made.append(Actor("another force", world.hana, client_of(world.hana)))
    made.append(Actor("nobody", None, Client()))
    revoke.suspend(world.esi, sue, "A test")
    return made


def expected(address: Address, actor: Actor, method: str, owned: bool) -> str:
    """The word for what must happen, from the door and the tenancy alone."""
    door = address.door
    assert door is not None
    if actor.member is None or actor.name == "stopped":
        return "sign in"
    if not door.lets_in(actor.member):
        return "not your role"
    if actor.name == "no factor" and door.wants_factor(method):
        return "second step"
    if actor.name == "another force" and owned:
        return "does not exist"
    return "maybe"


def happened(answer: Any) -> str:
    """The same word, from the answer."""
    status, to = answer.status_code, answer.headers.get("Location", "")
    if to.startswith("/accounts/login/"):
        return "sign in"
    if to.startswith("/second-step/"):
        return "second step"
    return {403: "not your role", 404: "does not exist"}.get(status, "in" if status in FINE else f"status {status}")


def tried(url: str, actor: Actor, method: str) -> tuple[str, int, str]:
    """What one actor gets, how many acts it left on record, and the words on the page; undone again."""
    with transaction.atomic():
        before = matrix.entries()
        answer = actor.client.generic(method, url)
        words = "" if answer.streaming else answer.content.decode(errors="replace")
        result = "not a method" if answer.status_code == NOT_A_METHOD else happened(answer)
        left = matrix.entries() - before
        transaction.set_rollback(True)
    return result, left, words


@pytest.mark.django_db
@pytest.mark.parametrize("address", GUARDED, ids=lambda address: address.name)
def test_each_gets_what_the_door_and_the_force_say(address: Address, world: World, actors: list[Actor]) -> None:
    made = {part: matrix.builder(address.name, part) for part in address.parts}
    url = reverse(address.name, kwargs={part: build(world) for part, (build, _owned) in made.items()})
    owned = any(owned for _build, owned in made.values())
    answers = {method: ask_all(address, url, actors, method, owned) for method in ("GET", "POST")}
    assert any(results for results in answers.values()), f"{address.name} can be neither looked at nor used"


def ask_all(address: Address, url: str, actors: list[Actor], method: str, owned: bool) -> dict[str, str]:
    """What each actor got, as it should be; nothing at all for an address that does not know the method."""
    results: dict[str, str] = {}
    for actor in actors:
        result, left, words = tried(url, actor, method)
        if result == "not a method":
            continue
        results[actor.name] = result
        wanted = expected(address, actor, method, owned)
        if wanted == "maybe":
            assert result in {"in", "does not exist"}, (method, actor.name, result)
        else:
            assert result == wanted, (method, actor.name, result, wanted)
            assert left == 0, f"{actor.name} was turned away, and yet something was done"
        if actor.name == "another force":
            assert not [name for name in NAMES if name in words], "a word of another force"
    assert not results or "in" in results.values(), f"nobody gets in by {method}, so this proves nothing: {results}"
    return results
