"""The two statements that an entry costs, in SQL: every act of the house waits for them, and the ORM doubled their price."""

from uuid import UUID

from django.db import connection

from bluelamp.audit import rows
from bluelamp.audit.models import Entry
from bluelamp.kernel import merkle

LOCK = "SELECT size, peaks FROM audit_head WHERE force_id = %s FOR UPDATE"
PLANT = "INSERT INTO audit_head (force_id, size, peaks) VALUES (%s, 0, '') ON CONFLICT DO NOTHING"
FIELDS = Entry._meta.concrete_fields
COLUMNS = ", ".join(str(field.column) for field in FIELDS)
VALUES = ", ".join(["%s"] * len(FIELDS))
ADD = (
    "WITH grown AS (UPDATE audit_head SET size = %s, peaks = %s WHERE force_id = %s) "  # noqa: S608 - names of our own columns
    f"INSERT INTO audit_entry ({COLUMNS}) VALUES ({VALUES})"
)


def lock(force: UUID) -> merkle.Frontier:
    """How far the force's tree has grown; it is ours until the transaction ends. Planted for a force's first entry."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [force])
        found = cursor.fetchone()
        if found is None:
            cursor.execute(PLANT, [force])
            cursor.execute(LOCK, [force])
            found = cursor.fetchone()
    return merkle.Frontier(found[0], rows.split(bytes(found[1])))


def add(entry: Entry, after: merkle.Frontier) -> None:
    """Put the entry in, and move the head row on to the tree with it."""
    values = [field.get_db_prep_save(getattr(entry, field.attname), connection) for field in FIELDS]
    with connection.cursor() as cursor:
        cursor.execute(ADD, [after.size, b"".join(after.peaks), entry.force_id, *values])
    entry._state.adding, entry._state.db = False, connection.alias
