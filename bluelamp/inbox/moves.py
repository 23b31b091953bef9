"""The only writer of a conversation's state."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bluelamp.audit.append import record
from bluelamp.forces.models import Member
from bluelamp.inbox.models import Conversation
from bluelamp.inbox.states import MOVES
from bluelamp.kernel.errors import Conflict


@transaction.atomic
def make(
    conversation: Conversation, name: str, by: Member | None, sets: dict[str, Any] | None = None, **facts: Any
) -> None:
    """Move it, if it is still where the move starts; Conflict if somebody was faster."""
    move = MOVES[name]
    rows = Conversation.objects.filter(pk=conversation.pk, state__in=move.came_from)
    if rows.update(state=move.to, **(sets or {})) != 1:
        raise Conflict(_("Somebody else has just dealt with this conversation. Look at it again."))
    conversation.refresh_from_db()
    record(conversation.force_id, move.act, by, conversation, **facts)
