"""Somebody who owns the database changes it behind our back: the record names the first row that is not as written."""

import random
import threading
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction

from bluelamp.audit import checkpoint, heads, rows, verify
from bluelamp.audit.actions import erase
from bluelamp.audit.append import record
from bluelamp.audit.models import Content, Entry, Head
from bluelamp.kernel import ids, merkle
from tests.support.ledger import lower_the_walls, sealed, write

SIZE = 24
Tamper = Callable[[UUID, random.Random], tuple[int, str]]
"""Changes something; gives the index that must be named, and what must be said of it ("" = any word)."""


@pytest.fixture
def record_of(force: UUID) -> UUID:
    """24 entries, some with words beside them, one erased lawfully, all under a checkpoint."""
    write(force, 9)
    write(force, 6, content="Please ask Joan Ellis")
    erase(Entry.objects.get(force_id=force, index=11), None, "Asked for by the person")
    write(force, 8)
    assert Head.objects.get(pk=force).size == SIZE
    assert checkpoint.write_down() == 1
    return force


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def other(old: Any, chance: random.Random) -> Any:
    """Another value of the same type."""
    if isinstance(old, UUID) or old is None:
        return ids.new_id()
    if isinstance(old, bytes | memoryview):
        data = bytearray(bytes(old) or b"\0")
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        return bytes(data)
    if isinstance(old, dict):
        return {"version": chance.randrange(10_000, 20_000)}
    return ("y" if old[:1] == "x" else "x") + old[1:]


def change_a_column(force: UUID, chance: random.Random) -> tuple[int, str]:
    entry = Entry.objects.get(force_id=force, index=chance.randrange(SIZE))
    field = chance.choice([field for field in Entry._meta.concrete_fields if field.name not in ("at", "index")])
    value = field.get_db_prep_save(other(getattr(entry, field.name), chance), connection)
    sql(f"UPDATE audit_entry SET {field.column} = %s WHERE id = %s", value, entry.pk)
    return entry.index, "removed" if field.name == "force_id" else "altered"


def change_the_time(force: UUID, chance: random.Random) -> tuple[int, str]:
    index = chance.randrange(SIZE)
    shift = chance.choice(["1 microsecond", "-1 hour", "3 days"])
    sql("UPDATE audit_entry SET at = at + %s::interval WHERE force_id = %s AND index = %s", shift, force, index)
    return index, "altered"


def make_unreadable(force: UUID, chance: random.Random) -> tuple[int, str]:
    index = chance.randrange(SIZE)
    column, value = chance.choice([("at", "infinity"), ("facts", '{"n": ' + "9" * 5000 + "}")])
    sql(f"UPDATE audit_entry SET {column} = %s WHERE force_id = %s AND index = %s", value, force, index)
    return index, "altered"


def change_an_index(force: UUID, chance: random.Random) -> tuple[int, str]:
    index = chance.randrange(SIZE)
    sql("UPDATE audit_entry SET index = %s WHERE force_id = %s AND index = %s", chance.randrange(99, 999), force, index)
    return index, "removed"


def delete_a_row(force: UUID, chance: random.Random) -> tuple[int, str]:
    index = chance.randrange(SIZE)
    sql("DELETE FROM audit_entry WHERE force_id = %s AND index = %s", force, index)
    return index, "removed"


def swap_two_rows(force: UUID, chance: random.Random) -> tuple[int, str]:
    first, second = sorted(chance.sample(range(SIZE), 2))
    for old, new in ((first, 999), (second, first), (999, second)):
        sql("UPDATE audit_entry SET index = %s WHERE force_id = %s AND index = %s", new, force, old)
    return first, "moved"


def close_the_gap(force: UUID, chance: random.Random) -> tuple[int, str]:
    """Delete a row and move all later ones down, head row and all."""
    index = chance.randrange(SIZE - 1)
    sql("DELETE FROM audit_entry WHERE force_id = %s AND index = %s", force, index)
    for later in range(index + 1, SIZE):
        sql("UPDATE audit_entry SET index = index - 1 WHERE force_id = %s AND index = %s", force, later)
    sql("UPDATE audit_head SET size = size - 1 WHERE force_id = %s", force)
    return index, "moved"


def cut_the_tail(force: UUID, chance: random.Random) -> tuple[int, str]:
    keep = chance.randrange(SIZE)
    sql("DELETE FROM audit_entry WHERE force_id = %s AND index >= %s", force, keep)
    return keep, "removed"


def cut_the_tail_and_wind_back_the_head(force: UUID, chance: random.Random) -> tuple[int, str]:
    keep, _ = cut_the_tail(force, chance)
    leaves = [bytes(leaf) for leaf in Entry.objects.of(force).order_by("index").values_list("leaf_hash", flat=True)]
    peaks = b"".join(merkle.frontier_of(keep, merkle.nodes_of(leaves)).peaks)
    sql("UPDATE audit_head SET size = %s, peaks = %s WHERE force_id = %s", keep, peaks, force)
    if not keep and chance.random() < 0.5:
        sql("DELETE FROM audit_head WHERE force_id = %s", force)
    return keep, "removed"


def change_the_head(force: UUID, chance: random.Random) -> tuple[int, str]:
    head = Head.objects.get(pk=force)
    match chance.randrange(4):
        case 0:
            sql("UPDATE audit_head SET peaks = %s WHERE force_id = %s", other(head.peaks, chance), force)
        case 1:
            sql("UPDATE audit_head SET size = %s WHERE force_id = %s", chance.randrange(SIZE), force)
        case 2:
            sql("DELETE FROM audit_head WHERE force_id = %s", force)
        case _:
            sql("UPDATE audit_head SET size = size + %s WHERE force_id = %s", chance.randrange(1, 9), force)
            return SIZE, "removed"
    return SIZE, "head"


def rewrite_from_here_with_another_key(force: UUID, chance: random.Random) -> tuple[int, str]:
    """Change one entry and compute every hash after it anew: all but our signature."""
    index, thief = chance.randrange(SIZE), heads.Signer(chance.randbytes(32))
    found = [entry.row() for entry in Entry.objects.of(force).order_by("index")]
    frontier = merkle.frontier_of(index, merkle.nodes_of([row.leaf for row in found]))
    for row in found[index:]:
        told = rows.to_json(row) | ({"act": "post.return"} if row.index == index else {})
        forged, frontier = sealed(rows.from_json(told), frontier, thief)
        sql(
            "UPDATE audit_entry SET act = %s, leaf_hash = %s, nodes = %s, root = %s, signature = %s WHERE id = %s",
            *(forged.act, forged.leaf, forged.nodes, forged.root, forged.signature, forged.id),
        )
    sql("UPDATE audit_head SET peaks = %s WHERE force_id = %s", b"".join(frontier.peaks), force)
    return index, "altered"


def change_words_beside(force: UUID, chance: random.Random) -> tuple[int, str]:
    words = chance.choice(list(Content.objects.filter(force_id=force).select_related("entry")))
    kept, index = words.pk, words.entry.index
    match chance.randrange(5):
        case 0:
            sql("UPDATE audit_content SET text = 'Nobody asked' WHERE entry_id = %s", kept)
        case 1:
            sql("UPDATE audit_content SET salt = %s WHERE entry_id = %s", chance.randbytes(32), kept)
        case 2:
            sql("UPDATE audit_content SET force_id = %s WHERE entry_id = %s", ids.new_id(), kept)
        case 3:
            sql("DELETE FROM audit_content WHERE entry_id = %s", kept)
        case _:  # erased in secret; the one that was erased lawfully has its words put back
            secretly = (
                "text = '', salt = '', erased_at = now()" if not words.erased_at else "text = 'x', erased_at = NULL"
            )
            sql(f"UPDATE audit_content SET {secretly} WHERE entry_id = %s", kept)
    return index, "content"


TAMPERS: list[Tamper] = [
    *[change_a_column] * 3,
    change_the_time,
    make_unreadable,
    change_an_index,
    delete_a_row,
    swap_two_rows,
    close_the_gap,
    cut_the_tail,
    cut_the_tail_and_wind_back_the_head,
    change_the_head,
    rewrite_from_here_with_another_key,
    change_words_beside,
]


def test_five_hundred_tamperings_are_each_named(record_of: UUID) -> None:
    chance, missed = random.Random(20260504), []
    for number in range(500):
        tamper, point = chance.choice(TAMPERS), transaction.savepoint()
        lower_the_walls()
        wanted = tamper(record_of, chance)
        fault = verify.verify(record_of).fault
        transaction.savepoint_rollback(point)
        if fault is None or (fault.index, fault.what) != wanted:
            missed.append((number, tamper.__name__, wanted, fault))
    assert missed == []
    assert verify.verify(record_of).fault is None


def test_a_whole_record_says_how_far_it_is_whole(record_of: UUID) -> None:
    report = verify.verify(record_of)
    last = Entry.objects.get(force_id=record_of, index=SIZE - 1)
    assert (report.fault, report.size, report.root) == (None, SIZE, bytes(last.root).hex())


def test_an_entry_that_moved_to_another_force_shows_in_both(record_of: UUID) -> None:
    other_force = ids.new_id()
    write(other_force, 2)
    lower_the_walls()
    sql("UPDATE audit_entry SET force_id = %s WHERE force_id = %s AND index = 5", other_force, record_of)
    ours, theirs = verify.verify(record_of).fault, verify.verify(other_force).fault
    assert ours is not None
    assert theirs is not None
    assert (ours.index, theirs.index) == (5, 2)


def test_every_force_with_any_trace_is_checked(record_of: UUID) -> None:
    headless = ids.new_id()
    write(headless, 1)
    lower_the_walls()
    sql("DELETE FROM audit_head WHERE force_id = %s", headless)
    sql("DELETE FROM audit_head WHERE force_id = %s", record_of)
    sql("DELETE FROM audit_entry WHERE force_id = %s", record_of)
    sql("DELETE FROM audit_content WHERE force_id = %s", record_of)
    assert {headless, record_of} <= set(verify.forces())
    fault = verify.verify(record_of).fault
    assert fault is not None
    assert (fault.index, fault.what) == (0, "removed")


def test_a_changed_checkpoint_line_is_named(record_of: UUID) -> None:
    path = checkpoint.path_of(record_of)
    path.write_text(path.read_text().replace(f'"size": {SIZE}', f'"size": {SIZE - 1}'))
    fault = verify.verify(record_of).fault
    assert fault is not None
    assert fault.what == "checkpoint"
    assert "line 1" in fault.says


def test_a_lawful_erasure_leaves_the_record_whole(record_of: UUID) -> None:
    entry = Entry.objects.get(force_id=record_of, index=12)
    gone = erase(entry, None, "Asked for by the person")
    assert (gone.act, gone.operation, gone.object_id) == ("audit.erase", "erase", str(entry.pk))
    assert verify.verify(record_of).fault is None


@pytest.mark.django_db(transaction=True)
def test_the_record_is_read_as_it_was_at_one_moment(settings: Any, tmp_path: Any, monkeypatch: Any) -> None:
    """Entries that arrive while we read are no fault: the head row read first still fits."""
    settings.HOME, force = tmp_path, ids.new_id()
    write(force, 5)
    real = verify._rows

    def slow(asked: UUID) -> Any:
        first = True
        for row in real(asked):
            if first:
                append_elsewhere(asked)
            first = False
            yield row

    monkeypatch.setattr(verify, "_rows", slow)
    report = verify.verify(force)
    assert (report.size, report.fault) == (5, None)
    assert Entry.objects.of(force).count() == 6


def append_elsewhere(force: UUID) -> None:
    """One more entry, committed by another connection."""

    def work() -> None:
        try:
            with transaction.atomic():
                record(force, "post.edit")
        finally:
            connection.close()

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
