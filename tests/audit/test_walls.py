"""The database itself refuses to change the record; words beside it can be erased, and nothing else."""

from uuid import UUID

import pytest
from django.db import ProgrammingError, connection, transaction

from bluelamp.audit.models import Content, Entry, Head
from tests.support.ledger import write


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET act = 'post.return'",
        "UPDATE audit_entry SET index = index + 1",
        "DELETE FROM audit_entry",
        "DELETE FROM audit_head",
        "UPDATE audit_head SET size = size - 1",
        "UPDATE audit_head SET peaks = ''",
        "UPDATE audit_head SET size = size + 2",
        "DELETE FROM audit_content",
        "UPDATE audit_content SET text = 'Nobody asked'",
        "UPDATE audit_content SET text = '', salt = ''",
        "UPDATE audit_content SET text = '', erased_at = now()",
        "UPDATE audit_content SET force_id = entry_id, text = '', salt = '', erased_at = now()",
    ],
)
def test_the_wall(force: UUID, statement: str) -> None:
    write(force, 2, content="Joan Ellis")
    with (
        pytest.raises(ProgrammingError, match="record"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Entry.objects.of(force).count() == 2


def test_the_orm_meets_the_same_wall(force: UUID) -> None:
    entry = write(force, 1)[0]
    entry.act = "post.return"
    with pytest.raises(ProgrammingError, match="only ever added to"), transaction.atomic():
        entry.save()
    with pytest.raises(ProgrammingError, match="only ever added to"), transaction.atomic():
        Entry.objects.of(force).delete()
    assert Head.objects.get(pk=force).size == 1


def test_what_is_erased_stays_erased(force: UUID) -> None:
    entry = write(force, 1, content="Joan Ellis")[0]
    gone = Content.objects.filter(entry=entry)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_content SET text = '', salt = '', erased_at = now()")
    with pytest.raises(ProgrammingError, match="nothing else"), transaction.atomic():
        gone.update(text="Joan Ellis", erased_at=None)
