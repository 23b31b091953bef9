"""Entries told in words, and the list of acts they come from."""

from string import Formatter
from types import SimpleNamespace
from uuid import UUID

import pytest

from bluelamp.audit import words
from bluelamp.audit.acts import ACTS, OPERATIONS, Operation, act
from bluelamp.audit.append import Thing, record
from bluelamp.audit.models import Entry
from bluelamp.kernel import ids

ANN = SimpleNamespace(id=ids.new_id(), name="Ann Ashdown", rank="PC")


@pytest.mark.parametrize("name", sorted(ACTS))
def test_every_act_has_an_operation_in_law_and_a_sentence(name: str) -> None:
    room, _, verb = name.partition(".")
    assert room.isidentifier()
    assert verb.isidentifier()
    assert ACTS[name].operation in Operation
    fields = {field for _, field, _, _ in Formatter().parse(str(ACTS[name].says)) if field}
    assert fields <= {"actor", "object", "rule"}
    assert fields or str(ACTS[name].says)


def test_every_operation_has_a_word() -> None:
    assert set(OPERATIONS) == set(Operation)


def test_an_act_that_is_not_listed_says_where_to_list_it() -> None:
    with pytest.raises(KeyError, match=r"acts\.py"):
        act("post.paint")


def test_a_sentence_with_names(force: UUID) -> None:
    told = words.tell(record(force, "member.suspend", ANN, Thing("member", ids.new_id(), "PC Gil Marsh"), reason="x"))
    assert told.sentence == "PC Ann Ashdown stopped PC Gil Marsh"
    assert told.operation == "Changed"
    assert told.facts == [("reason", "x")]


def test_a_thing_without_a_name_is_called_by_its_kind_and_ten_signs(force: UUID) -> None:
    post = ids.new_id()
    told = words.tell(record(force, "post.approve", ANN, Thing("post", post), empty="", none=None))
    assert told.sentence == f"PC Ann Ashdown approved post {ids.short(post)}"
    assert told.facts == []
    assert words.thing(record(force, "post.approve", ANN, Thing("post", "7"))) == "post 7"


def test_the_house_itself_has_a_name(force: UUID) -> None:
    entry = record(force, "post.release", None, Thing("post", "7"))
    assert words.tell(entry).sentence == "Bluelamp itself released post 7 to its channels"


def test_braces_in_names_are_only_braces(force: UUID) -> None:
    entry = record(force, "post.edit", SimpleNamespace(id=None, name="{object.__class__}"), Thing("post", "7"))
    assert words.tell(entry).sentence == "{object.__class__} changed post 7"


def test_an_act_of_an_older_version_and_odd_facts_are_told_all_the_same() -> None:
    entry = Entry(act="lamp.polish", operation="polish", actor_name="Ann", facts=[1])
    told = words.tell(entry)
    assert (told.sentence, told.operation, told.facts) == ("lamp.polish", "polish", [])


def test_the_life_of_an_object(force: UUID) -> None:
    for name in ("post.create", "post.submit", "post.return"):
        record(force, name, ANN, Thing("post", "7"), reason="Leave out the street" if name == "post.return" else "")
    record(force, "post.create", ANN, Thing("post", "8"))
    events = words.events(Entry.objects.of(force).about("post", "7"))
    assert [event["title"] for event in events] == [
        "PC Ann Ashdown began post 7",
        "PC Ann Ashdown handed in post 7",
        "PC Ann Ashdown gave back post 7",
    ]
    assert events[-1]["body"] == "Leave out the street"
