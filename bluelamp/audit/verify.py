"""Check the record in the database: entries, head rows, checkpoints, and the words that lie beside the tree."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import DataError, connection, transaction

from bluelamp.audit import checkpoint, signing
from bluelamp.audit.append import commitment
from bluelamp.audit.check import Fault, Known, Report, check, head_row
from bluelamp.audit.models import Content, Entry, EntryQuerySet, Head
from bluelamp.audit.rows import Row

CHUNK = 1000
_UNREADABLE = (DataError, AttributeError, TypeError, ValueError, ArithmeticError, RecursionError)


def forces() -> list[UUID]:
    """Every force of which there is any trace: a head row, an entry, a checkpoint file."""
    tables = (table.objects.values_list("force_id", flat=True).distinct() for table in (Head, Entry))
    return sorted(set(chain(checkpoint.forces(), *tables)))


def verify(force: UUID, known: Iterable[Known] = ()) -> Report:
    """Check one force; the report names the lowest index at which anything is wrong.

    Checkpoints are read before the database is, which is then read as it was at one moment: an entry that is written
    meanwhile is no fault.
    """
    keys, kept, spoilt = signing.trusted(), list(known), None
    try:
        kept += [Known(head.size, head.root, "a checkpoint") for head in checkpoint.read(force, keys)]
    except checkpoint.Spoilt as why:
        spoilt = Fault(0, "checkpoint", str(why))
    with _one_moment():
        head = Head.objects.of(force).first()
        ending = head_row(head.size, bytes(head.peaks)) if head else head_row(0, b"")
        report = check(str(force), _rows(force), keys, ending, kept)
        faults = [fault for fault in (report.fault, _beside(force, report.fault is None)) if fault]
    return Report(report.force, report.size, report.root, min(faults, key=lambda fault: fault.index, default=spoilt))


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read the database as it is now, whatever is written meanwhile; inside a transaction, as that one sees it."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _rows(force: UUID) -> Iterator[Row]:
    """All rows by index. A row that was changed so that it cannot even be read comes as a blank one."""
    found, last = Entry.objects.of(force).order_by("index"), -1
    while indexes := list(found.filter(index__gt=last).values_list("index", flat=True)[:CHUNK]):
        for index, row in _between(found, indexes[0], indexes[-1]):
            yield row or _blank(force, index)
        last = indexes[-1]


def _between(found: EntryQuerySet, first: int, last: int) -> list[tuple[int, Row | None]]:
    """The rows from index `first` to `last`; halves the span until an unreadable one stands alone, as None."""
    try:
        with transaction.atomic():
            return [(entry.index, entry.row()) for entry in found.filter(index__range=(first, last))]
    except _UNREADABLE:
        if first == last:
            return [(first, None)]
    middle = (first + last) // 2
    return [*_between(found, first, middle), *_between(found, middle + 1, last)]


def _blank(force: UUID, index: int) -> Row:
    texts = ("at", "actor", "actor_name", "act", "operation", "object_type", "object_id", "object_name", "content")
    told: dict[str, Any] = dict.fromkeys(texts, "")
    return Row(index=index, id="", force=str(force), facts=None, **told)


def _beside(force: UUID, whole: bool) -> Fault | None:
    """The first words beside the tree that are not those of their entry, or went without an entry that says so.

    Where the tree is not `whole`, that entry may be what is missing: then only the words themselves are judged.
    """
    told = Entry.objects.of(force)
    erased = set(told.filter(act="audit.erase").values_list("object_id", flat=True)) if whole else None
    lost = told.exclude(content_digest="").filter(content=None).order_by("index").only("index").first()
    words = (
        Content.objects.filter(entry__force_id=force)
        .select_related("entry")
        .only("text", "salt", "erased_at", "force_id", "entry__index", "entry__force_id", "entry__content_digest")
    )
    wrong = next((one for one in words.order_by("entry__index").iterator() if not _as_written(one, erased)), None)
    faults = []
    if lost:
        faults.append(Fault(lost.index, "content", "The words kept with it were removed.", str(lost.pk)))
    if wrong:
        says = "The words kept with it are not what was written, or were erased without an entry that says so."
        faults.append(Fault(wrong.entry.index, "content", says, str(wrong.entry_id)))
    return min(faults, key=lambda fault: fault.index, default=None)


def _as_written(words: Content, erased: set[str] | None) -> bool:
    if words.force_id != words.entry.force_id:
        return False
    if words.erased_at:
        return (erased is None or str(words.entry_id) in erased) and not words.text and not words.salt
    return commitment(bytes(words.salt), words.text) == words.entry.content_digest
