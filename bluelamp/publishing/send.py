"""The loop that makes the world agree: claim one step, let the adapter act, write down what is true."""

import logging
from collections.abc import Callable
from typing import Any

from bluelamp.adapters.contract import Adapter, Finds, Outgoing, Prepared
from bluelamp.adapters.errors import NeedsAuth, Rejected, Trouble, Unsure, gettext_noop
from bluelamp.channels import account
from bluelamp.channels.seal import BrokenSeal
from bluelamp.publishing import outgoing
from bluelamp.publishing.claim import Claim, claim
from bluelamp.publishing.pace import PACE, Pace
from bluelamp.publishing.settle import Answer, settle
from bluelamp.publishing.states import Step

log = logging.getLogger(__name__)


def turn(pace: Pace = PACE) -> bool:
    """One step of one delivery. True = there may be more to do at once."""
    mine = claim(pace)
    if isinstance(mine, bool):
        return mine
    answer = act(mine, pace)
    if not settle(mine.delivery.pk, mine.token, mine.came_from, answer, pace):
        log.warning("delivery %s: our claim had ended, so our answer is dropped", mine.delivery.pk)
    return True


def act(mine: Claim, pace: Pace) -> Answer:
    """What the adapter says to this step. Outside any transaction; raises nothing."""
    try:
        with account.calling(mine.delivery.channel, pace.deadline) as adapter:
            return _STEPS[mine.step](adapter, mine)
    except Trouble as trouble:
        return Answer(trouble=trouble)
    except BrokenSeal:
        return Answer(trouble=NeedsAuth("the seal is broken"))
    except Exception:
        # A fault of ours or of an adapter. Whatever had begun may have happened.
        log.exception("delivery %s: %s failed", mine.delivery.pk, mine.step)
        return Answer(trouble=Unsure("an unexpected fault"))


def _outgoing(mine: Claim) -> tuple[Outgoing, Prepared]:
    """The same words, moments and prepared data at every attempt."""
    row = mine.delivery
    version = mine.version or row.actual
    if version is None or row.prepared is None:
        raise ValueError("nothing was frozen for this")
    return outgoing.build(row, version, row.prepared), row.prepared["data"]


def _prepare(adapter: Any, mine: Claim) -> Answer:
    row = mine.delivery
    kept = outgoing.frozen(row, {})
    if mine.version is None:
        raise ValueError("there is no version to prepare")
    return Answer(prepared={**kept, "data": dict(adapter.prepare(outgoing.build(row, mine.version, kept)))})


def _publish(adapter: Any, mine: Claim) -> Answer:
    return Answer(receipt=adapter.publish(*_outgoing(mine)))


def _edit(adapter: Any, mine: Claim) -> Answer:
    return Answer(receipt=adapter.edit(outgoing.receipt(mine.delivery), *_outgoing(mine)))


def _find(adapter: Any, mine: Claim) -> Answer:
    return Answer(receipt=adapter.find(*_outgoing(mine)))


def _retract(adapter: Any, mine: Claim) -> Answer:
    """Where only a person's word says that it is live, we look for it first."""
    if mine.delivery.remote_id:
        adapter.retract(outgoing.receipt(mine.delivery))
        return Answer()
    if not issubclass(type(adapter), Finds):
        raise Rejected(gettext_noop("We do not know its address there."))
    if found := _find(adapter, mine).receipt:
        adapter.retract(found)
    return Answer()


_STEPS: dict[Step, Callable[[Adapter, Claim], Answer]] = {
    Step.PREPARE: _prepare,
    Step.PUBLISH: _publish,
    Step.EDIT: _edit,
    Step.FIND: _find,
    Step.RETRACT: _retract,
}
