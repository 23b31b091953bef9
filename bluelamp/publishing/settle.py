"""Write down what is true after a step, if and only if the claim is still ours; each in one transaction, with its entry."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from bluelamp.adapters.contract import Receipt
from bluelamp.adapters.errors import Gone, Later, NeedsAuth, Rejected, Trouble, Unsure
from bluelamp.channels import account
from bluelamp.channels import actions as channels
from bluelamp.kernel import clock
from bluelamp.publishing import outcome, words
from bluelamp.publishing.models import Delivery
from bluelamp.publishing.pace import Pace
from bluelamp.publishing.states import WRITES, Condition, Step

LOOK_AGAIN = timedelta(seconds=3)
"""A look that failed changes nothing and may be repeated soon; a doubt must not last longer than it has to."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an adapter said: frozen content, a receipt (or None: nothing there), or one of the five troubles."""

    prepared: dict[str, Any] | None = None
    receipt: Receipt | None = None
    trouble: Trouble | None = None


def settle(identity: UUID, token: UUID, came_from: Condition, answer: Answer, pace: Pace) -> bool:
    """Record the answer to a claim. False = the claim was not ours any more, and the answer is dropped: whoever
    looks next will find what is true."""
    with transaction.atomic():
        row = _ours(identity, token)
        if row is None:
            return False
        step = Step(row.step)
        row.claim, row.claim_until, row.condition = None, None, came_from
        if answer.trouble is None:
            if step in WRITES:
                channels.sent(row.channel)
            _went_well(row, step, answer)
        else:
            _TROUBLES[type(answer.trouble)](row, step, answer.trouble, pace)
    return True


def _ours(identity: UUID, token: UUID) -> Delivery | None:
    rows = Delivery.objects.select_related("channel").select_for_update(of=("self",), no_key=True)
    return rows.filter(pk=identity, claim=token, condition=Condition.IN_FLIGHT).first()


def _went_well(row: Delivery, step: Step, answer: Answer) -> None:
    if step == Step.PREPARE:
        row.prepared, row.condition = answer.prepared, Condition.READY
        row.save()
    elif step == Step.RETRACT or (step == Step.FIND and answer.receipt is None):
        outcome.absent(row, looked=step == Step.FIND)
    elif step == Step.FIND:
        outcome.present(row, answer.receipt, looked=True)
    else:
        outcome.live(row, answer.receipt, corrected=step == Step.EDIT)


def _later(row: Delivery, step: Step, trouble: Trouble, pace: Pace) -> None:
    assert isinstance(trouble, Later)
    until = clock.now() + (min(trouble.after, LOOK_AGAIN) if step == Step.FIND and not trouble.whole else trouble.after)
    _nothing_happened(row)
    if trouble.whole:
        channels.gate(row.channel, until)
    else:
        row.not_before = until
    row.save()


def _nothing_happened(row: Delivery) -> None:
    """As it was before the claim: only an earlier doubt still names a version that was tried."""
    if row.condition == Condition.READY and row.attempts == 0:
        row.trying_id = None


def _needs_auth(row: Delivery, step: Step, trouble: Trouble, pace: Pace) -> None:
    _nothing_happened(row)
    row.save()
    channels.needs_auth(row.channel, _("The network does not let us in any more. Posts for it wait and are not lost."))


def _rejected(row: Delivery, step: Step, trouble: Trouble, pace: Pace) -> None:
    said = _(str(trouble))
    if step == Step.FIND:
        outcome.ask(row, words.something_else(row))
    elif row.condition == Condition.UNSURE:
        # The repeat was refused, which says nothing about the attempt before it.
        outcome.ask(row, words.undecided(row))
    elif step == Step.RETRACT:
        outcome.ask(row, words.not_taken_down(row, said))
    else:
        outcome.refuse(row, said)


def _gone(row: Delivery, step: Step, trouble: Trouble, pace: Pace) -> None:
    if step in (Step.RETRACT, Step.FIND, Step.EDIT):
        outcome.absent(row)
    else:
        outcome.refuse(row, words.no_place(row))


def _unsure(row: Delivery, step: Step, trouble: Trouble, pace: Pace) -> None:
    if step == Step.FIND:
        outcome.ask(row, words.something_else(row))
        return
    if step in WRITES:
        row.condition, row.unsure_since = Condition.UNSURE, row.unsure_since or clock.now()
    outcome.doubt(row, str(trouble), timedelta(seconds=account.settle_seconds(row.channel)), pace)


_TROUBLES: dict[type[Trouble], Callable[[Delivery, Step, Trouble, Pace], None]] = {
    Later: _later,
    NeedsAuth: _needs_auth,
    Rejected: _rejected,
    Gone: _gone,
    Unsure: _unsure,
}
