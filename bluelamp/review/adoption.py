"""Taking the approval matrix that a pack brings in place of the force's own, after a look at what changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bluelamp.audit.append import record
from bluelamp.forces.models import Force, Member
from bluelamp.forces.revoke import standing
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from bluelamp.policy.packs_access import may_keep
from bluelamp.policy.signed import short_digest
from bluelamp.review.models import Route
from bluelamp.rulebook.extras import RouteRow

_FIELDS = ("kinds", "outcomes", "risks", "trust_below", "needs")


@dataclass(frozen=True)
class Line:
    """A row of the matrix, as it is and as it would be. `change`: "new", "gone", "other", "moved" or "" for the same."""

    name: str
    now: dict[str, Any] | None
    new: dict[str, Any] | None
    change: str


def preview(force: Force, rows: Sequence[RouteRow]) -> list[Line]:
    """The pack's rows in their order, then those of the force's own that would go."""
    before = _now(force)
    places = {row["name"]: at for at, row in enumerate(before)}
    lines = [_line(row, at, before, places) for at, row in enumerate(map(_plain, rows))]
    names = {row.name for row in rows}
    return lines + [Line(row["name"], row, None, "gone") for row in before if row["name"] not in names]


def seen(force: Force, rows: Sequence[RouteRow]) -> str:
    """What a page was about: this matrix in place of that one."""
    return short_digest([_now(force), [_plain(row) for row in rows]])


@transaction.atomic
def adopt(by: Member, rows: Sequence[RouteRow], saw: str, reason: str, pack: str) -> None:
    """The pack's matrix counts from now on. What waits for a yes keeps the route that it was sent on."""
    standing(by)
    if not may_keep(by):
        raise NotAllowed(_("Only the press office and administrators decide who approves what."))
    force = Force.objects.select_for_update().get(pk=by.force_id)
    if not rows:
        raise Refused(_("This pack brings no approval matrix."))
    if saw != seen(force, rows):
        raise Conflict(_("Who approves what has changed since you looked. Look again."))
    if not reason.strip():
        raise Refused(_("Say in a few words why. It stays in the record."))
    before = _now(force)
    Route.objects.of(force).delete()
    for place, row in enumerate(rows):
        Route.objects.create(force=force, place=place, **_plain(row))
    record(force.pk, "route.install", by, force, content=reason, pack=pack, lines=len(rows), before=len(before))


def _now(force: Force) -> list[dict[str, Any]]:
    return [{"name": row.name, **{name: getattr(row, name) for name in _FIELDS}} for row in Route.objects.of(force)]


def _plain(row: RouteRow) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in _FIELDS}
    return {
        "name": row.name,
        **{name: list(value) if isinstance(value, tuple) else value for name, value in told.items()},
    }


def _line(row: dict[str, Any], at: int, before: list[dict[str, Any]], places: dict[str, int]) -> Line:
    place = places.get(row["name"])
    if place is None:
        return Line(row["name"], None, row, "new")
    if before[place] != row:
        return Line(row["name"], before[place], row, "other")
    return Line(row["name"], before[place], row, "" if place == at else "moved")
