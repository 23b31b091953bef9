"""Looking, copying and erasing are acts too, and each is an entry."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from bluelamp.audit import access, actions
from bluelamp.audit.append import Thing
from bluelamp.audit.models import Content, Entry
from bluelamp.kernel import ids
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from tests.support.ledger import write


def member(force: UUID, role: str) -> Any:
    return SimpleNamespace(id=ids.new_id(), name="Fay Lund", force_id=force, holds=lambda wanted: wanted == role)


def test_a_look_is_an_entry(force: UUID) -> None:
    reader = member(force, "auditor")
    entry = actions.view(reader, Thing("post", "7"), person="Ann", act="")
    assert (entry.act, entry.operation, entry.actor_id) == ("audit.view", "consult", reader.id)
    assert (entry.object_id, entry.facts) == ("7", {"person": "Ann"})


def test_a_copy_is_written_down_before_its_first_line(force: UUID) -> None:
    write(force, 2)
    lines = actions.export(force, member(force, "auditor"))
    assert Entry.objects.of(force).latest("index").act == "audit.export"
    write(force, 1)
    assert len(list(lines)) == 5  # the top, three entries, the head: not what came after


def test_erased_words_are_gone_and_the_reason_stays(force: UUID) -> None:
    entry = write(force, 1, content="Joan Ellis")[0]
    actions.erase(entry, member(force, "admin"), "Asked for by the person")
    kept = Content.objects.get(entry=entry)
    assert (kept.text, bytes(kept.salt)) == ("", b"")
    assert kept.erased_at is not None
    assert Entry.objects.of(force).latest("index").facts == {"reason": "Asked for by the person"}


def test_words_are_erased_once_with_a_reason_and_only_if_there_are_any(force: UUID) -> None:
    with_words, without = write(force, 1, content="Joan Ellis")[0], write(force, 1)[0]
    with pytest.raises(Refused, match="why"):
        actions.erase(with_words, None, "  ")
    with pytest.raises(Conflict):
        actions.erase(without, None, "Asked for")
    actions.erase(with_words, None, "Asked for")
    with pytest.raises(Conflict):
        actions.erase(with_words, None, "Asked for again")
    assert Entry.objects.of(force).count() == 3


@pytest.mark.parametrize("role", ["auditor", "admin"])
def test_auditors_and_administrators_read_their_own_force(force: UUID, role: str) -> None:
    ours, theirs = write(force, 1)[0], write(ids.new_id(), 1)[0]
    reader = member(force, role)
    assert list(access.ledger_for(reader)) == [ours]
    assert access.entry_for(reader, ours.pk) == ours
    assert list(access.history_for(reader, "post", ours.object_id)) == [ours]
    with pytest.raises(NotAllowed):
        access.entry_for(reader, theirs.pk)
    with pytest.raises(NotAllowed):
        access.history_for(reader, "post", theirs.object_id)
    with pytest.raises(NotAllowed):
        access.entry_for(reader, "not an id")


@pytest.mark.parametrize("role", ["officer", "supervisor", "press", "desk", ""])
def test_nobody_else_reads_the_record(force: UUID, role: str) -> None:
    write(force, 1)
    with pytest.raises(NotAllowed):
        access.ledger_for(member(force, role))
    with pytest.raises(NotAllowed):
        access.ledger_for(None)
