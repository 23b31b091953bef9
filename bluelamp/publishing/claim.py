"""Claim one delivery: in one short transaction choose it, lock what could stop it, ask again, and sign for it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from bluelamp.adapters.contract import Adapter, Finds, Prepares
from bluelamp.channels import account
from bluelamp.channels import actions as channels
from bluelamp.kernel import clock, ids
from bluelamp.posts.digest import digest
from bluelamp.posts.models import Version
from bluelamp.publishing import choose, outcome, outgoing, plan, stops, words
from bluelamp.publishing.models import DATABASE_NOW, Delivery
from bluelamp.publishing.pace import Pace
from bluelamp.publishing.states import SPEAKS, WRITES, Condition, Step


@dataclass(frozen=True, slots=True)
class Claim:
    """Our signature on one step of one delivery. `token` is what settle compares; `came_from` is where to go back to."""

    delivery: Delivery
    token: UUID
    step: Step
    came_from: Condition
    version: Version | None


def view(row: Delivery) -> plan.View[UUID]:
    return plan.View(
        condition=Condition(row.condition),
        wanted=row.wanted_id,
        actual=row.actual_id,
        trying=row.trying_id,
        prepared=row.prepared_version,
        step=Step(row.step) if row.step else None,
    )


def can(kind: type[Adapter]) -> plan.Can:
    """What a channel of this kind can do, as the plan needs it."""
    return plan.Can(
        edits=kind.abilities.edits,
        retracts=kind.abilities.retracts,
        finds=issubclass(kind, Finds),
        repeats=kind.abilities.recognises in ("deterministic", "key"),
    )


def claim(pace: Pace) -> Claim | bool:
    """A claim; or True = something else was put in order, ask again; or False = nothing to do now."""
    with transaction.atomic():
        chosen = choose.next_delivery()
        if chosen is None:
            return False
        row = _read(chosen)
        if row.condition == Condition.IN_FLIGHT:
            return _lapse(row, pace)
        return _take(row, pace)


def _read(identity: UUID) -> Any:
    """The row that we hold, with what a step needs to know; its versions apart, as they are mostly one and the same."""
    rows = Delivery.objects.annotate(database_now=DATABASE_NOW)
    rows = rows.select_related("post__force", "post__area", "post__team", "post__author", "channel")
    row = rows.get(pk=identity)
    versions = Version.objects.in_bulk({row.wanted_id, row.trying_id, row.actual_id} - {None})
    for name in ("wanted", "trying", "actual"):
        setattr(row, name, versions.get(getattr(row, f"{name}_id")))
    return row


def _take(row: Delivery, pace: Pace) -> Claim | bool:
    kind = account.known(row.channel)
    if kind is None:
        return channels.needs_auth(row.channel, _("The software for this network is not installed on this server."))
    step = plan.next_step(view(row), can(kind))
    if step == Step.PREPARE and not issubclass(kind, Prepares):
        # Nothing to upload: what is frozen is the moment, and the sending can begin at once.
        row.prepared = outgoing.frozen(row, {})
        step = plan.next_step(view(row), can(kind))
    if step in (Step.NOTHING, Step.WAIT):
        return False
    if step == Step.ASK:
        return outcome.ask(row, words.undecided(row))
    version = (row.trying or row.actual) if step == Step.FIND else row.wanted
    if step in SPEAKS or (step == Step.RETRACT and row.wanted_id):
        if version is None or digest(version.frozen) != version.digest:
            return outcome.ask(row, str(stops.Stop.of("digest").says))
        if not choose.may_leave(row.post, version):
            return outcome.later(row)
    return _sign(row, step, version, pace)


def _sign(row: Delivery, step: Step, version: Version | None, pace: Pace) -> Claim:
    came_from, token = Condition(row.condition), ids.new_id()
    if step in WRITES:
        row.trying = version if step != Step.RETRACT else None
    row.condition, row.step, row.claim = Condition.IN_FLIGHT, step, token
    row.claimed_at, row.claim_until = DATABASE_NOW, DATABASE_NOW + pace.lease
    row.save(update_fields=["condition", "step", "claim", "claimed_at", "claim_until", "trying", "prepared"])
    return Claim(row, token, step, came_from, version)


def _lapse(row: Any, pace: Pace) -> bool:
    """Whoever worked on it was killed or cut off. Nobody knows how far they came: say so, and look."""
    began_ago = row.database_now - row.claimed_at
    # Its call may have had an effect until its deadline; after that the network needs its time to show it.
    shown_after = timedelta(seconds=pace.deadline + account.settle_seconds(row.channel))
    row.condition, row.claim, row.claim_until = plan.lapsed(view(row)), None, None
    row.unsure_since = row.unsure_since or clock.now() - began_ago
    outcome.doubt(row, "its worker gave no answer", max(shown_after - began_ago, timedelta(0)), pace)
    return True
