"""Who may read the record: auditors and administrators, each that of their own force."""

from typing import Protocol
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from bluelamp.audit.append import Actor
from bluelamp.audit.models import Entry, EntryQuerySet
from bluelamp.kernel.errors import NotAllowed

READERS = ("auditor", "admin")


class Reader(Actor, Protocol):
    """A member as far as this room knows one: forces lies above it."""

    @property
    def force_id(self) -> UUID: ...
    def holds(self, role: str) -> bool: ...


def ledger_for(member: Reader | None) -> EntryQuerySet:
    """All entries of the member's force. Raises NotAllowed."""
    if member is None or not any(member.holds(role) for role in READERS):
        raise NotAllowed(_("The record is open to auditors and administrators. Ask one of them to look for you."))
    return Entry.objects.of(member.force_id)


def entry_for(member: Reader | None, identity: UUID | str) -> Entry:
    """One entry of the member's force. Raises NotAllowed, also when there is no such entry."""
    try:
        return ledger_for(member).select_related("content").get(pk=identity)
    except (Entry.DoesNotExist, ValidationError):
        raise NotAllowed(_("There is no such entry in your force's record.")) from None


def history_for(member: Reader | None, object_type: str, object_id: UUID | str) -> EntryQuerySet:
    """All that was done to one object, oldest first. Raises NotAllowed, also when the record knows no such object."""
    found = ledger_for(member).about(object_type, object_id)
    if not found.exists():
        raise NotAllowed(_("The record knows nothing of this."))
    return found
