"""Builders for the record: rows without a database, entries with one, and the floor that tests may sweep."""

import random
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from bluelamp.audit import heads, rows
from bluelamp.audit.append import Thing, record
from bluelamp.audit.models import Entry
from bluelamp.kernel import ids, merkle

ACTS = ("post.create", "post.edit", "post.submit", "post.approve", "inbox.read")


def make_rows(signer: heads.Signer, force: str, count: int) -> list[rows.Row]:
    """`count` rows as `append.record` would have written them, without a database."""
    frontier, made = merkle.Frontier(), []
    for index in range(count):
        told: dict[str, Any] = {
            "id": str(ids.new_id()),
            "force": force,
            "index": index,
            "at": f"2026-05-04T12:00:{index % 60:02}.000000+00:00",
            "actor": str(ids.new_id()),
            "actor_name": "PC Ann Ashdown",
            "act": ACTS[index % len(ACTS)],
            "operation": "alter",
            "object_type": "post",
            "object_id": str(ids.new_id()),
            "object_name": "",
            "facts": {"version": index},
            "content": "",
        }
        row, frontier = sealed(rows.Row(**told), frontier, signer)
        made.append(row)
    return made


def sealed(row: rows.Row, frontier: merkle.Frontier, signer: heads.Signer) -> tuple[rows.Row, merkle.Frontier]:
    """The row with its proof, and the tree after it."""
    leaf = rows.leaf_of(row)
    after, nodes = merkle.grow(frontier, leaf)
    head = heads.Head(row.force, after.size, merkle.root(after), row.at)
    signature = signer.sign(head)
    proof: dict[str, Any] = {"leaf": leaf, "nodes": b"".join(nodes), "root": head.root, "key": signer.id}
    return replace(row, signature=signature, **proof), after


@transaction.atomic
def write(force: UUID, count: int, content: str = "") -> list[Entry]:
    """`count` entries in the database, each with words beside it where `content` is given."""
    return [
        record(force, random.choice(ACTS), None, Thing("post", ids.new_id()), content=content, version=number)
        for number in range(count)
    ]


def lower_the_walls() -> None:
    """Act as one who owns the database: no trigger stands in the way, until this transaction or savepoint ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")


def open_the_floor() -> None:
    """Let tests empty the tables of the record between them. Rows are as safe from change as ever."""
    with connection.cursor() as cursor:
        for table in ("entry", "head", "content"):
            cursor.execute(f"ALTER TABLE audit_{table} DISABLE TRIGGER audit_floor")
