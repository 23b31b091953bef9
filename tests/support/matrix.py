"""What the parts of an address stand for in the matrix test: one builder a part, and every room adds its own line.

A part is called `<thing>_id` wherever it occurs; `"app:view:part"` stands before `"part"` where one view needs another
kind of thing. All objects belong to Northmere, to Ann's area Harby where they have one.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.db import transaction

from bluelamp.adapters import registry
from bluelamp.audit.append import record
from bluelamp.audit.models import Entry
from bluelamp.channels.models import Channel
from bluelamp.forces import hold
from bluelamp.forces.models import Grant
from bluelamp.forces.states import Role
from bluelamp.inbox.models import Conversation, Item
from bluelamp.kernel import clock
from bluelamp.media.models import Picture
from bluelamp.policy import actions as policy
from bluelamp.policy import cases_actions as cases
from bluelamp.policy import following, keys, proposals, publishing
from bluelamp.policy import register_actions as register
from bluelamp.policy.models import Case, FindingAnswer
from bluelamp.posts.models import DraftPicture
from bluelamp.publishing.models import Delivery
from bluelamp.publishing.states import Condition
from bluelamp.review.models import Need
from tests.support import packs
from tests.support.cases import make_case, make_order
from tests.support.posts import make_approved, make_draft, make_places, make_waiting
from tests.support.small import install_small
from tests.support.world import World

PIXEL = b"\x89PNG\r\n\x1a\n"


def grant(world: World) -> object:
    return Grant.objects.get(member=world.ann, role=Role.OFFICER).pk


def paused(world: World) -> object:
    return hold.press(world.cara, "A test", world.harby).pk


def draft(world: World) -> object:
    return make_draft(world.ann).pk


def waiting(world: World) -> object:
    return make_waiting(world.ann).post.pk


def approved(world: World) -> object:
    return make_approved(world.ann, world.bal).pk


def picture(world: World) -> object:
    made = Picture.objects.create(
        force=world.force, by=world.ann, sha256="ab" * 32, mime="image/png", width=1, height=1, size=len(PIXEL),
        came_as="a.png", came_sha256="cd" * 32,
    )  # fmt: skip
    made.path.parent.mkdir(parents=True, exist_ok=True)
    made.path.write_bytes(PIXEL)
    made.thumb_path.write_bytes(PIXEL)
    return made.pk


def shown(world: World) -> object:
    """A picture in a draft of Ann's."""
    placed = DraftPicture.objects.create(
        force=world.force, post=make_draft(world.ann), picture_id=picture(world), place=0, alt="A bridge"
    )
    return placed.pk


def need(world: World) -> object:
    version = make_waiting(world.ann)
    return Need.objects.create(
        force=world.force, post=version.post, version=version, area=world.harby, role=Role.SUPERVISOR, why="A test"
    ).pk


def channel(world: World) -> object:
    """A real network's account, not one that comes with the house."""
    return Channel.objects.create(force=world.force, kind=registry.connectable()[0].kind, name="A network").pk


def delivery(world: World) -> object:
    """One that a person must decide about."""
    post = make_approved(world.ann, world.bal)
    row = Delivery.objects.create(
        force=world.force, post=post, channel=post.channels.all()[0], wanted=post.approved, condition=Condition.HELD
    )
    return row.pk


def conversation(world: World) -> object:
    place = make_places(world.force)[1]
    row = Conversation.objects.create(
        force=world.force, channel=place, area=world.harby, team=world.team, root="r1", waiting_since=clock.now(),
        last_text="When is the market?", last_author="Resident",
    )  # fmt: skip
    Item.objects.create(
        force=world.force, conversation=row, channel=place, remote_id="r1", author="Resident", text=row.last_text,
        at=clock.now(), ref={"remote_id": "r1"},
    )  # fmt: skip
    return row.pk


def entry(world: World) -> object:
    with transaction.atomic():
        return record(world.force.pk, "member.create", None, world.ann).pk


def noted(world: World) -> object:
    entry(world)
    return world.ann.pk


def the_case(world: World) -> Case:
    return Case.objects.of(world.force).first() or make_case(world.bal)


def case(world: World) -> object:
    return the_case(world).pk


def order(world: World) -> object:
    return make_order(world.bal, the_case(world)).pk


def name(world: World) -> object:
    return cases.add_name(world.cara, make_order(world.bal, the_case(world)), "Priya Nandakumar").pk


def consent(world: World) -> object:
    return register.record_consent(world.ann, world.harby, "story", "A shopkeeper", clock.now().date()).pk


def election(world: World) -> object:
    today = clock.now().date()
    return register.plan_election(world.cara, "Mayor of Northmere", today, today).pk


def rule(world: World) -> object:
    install_small(world.force)
    return "SM-1"


def answer(world: World) -> object:
    """Ann says that a rule is wrong; somebody else may weigh that."""
    post = make_draft(world.ann)
    said = FindingAnswer.objects.create(
        force=world.force, subject=str(post.pk), area=world.harby, rule="SM-1", weight="advise", place="x", by=world.ann,
        reason="meaning",
    )  # fmt: skip
    return said.pk


def pack(world: World) -> object:
    """The force's own pack, in force, with one approval row."""
    return policy.install(world.force, None, packs.OWN, policy.OWN).pk


def proposal(world: World) -> object:
    """Brought in by Esi, and not decided."""
    return proposals.offer(world.esi, packs.signed(packs.OWN), "upload").pk


def published(world: World) -> object:
    row = policy.install(world.force, None, packs.OWN, policy.OWN)
    return publishing.publish(world.cara, row).pk


def signer(world: World) -> object:
    return keys.trust(world.esi, "ab" * 32, "North Mere").pk


def feed(world: World) -> object:
    """One at an address that may not be asked."""
    return following.follow(world.esi, "https://127.0.0.1/packs/feed.json").pk


OBJECTS: dict[str, Callable[[World], Any]] = {
    "member_id": lambda world: world.ann.pk,
    "grant_id": grant,
    "hold_id": paused,
    "post_id": draft,
    "need_id": need,
    "delivery_id": delivery,
    "publishing:withdraw:post_id": approved,
    "posts:correct:post_id": approved,
    "posts:recall:post_id": waiting,
    "conversation_id": conversation,
    "picture_id": picture,
    "shown_id": shown,
    "channel_id": channel,
    "case_id": case,
    "order_id": order,
    "name_id": name,
    "consent_id": consent,
    "election_id": election,
    "entry_id": entry,
    "audit:history:object_id": noted,
    "rule_id": rule,
    "review:weigh:answer_id": answer,
    "pack_id": pack,
    "proposal_id": proposal,
    "published_id": published,
    "signer_id": signer,
    "feed_id": feed,
}
"""Parts that name something of one force: for everybody else the page does not exist."""

WORDS: dict[str, Callable[[World], Any]] = {
    "size": lambda _world: "thumb",
    "verb": lambda _world: "close",
    "policy:decide:verb": lambda _world: "withdraw",
    "object_type": lambda _world: "member",
    "kind": lambda _world: registry.connectable()[0].kind,
    "force": lambda world: world.force.slug,
    "message_id": lambda _world: "post-none",
    "name": lambda _world: "none.jpg",
}
"""Parts that are only words, the same for every force."""


@cache
def builder(view: str, part: str) -> tuple[Callable[[World], Any], bool]:
    """The builder of a part of the address of `view`, and whether what it makes belongs to a force. Raises KeyError."""
    for table, owned in ((OBJECTS, True), (WORDS, False)):
        found = table.get(f"{view}:{part}") or table.get(part)
        if found:
            return found, owned
    raise KeyError(f"{view} has a part <{part}> that nobody can build: add a line to tests/support/matrix.py")


def entries() -> int:
    """How many acts are on record, looks not counted."""
    return Entry.objects.exclude(operation="consult").count()
