"""The only writer of a proposal's state."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bluelamp.audit.append import record
from bluelamp.forces.models import Member
from bluelamp.kernel import clock
from bluelamp.kernel.errors import Conflict
from bluelamp.policy.models import Proposal
from bluelamp.policy.states import MOVES


@transaction.atomic
def make(
    proposal: Proposal,
    name: str,
    by: Member | None,
    sets: dict[str, Any] | None = None,
    content: str = "",
    **facts: Any,
) -> None:
    """Move it, if it is still where the move starts and still the text that was seen; else Conflict."""
    move = MOVES[name]
    rows = Proposal.objects.filter(pk=proposal.pk, state__in=move.came_from, revision=proposal.revision)
    if rows.update(state=move.to, updated_at=clock.now(), **(sets or {})) != 1:
        raise Conflict(_("Somebody else has just dealt with this change. Look at it again."))
    proposal.refresh_from_db()
    record(proposal.force_id, move.act, by, proposal, content=content, digest=proposal.digest, **facts)
