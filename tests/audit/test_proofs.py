"""Proofs read from the table hold, cost one look each, and do not hold for what was changed."""

from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bluelamp.audit import proofs, rows
from bluelamp.kernel import ids, merkle
from tests.support.ledger import lower_the_walls, write


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 19])
def test_every_entry_is_proved_to_be_in_the_newest_tree(force: UUID, size: int) -> None:
    entries = write(force, size)
    node = merkle.nodes_of([entry.leaf_hash for entry in entries])
    for entry in entries:
        proof = proofs.inclusion(entry)
        assert proof is not None
        assert proof.holds
        assert list(proof.path) == merkle.inclusion_proof(entry.index, size, node)
        assert proof.head.size == size


def test_every_earlier_tree_is_continued_by_the_newest(force: UUID) -> None:
    write(force, 19)
    newest = proofs.head_of(force)
    assert newest is not None
    for size in range(1, 20):
        old = proofs.head_of(force, size)
        assert old is not None
        assert proofs.continues(old, newest)
    assert not proofs.continues(newest, proofs.head_of(force, 3) or newest)


def test_a_proof_costs_two_looks_however_large_the_tree(force: UUID) -> None:
    entry = write(force, 40)[5]
    with CaptureQueriesContext(connection) as asked:
        proofs.inclusion(entry)
    assert len(asked) == 2


def test_a_changed_entry_has_no_proof(force: UUID) -> None:
    entry = write(force, 6)[2]
    entry.act = "post.return"
    proof = proofs.inclusion(entry)
    assert proof is not None
    assert not proof.holds


@pytest.mark.parametrize("gone", ["index = 3", "index = 1"])
def test_without_its_neighbours_there_is_no_proof(force: UUID, gone: str) -> None:
    entry = write(force, 6)[2]
    lower_the_walls()
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM audit_entry WHERE {gone}")
    assert proofs.inclusion(entry) is None


def test_there_is_no_head_without_entries(force: UUID) -> None:
    assert proofs.head_of(force) is None
    assert proofs.head_of(ids.new_id(), 3) is None


def test_the_leaf_of_a_row_is_the_hash_of_its_canonical_text() -> None:
    row = rows.Row(
        **dict.fromkeys(("id", "force", "at", "actor", "actor_name", "act", "operation"), "x"),  # type: ignore[arg-type]
        **dict.fromkeys(("object_type", "object_id", "object_name", "content"), ""),  # type: ignore[arg-type]
        index=7,
        facts={"b": 1, "a": "é"},
    )
    told = (
        '{"act":"x","actor":"x","actor_name":"x","at":"x","content":"","facts":{"a":"é","b":1},"force":"x","id":"x",'
        '"index":7,"object_id":"","object_name":"","object_type":"","operation":"x","v":1}'
    )
    assert rows.leaf_of(row) == merkle.leaf_hash(told.encode())
