"""Proofs read from the table: a handful of rows each, however large the tree."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from bluelamp.audit import heads, rows
from bluelamp.audit.models import Entry
from bluelamp.kernel import merkle


class Broken(Exception):
    """A row that a proof needs is gone or not whole: the record was tampered with."""


@dataclass(frozen=True, slots=True)
class Inclusion:
    """What ties one entry to a signed head: hashes nearest the leaf first."""

    head: heads.Head
    path: tuple[bytes, ...]
    holds: bool


def head_of(force: UUID, size: int | None = None) -> heads.Head | None:
    """The signed head of a force at `size`, or its newest; None when there is no such entry."""
    found = Entry.objects.of(force).order_by("-index")
    last = (found if size is None else found.filter(index=size - 1)).first()
    return head(last) if last else None


def head(last: Entry) -> heads.Head:
    """The signed head of the tree that ends with this entry."""
    row = last.row()
    return heads.Head(row.force, row.index + 1, row.root, row.at, row.key, row.signature)


def inclusion(entry: Entry) -> Inclusion | None:
    """The proof that `entry` is in the force's newest tree; None when the table cannot give one any more."""
    newest = head_of(entry.force_id)
    if newest is None or newest.size <= entry.index:
        return None
    try:
        path = _read(entry.force_id, partial(merkle.inclusion_proof, entry.index, newest.size))
    except Broken:
        return None
    holds = merkle.verify_inclusion(rows.leaf_of(entry.row()), entry.index, newest.size, path, newest.root)
    return Inclusion(newest, tuple(path), holds)


def continues(old: heads.Head, new: heads.Head) -> bool:
    """Whether the tree `new` only added to the tree `old`. Raises Broken when rows for the proof are missing."""
    if old.size > new.size:
        return False
    proof = _read(UUID(new.force), partial(merkle.consistency_proof, old.size, new.size))
    return merkle.verify_consistency(old.size, new.size, old.root, new.root, proof)


def _read(force: UUID, prove: Callable[[merkle.Nodes], list[bytes]]) -> list[bytes]:
    """Run a proof twice: dry, to learn which nodes it wants, then with all of them fetched at once.

    A complete subtree's root is kept by the entry that completed it.
    """
    wanted: set[int] = set()

    def ask(start: int, height: int) -> bytes:
        wanted.add(start + (1 << height) - 1)
        return merkle.EMPTY_ROOT

    prove(ask)
    found = Entry.objects.of(force).filter(index__in=wanted).values_list("index", "leaf_hash", "nodes")
    kept = {index: (bytes(leaf), *rows.split(bytes(nodes))) for index, leaf, nodes in found}

    def node(start: int, height: int) -> bytes:
        last = start + (1 << height) - 1
        if height >= len(kept.get(last, ())):
            raise Broken(f"Entry {last} is missing or has lost inner nodes.")
        return kept[last][height]

    return prove(node)
