"""What a person says where no machine can know: it is there, it is not there, try again."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _

from bluelamp.adapters.contract import Receipt
from bluelamp.audit.append import record
from bluelamp.forces.models import Member
from bluelamp.jobs import wake
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from bluelamp.publishing import outcome, words
from bluelamp.publishing.access import may_decide
from bluelamp.publishing.models import Delivery
from bluelamp.publishing.states import Condition

ADDRESS = URLValidator(schemes=["https", "http"])


def choices(row: Delivery) -> list[tuple[str, str]]:
    """What may be said about a delivery that waits for a person, and the words of each button."""
    if row.condition == Condition.REFUSED:
        return [("again", _("Try again"))]
    if row.condition != Condition.HELD:
        return []
    if row.trying_id and not row.actual_id:
        return [("live", _("It is there")), ("gone", _("It is not there"))]
    if row.actual_id and row.wanted_id is None:
        return [("gone", _("It is gone now")), ("again", _("Try again"))]
    if row.actual_id:
        return [("live", _("It shows the new words")), ("again", _("Try again"))]
    return [("again", _("Put it there again"))]


@transaction.atomic
def decide(by: Member, delivery: Delivery, said: str, url: str = "") -> Delivery:
    """Take a person's word for it. `url` is where they saw it, if they did.

    Raises NotAllowed, Refused (not an address), Conflict (somebody was faster).
    """
    if not may_decide(by, delivery):
        raise NotAllowed(_("The press office or an administrator decides this."))
    rows = Delivery.objects.of(by.force_id).select_related("channel", "post")
    row = rows.select_for_update(of=("self",), no_key=True).get(pk=delivery.pk)
    if said not in dict(choices(row)):
        raise Conflict(_("This has been settled meanwhile. Look at it again."))
    _SAID[said](by, row, _address(url))
    record(row.force_id, "delivery.decided", by, row, **words.facts(row), said=said)
    wake("publishing.send")
    return row


def _live(by: Member, row: Delivery, url: str) -> None:
    corrected = row.actual_id is not None
    row.trying_id = row.trying_id or row.wanted_id
    receipt = None if corrected or not url else Receipt(row.remote_id, url, {})
    outcome.live(row, receipt, corrected=corrected, by=by)


def _gone(by: Member, row: Delivery, url: str) -> None:
    row.attempts = 0
    outcome.absent(row, by=by)


def _again(by: Member, row: Delivery, url: str) -> None:
    row.condition, row.note, row.attempts, row.not_before = Condition.READY, "", 0, None
    row.save()


_SAID = {"live": _live, "gone": _gone, "again": _again}


def _address(url: str) -> str:
    if url.strip():
        try:
            ADDRESS(url.strip())
        except ValidationError:
            raise Refused(
                _("Write the web address as your browser shows it, like https://www.example.org/1.")
            ) from None
    return url.strip()[:500]
