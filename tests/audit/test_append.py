"""One act, one entry, in the same transaction; nothing else gets into the record."""

import threading
from contextlib import suppress
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext_lazy

from bluelamp.audit import heads, rows, signing, verify
from bluelamp.audit.append import FACTS_LIMIT, Thing, commitment, plain, record
from bluelamp.audit.models import Content, Entry, Head
from bluelamp.kernel import clock, ids, merkle
from tests.support.ledger import write

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
ANN = SimpleNamespace(id=ids.new_id(), name="Ann Ashdown", rank="PC")


class Colour(StrEnum):
    NIGHT = "night"


class Post:
    """As far as the record looks at a model."""

    _meta = SimpleNamespace(model_name="post")

    def __init__(self, name: str = "") -> None:
        self.pk, self.name = ids.new_id(), name


def test_an_entry_tells_who_did_what_to_which_object_and_when(force: UUID) -> None:
    post = ids.new_id()
    with clock.frozen(NOON):
        entry = record(force, "post.approve", ANN, Thing("post", post, "Beat meeting"), version=3, digest="ab")
    entry.refresh_from_db()
    assert (entry.force_id, entry.index, entry.at) == (force, 0, NOON)
    assert (entry.actor_id, entry.actor_name) == (ANN.id, "PC Ann Ashdown")
    assert (entry.act, entry.operation) == ("post.approve", "alter")
    assert (entry.object_type, entry.object_id, entry.object_name) == ("post", str(post), "Beat meeting")
    assert entry.facts == {"version": 3, "digest": "ab"}


def test_what_is_read_back_hashes_to_the_leaf_that_was_signed(force: UUID) -> None:
    entry = write(force, 3, content="Dear Ms Ellis")[-1]
    row = Entry.objects.get(pk=entry.pk).row()
    assert rows.leaf_of(row) == row.leaf
    head = heads.Head(str(force), 3, row.root, row.at, row.key, row.signature)
    assert signing.trusted().signed(head)


def test_entries_grow_the_tree_of_the_rfc(force: UUID) -> None:
    entries = write(force, 13)
    leaves = [entry.leaf_hash for entry in entries]
    frontier = merkle.frontier_of(13, merkle.nodes_of(leaves))
    head = Head.objects.get(pk=force)
    assert [entry.index for entry in entries] == list(range(13))
    assert entries[-1].root == merkle.root(frontier)
    assert (head.size, bytes(head.peaks)) == (13, b"".join(frontier.peaks))


def test_each_force_has_a_tree_of_its_own(force: UUID) -> None:
    other = ids.new_id()
    write(force, 3)
    assert [entry.index for entry in write(other, 2)] == [0, 1]
    assert Entry.objects.of(force).count() == 3


@pytest.mark.django_db(transaction=True)
def test_no_entry_without_a_transaction() -> None:
    with pytest.raises(RuntimeError, match="in the transaction of its act"):
        record(ids.new_id(), "post.edit")
    assert not Entry.objects.exists()


def test_when_the_act_fails_its_entry_never_was(force: UUID) -> None:
    write(force, 2)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(force, "post.edit")
        raise ZeroDivisionError
    assert write(force, 1)[0].index == 2
    assert Head.objects.get(pk=force).size == 3


def test_an_act_that_is_not_listed_is_refused(force: UUID) -> None:
    with pytest.raises(KeyError, match=r"bluelamp/audit/acts\.py"):
        record(force, "post.paint")
    assert not Entry.objects.exists()


def test_the_house_itself_acts_as_system(force: UUID) -> None:
    assert record(force, "delivery.live").actor_name == "system"
    assert record(force, "delivery.live", "system").actor_id is None


def test_a_model_is_named_only_if_it_offers_a_name(force: UUID) -> None:
    named = record(force, "post.edit", ANN, Post("Harby"))  # type: ignore[arg-type]
    assert (named.object_type, named.object_name) == ("post", "Harby")
    assert record(force, "post.edit", ANN, Post()).object_name == ""  # type: ignore[arg-type]


def test_facts_may_carry_the_names_of_our_own_parameters(force: UUID) -> None:
    assert record(force, "post.edit", ANN, None, by="Bal", act=1, obj="x").facts == {"by": "Bal", "act": 1, "obj": "x"}


def test_words_that_may_be_erased_lie_beside_the_tree(force: UUID) -> None:
    entry = record(force, "inbox.collect", content="My neighbour is Joan")
    assert "Joan" not in str(entry.row())
    kept = Content.objects.get(entry=entry)
    assert (kept.text, kept.force_id) == ("My neighbour is Joan", force)
    assert entry.content_digest == commitment(bytes(kept.salt), "My neighbour is Joan")


def test_the_same_words_twice_look_different_in_the_tree(force: UUID) -> None:
    first, second = write(force, 2, content="yes")
    assert first.content_digest != second.content_digest


def test_what_postgresql_cannot_hold_is_left_out_and_still_verifies(force: UUID) -> None:
    entry = record(force, "post.edit", SimpleNamespace(id=None, name="A\x00nn"), content="a\x00b\ud800", note="x\x00y")
    row = Entry.objects.get(pk=entry.pk).row()
    assert (row.actor_name, row.facts) == ("Ann", {"note": "xy"})
    assert rows.leaf_of(row) == row.leaf
    assert entry.content.text == "ab"


def test_long_names_are_cut(force: UUID) -> None:
    entry = record(force, "post.edit", SimpleNamespace(id=None, name="n" * 300), Thing("post", "1", "o" * 300))
    assert (len(entry.actor_name), len(entry.object_name)) == (200, 200)


def test_long_facts_are_refused(force: UUID) -> None:
    with pytest.raises(ValueError, match="content"):
        record(force, "post.edit", text="x" * FACTS_LIMIT)


def test_plain_gives_every_fact_one_spelling() -> None:
    identity = ids.new_id()
    assert plain({"id": identity, 1: [NOON, date(2026, 5, 4)], "c": Colour.NIGHT, "s": {"b", "a"}, "n": None}) == {
        "id": str(identity),
        "1": ["2026-05-04T12:00:00.000000+00:00", "2026-05-04"],
        "c": "night",
        "s": ["a", "b"],
        "n": None,
    }
    assert plain((True, 2, gettext_lazy("Beat meeting"))) == [True, 2, "Beat meeting"]


@pytest.mark.parametrize("value", [0.5, object(), b"bytes", {"deep": [1.0]}])
def test_facts_without_one_spelling_are_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="plain data"):
        plain(value)


@pytest.mark.django_db(transaction=True)
def test_four_who_act_at_once_leave_no_gap(settings: Any, tmp_path: Path) -> None:
    """Each commits for itself, also the very first entries; one in three takes its act back."""
    settings.HOME, force = tmp_path, ids.new_id()
    gate, kept = threading.Barrier(4), []

    def act(who: int) -> None:
        gate.wait()
        for number in range(15):
            with suppress(ZeroDivisionError), transaction.atomic():
                entry = record(force, "post.edit", None, Thing("post", str(who)))
                1 / (number % 3)
                kept.append(entry.index)
        connection.close()

    actors = [threading.Thread(target=act, args=(who,)) for who in range(4)]
    for actor in actors:
        actor.start()
    for actor in actors:
        actor.join()
    assert sorted(kept) == list(range(40))
    report = verify.verify(force)
    assert (report.size, report.fault) == (40, None)


def test_an_entry_costs_two_statements(force: UUID) -> None:
    write(force, 1)
    with CaptureQueriesContext(connection) as asked:
        record(force, "post.edit", ANN)
    assert len(asked) == 2
