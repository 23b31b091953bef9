"""Stop somebody: one transaction after whose commit no session, approval or delivery of theirs goes on. And lift it again."""

from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from bluelamp.audit.append import record
from bluelamp.forces.access import may_stop
from bluelamp.forces.models import Member, Suspension
from bluelamp.jobs import wake
from bluelamp.kernel import clock
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from bluelamp.kernel.text import clean

REASON_LIMIT = 500


def suspend(by: Member, member: Member, reason: str) -> Suspension:
    """Raises NotAllowed, Refused (no reason) or Conflict (stopped already).

    The member's row is locked and changed: a claim that holds it FOR SHARE is waited for, a later one sees the stop.
    """
    words = because(reason)
    with transaction.atomic():
        by, member = both(by, member)
        if not (is_standing(by) and may_stop(by, member)):
            raise NotAllowed(_("You cannot stop this person. Ask an administrator."))
        if not is_standing(member):
            raise Conflict(_("%(name)s is stopped already.") % {"name": member})
        stop = Suspension.objects.create(force=member.force, member=member, by=by, reason=words)
        end_sessions(member)
        wake("publishing.release", urgent=True)
        record(member.force_id, "member.suspend", by, member, content=words, suspension=stop.pk)
    return stop


def lift(by: Member, member: Member) -> Suspension:
    """Let somebody go on; their posts that wait may leave again. Raises NotAllowed, or Conflict when nothing is open."""
    with transaction.atomic():
        by, member = both(by, member)
        if not (is_standing(by) and may_stop(by, member)):
            raise NotAllowed(_("You cannot let this person go on. Ask an administrator."))
        stop = Suspension.objects.of(member.force_id).open().filter(member=member).first()
        if stop is None:
            raise Conflict(_("%(name)s is not stopped.") % {"name": member})
        stop.lifted_at, stop.lifted_by = clock.now(), by
        stop.save(update_fields=["lifted_at", "lifted_by"])
        wake("publishing.release")
        wake("publishing.send")
        record(member.force_id, "member.restore", by, member, suspension=stop.pk)
    return stop


def standing(member: Member) -> None:
    """Inside an action's transaction: go on only if the member is not stopped, and cannot be before it commits.

    Raises NotAllowed. Whoever stops them at the same moment waits for this transaction; so no act follows a stop.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT left_at FROM forces_member WHERE id = %s FOR SHARE", [member.pk])
        (left_at,) = cursor.fetchone() or (clock.now(),)
    if left_at is not None or not is_standing(member):
        raise NotAllowed(_("Your access is paused. Please speak to your supervisor."))


def refuse_the_stopped(by: object) -> None:
    """The record's guard: whatever the room, no act of a person is written, and so none is done, after they are stopped."""
    if isinstance(by, Member):
        standing(by)


def is_standing(member: Member) -> bool:
    return member.left_at is None and not Suspension.objects.of(member.force_id).open().filter(member=member).exists()


def end_sessions(member: Member) -> None:
    """Every session of the member is over at its next request: they carry the epoch that was."""
    Member.objects.of(member.force_id).filter(pk=member.pk).update(epoch=F("epoch") + 1)
    member.refresh_from_db(fields=["epoch"])


def because(reason: str) -> str:
    if not reason.strip():
        raise Refused(_("Say why in a few words. It stays on record."))
    return clean(reason, REASON_LIMIT)


def both(by: Member, member: Member) -> tuple[Member, Member]:
    """Both rows, fresh and locked in the order of their keys, so that two who stop each other cannot wait for ever."""
    people: Any = Member.objects.filter(pk__in=[by.pk, member.pk]).order_by("pk").select_related("team", "force")
    rows = {row.pk: row for row in people.select_for_update(of=("self",), no_key=True)}
    return rows[by.pk], rows[member.pk]
