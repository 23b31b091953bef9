"""What is true of a delivery now: each of these writes one row and, where the record needs it, its entry."""

from datetime import timedelta
from typing import Any

from bluelamp.adapters.contract import Receipt
from bluelamp.audit.append import record
from bluelamp.jobs import wake
from bluelamp.kernel import clock
from bluelamp.publishing import outgoing, words
from bluelamp.publishing.models import Delivery
from bluelamp.publishing.pace import Pace, back_off
from bluelamp.publishing.states import Condition

RECHECK = timedelta(seconds=5)


def live(row: Delivery, receipt: Receipt | None, *, corrected: bool = False, by: Any = None, **more: Any) -> None:
    """The version that was tried is what the public sees."""
    row.actual_id, row.trying_id, row.condition = row.trying_id, None, Condition.READY
    row.receipt = outgoing.kept(receipt) if receipt else row.receipt
    row.live_at, row.gone_at = (row.live_at if corrected else clock.now()), None
    _clear(row, "delivery.edited" if corrected else "delivery.live", by, url=row.url, remote_id=row.remote_id, **more)


def present(row: Delivery, receipt: Receipt | None, **more: Any) -> None:
    """We looked and it is there. What was tried for the first time is live. Which words are there after a correction
    in doubt a look does not tell: `trying` stays, and the plan corrects or takes down once more."""
    if row.actual_id is None and row.trying_id is not None:
        return live(row, receipt, **more)
    row.condition = Condition.READY
    row.receipt = outgoing.kept(receipt) if receipt else row.receipt
    row.save()
    return None


def absent(row: Delivery, *, by: Any = None, **more: Any) -> None:
    """It is not there: taken down, or never arrived, or vanished while we wanted to correct it."""
    was_live = row.actual_id is not None
    vanished = was_live and row.trying_id is not None and row.wanted_id is not None and by is None
    row.actual_id, row.trying_id, row.condition = None, None, Condition.READY
    if not was_live and row.wanted_id is not None:
        # It can go out now; that it was in doubt is remembered until it is live.
        row.not_before, row.note = None, ""
        row.save()
        return
    row.gone_at = clock.now()
    if vanished:
        row.condition, row.note = Condition.HELD, words.vanished(row)
    _clear(row, "delivery.gone", by, keep_note=vanished, **more)


def _clear(row: Delivery, act: str, by: Any, *, keep_note: bool = False, **facts: Any) -> None:
    """A clear answer ends all doubt."""
    since, row.attempts, row.not_before, row.unsure_since = row.unsure_since, 0, None, None
    row.note = row.note if keep_note else ""
    row.save()
    if since is not None:
        facts["doubt_since"] = since
    record(row.force_id, act, by, row, **words.facts(row), **facts)
    wake("publicsite.build")


def doubt(row: Delivery, why: str, settles: timedelta, pace: Pace) -> None:
    """One more attempt without a clear answer: look when the network has settled, and after too many ask a person."""
    row.attempts += 1
    row.not_before = clock.now() + settles + back_off(row.attempts)
    if row.attempts >= pace.attempts:
        ask(row, words.worn_out(row))
        return
    row.save()
    if row.condition == Condition.UNSURE:
        record(row.force_id, "delivery.unsure", None, row, **words.facts(row), why=why[:200], step=row.step)


def ask(row: Delivery, sentence: str) -> bool:
    """A person has to decide. Always True, for those who go on to other work."""
    row.condition, row.note = Condition.HELD, sentence
    row.save()
    record(row.force_id, "delivery.held", None, row, **words.facts(row), says=sentence)
    return True


def refuse(row: Delivery, sentence: str) -> None:
    """The network understood and said no; its reason goes to the officer."""
    row.condition, row.note = Condition.REFUSED, sentence
    if row.actual_id is None or row.attempts == 0:
        row.trying_id = None
    row.save()
    record(row.force_id, "delivery.refused", None, row, **words.facts(row), says=sentence)


def later(row: Delivery) -> bool:
    """Stopped between choosing and locking: look again soon."""
    row.not_before = clock.now() + RECHECK
    row.save()
    return True
