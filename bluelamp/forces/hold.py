"""One press pauses all publishing of a force, or of one area; kinds that are exempt still go. Retractions always go."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from bluelamp.audit.append import record
from bluelamp.forces.access import may_hold
from bluelamp.forces.models import Area, Force, Hold, Member
from bluelamp.forces.revoke import because
from bluelamp.forces.states import HOLD_EXEMPT
from bluelamp.jobs import wake
from bluelamp.kernel import clock
from bluelamp.kernel.errors import Conflict, NotAllowed


def press(by: Member, reason: str, area: Area | None = None, exempt: Iterable[str] = HOLD_EXEMPT) -> Hold:
    """Raises NotAllowed, Refused (no reason), Conflict (paused there already).

    The force's row is locked: whoever claims with that row FOR SHARE starts before this commits or not at all.
    """
    words = because(reason)
    area_id = area.pk if area else None
    with transaction.atomic():
        if not may_hold(by, area_id) or (area and area.force_id != by.force_id):
            raise NotAllowed(_("You cannot pause publishing there. Ask the press office."))
        Force.objects.select_for_update(no_key=True).get(pk=by.force_id)
        if Hold.objects.of(by.force_id).open().filter(area=area).exists():
            raise Conflict(_("Publishing is paused there already."))
        hold = Hold.objects.create(force=by.force, area=area, reason=words, exempt=sorted(set(exempt)), by=by)
        wake("publishing.release", urgent=True)
        record(by.force_id, "hold.press", by, hold, content=words, area=area_id, exempt=hold.exempt)
    return hold


def lift(by: Member, hold: Hold) -> Hold:
    """Publishing goes on. Raises NotAllowed, or Conflict when somebody lifted it before."""
    with transaction.atomic():
        if hold.force_id != by.force_id or not may_hold(by, hold.area_id):
            raise NotAllowed(_("You cannot end this pause. Ask the press office."))
        rows = Hold.objects.of(by.force_id).open().filter(pk=hold.pk)
        if rows.update(lifted_at=clock.now(), lifted_by=by) != 1:
            raise Conflict(_("This pause has ended already."))
        wake("publishing.release")
        wake("publishing.send")
        record(by.force_id, "hold.lift", by, hold)
    hold.refresh_from_db()
    return hold


def open_holds(force: Force | UUID) -> list[Hold]:
    return list(Hold.objects.of(force).open().select_related("area", "by").order_by("created_at"))


def stops(holds: Iterable[Hold], area_id: UUID | None, kind: str) -> Hold | None:
    """The hold that keeps a post of this kind in this area from going, or None. Pure."""
    for hold in holds:
        if hold.area_id in (None, area_id) and kind not in hold.exempt:
            return hold
    return None
