"""What one may do with the record: look, take a copy, erase words beside the tree. Each is an entry itself."""

from collections.abc import Iterator
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from bluelamp.audit import bundle, proofs, signing
from bluelamp.audit.access import Reader
from bluelamp.audit.append import Actor, Thing, record
from bluelamp.audit.models import Content, Entry
from bluelamp.kernel import clock
from bluelamp.kernel.errors import Conflict, Refused


@transaction.atomic
def view(by: Reader, obj: Thing | None = None, /, **sought: str) -> Entry:
    """Write down that somebody looked, at what, and what they were looking for."""
    return record(by.force_id, "audit.view", by, obj, **{name: value for name, value in sought.items() if value})


def export(force: UUID, by: Actor | None = None, **facts: str) -> Iterator[str]:
    """The lines of a bundle of the whole record. The disclosure is its last entry, written before the first line."""
    with transaction.atomic():
        last = record(force, "audit.export", by, **facts)
    return _lines(last)


def _lines(last: Entry) -> Iterator[str]:
    """Entries never change, so those up to `last` can be read at leisure, outside any transaction."""
    found = Entry.objects.of(last.force_id).filter(index__lte=last.index).order_by("index")
    rows = (entry.row() for entry in found.iterator())
    return bundle.lines(str(last.force_id), signing.publics(), rows, proofs.head(last))


@transaction.atomic
def erase(entry: Entry, by: Actor | None, reason: str) -> Entry:
    """Erase the words kept beside an entry, for ever; the tree stays whole. Raises Conflict when there are none."""
    if not reason.strip():
        raise Refused(_("Say why these words must go. The reason stays in the record."))
    held = Content.objects.of(entry.force_id).filter(entry=entry, erased_at=None)
    if not held.update(text="", salt=b"", erased_at=clock.now()):
        raise Conflict(_("There are no words to erase here: this entry had none, or they are gone already."))
    return record(entry.force_id, "audit.erase", by, Thing("entry", entry.pk, f"#{entry.index}"), reason=reason)
