"""The one way into the record. Call it last in the transaction of the act: it holds the force's tree until commit."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from django.db import connection, models
from django.utils.functional import Promise

from bluelamp.audit import rows, signing, store
from bluelamp.audit.acts import act as known
from bluelamp.audit.heads import Head as TreeHead
from bluelamp.audit.models import Content, Entry
from bluelamp.kernel import clock, digests, merkle, text

SYSTEM = "system"
FACTS_LIMIT = 16_000
"""Bytes. Facts are ids, digests and short words; what is longer belongs in `content`."""
GUARDS: list[Callable[[object], None]] = []
"""Asked about the actor before anything is written. Whoever knows people refuses here those who may not act any more."""


class Actor(Protocol):
    """A member, or anything else with an id and a name."""

    @property
    def id(self) -> UUID: ...
    @property
    def name(self) -> str: ...


class Thing(NamedTuple):
    """What an act was done to, where no model instance is at hand."""

    type: str
    id: "UUID | str"
    name: str = ""


def record(
    force: "models.Model | UUID",
    act: str,
    by: "Actor | str | None" = None,
    obj: "models.Model | Thing | None" = None,
    /,
    *,
    content: str = "",
    **facts: Any,
) -> Entry:
    """Append one entry to the force's tree, in the transaction of the act itself.

    `content` is text that may have to be erased one day; it lies beside the tree. Raises RuntimeError outside a
    transaction, KeyError for an act that is not listed, TypeError or ValueError for facts that are not small plain data.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{act}: an entry is written in the transaction of its act, and there is none")
    operation, told = known(act).operation, plain(facts)
    if len(digests.canonical(told)) > FACTS_LIMIT:
        raise ValueError(f"{act}: facts are ids, digests and short words; put long text into content")
    for guard in GUARDS:
        guard(by)
    thing = _thing(obj)
    salt = secrets.token_bytes(32) if content else b""
    force_id = force.pk if isinstance(force, models.Model) else force
    before = store.lock(force_id)
    entry = Entry(
        force_id=force_id,
        index=before.size,
        at=clock.now(),
        actor_id=getattr(by, "id", None),
        actor_name=_called(by),
        act=act,
        operation=operation.value,
        object_type=thing.type,
        object_id=str(thing.id),
        object_name=text.storable(str(thing.name))[:200],
        facts=told,
        content_digest=commitment(salt, text.storable(content)) if content else "",
    )
    store.add(entry, _seal(entry, before))
    if content:
        Content.objects.create(entry=entry, force_id=entry.force_id, salt=salt, text=text.storable(content))
    return entry


def commitment(salt: bytes, words: str) -> str:
    """What the tree keeps of erasable words: without the salt nobody can test a guess against it."""
    return hashlib.sha256(salt + words.encode()).hexdigest()


def _seal(entry: Entry, before: merkle.Frontier) -> merkle.Frontier:
    """Give the entry its place in the tree and sign the new root; the tree with it."""
    row = entry.row()
    entry.leaf_hash = rows.leaf_of(row)
    after, made = merkle.grow(before, entry.leaf_hash)
    signer = signing.signer()
    entry.nodes, entry.root, entry.key_id = b"".join(made), merkle.root(after), signer.id
    entry.signature = signer.sign(TreeHead(row.force, after.size, entry.root, row.at))
    return after


def _called(by: "Actor | str | None") -> str:
    """The actor's name as it is now: names change, the record does not."""
    if by is None or isinstance(by, str):
        return by or SYSTEM
    return text.storable(f"{getattr(by, 'rank', '')} {by.name}".strip())[:200]


def _thing(obj: "models.Model | Thing | None") -> Thing:
    """Type, id and name of the object. Only a model that offers `audit_name` or `name` is named: a draft is not."""
    if obj is None:
        return Thing("", "")
    if isinstance(obj, Thing):
        return obj
    name = getattr(obj, "audit_name", None) or getattr(obj, "name", "")
    return Thing(str(obj._meta.model_name), str(obj.pk), str(name))


def plain(value: Any) -> Any:
    """Plain data of `value`: ids, times and enums become text. Raises TypeError on floats, which have no one spelling."""
    if value is None or (isinstance(value, int) and not isinstance(value, Enum)):
        return value
    if isinstance(value, str | UUID | Promise):
        return text.storable(str(value.value if isinstance(value, Enum) else value))
    if isinstance(value, datetime):
        return rows.stamp(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, dict):
        return {text.storable(str(key)): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted(plain(item) for item in value)
    raise TypeError(f"{type(value).__name__} is not plain data: name it by its id or digest")
