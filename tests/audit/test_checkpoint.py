"""Heads written down outside the database, and the alarm when a tree no longer continues them."""

import logging
from uuid import UUID

import pytest
from django.db import connection

from bluelamp.audit import checkpoint, signing
from bluelamp.audit.models import Entry
from bluelamp.kernel import ids
from tests.support.ledger import lower_the_walls, write


def test_a_turn_writes_down_each_force_that_grew(force: UUID) -> None:
    other = ids.new_id()
    write(force, 3)
    write(other, 1)
    assert checkpoint.write_down() == 2
    write(force, 1)
    assert checkpoint.write_down() == 1
    assert checkpoint.write_down() == 0
    assert [head.size for head in checkpoint.read(force, signing.trusted())] == [3, 4]
    assert {force, other} <= checkpoint.forces()


def test_what_is_written_down_is_the_signed_head_of_the_last_entry(force: UUID) -> None:
    last = write(force, 5)[-1]
    checkpoint.turn()
    head = checkpoint.last(force, signing.trusted())
    assert (head.size, head.root, head.signature) == (5, last.root, last.signature)


def test_without_a_file_the_last_head_is_that_of_an_empty_tree(force: UUID) -> None:
    assert checkpoint.last(force, signing.trusted()).size == 0
    assert checkpoint.read(force, signing.trusted()) == []


def test_only_the_owner_of_the_house_may_read_the_file(force: UUID) -> None:
    write(force, 1)
    checkpoint.turn()
    assert checkpoint.path_of(force).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM audit_entry WHERE index >= 3",
        "DELETE FROM audit_entry",
        "DELETE FROM audit_entry WHERE index = 3",
        "UPDATE audit_entry SET root = decode(repeat('00', 32), 'hex') WHERE index = 6",
        "UPDATE audit_entry SET nodes = '' WHERE index = 3",
        "UPDATE audit_entry SET leaf_hash = decode(repeat('00', 32), 'hex') WHERE index = 4",
    ],
)
def test_a_tree_that_does_not_continue_is_reported_and_not_written_down(
    force: UUID, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    write(force, 5)
    checkpoint.turn()
    write(force, 2)
    lower_the_walls()
    with connection.cursor() as cursor:
        cursor.execute(damage)
    before = checkpoint.path_of(force).read_bytes()
    with caplog.at_level(logging.CRITICAL):
        assert checkpoint.write_down() == 0
    assert str(force) in caplog.text
    assert checkpoint.path_of(force).read_bytes() == before


@pytest.mark.parametrize("line", [b"not json\n", b"{}\n", b'{"size": 1}\n'])
def test_a_last_line_that_was_changed_is_reported(force: UUID, line: bytes, caplog: pytest.LogCaptureFixture) -> None:
    write(force, 1)
    checkpoint.turn()
    write(force, 1)
    checkpoint.path_of(force).write_bytes(line)
    with caplog.at_level(logging.CRITICAL):
        checkpoint.turn()
    assert "the last line" in caplog.text
    assert checkpoint.path_of(force).read_bytes() == line


def test_a_head_of_another_force_is_not_taken(force: UUID) -> None:
    other = ids.new_id()
    write(force, 1)
    write(other, 1)
    checkpoint.turn()
    checkpoint.path_of(force).write_bytes(checkpoint.path_of(other).read_bytes())
    with pytest.raises(checkpoint.Spoilt, match="line 1"):
        checkpoint.read(force, signing.trusted())


def test_a_long_file_is_read_only_at_its_end(force: UUID) -> None:
    for _ in range(12):
        write(force, 1)
        checkpoint.turn()
    assert checkpoint.path_of(force).stat().st_size > checkpoint.LINE_LIMIT
    assert checkpoint.last(force, signing.trusted()).size == 12
    assert Entry.objects.of(force).count() == 12
