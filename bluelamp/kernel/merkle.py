"""Merkle trees over SHA-256 as RFC 9162, section 2.1, defines them (the same hashes as RFC 6962).

Every hash is 32 bytes. A tree grows by its `Frontier`; proofs are read from the inner nodes of complete subtrees,
each of which is made for ever by the leaf that completes it.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

EMPTY_ROOT = hashlib.sha256(b"").digest()

Nodes = Callable[[int, int], bytes]
"""Gives the root of the complete subtree over leaves `start` to `start + 2**height` (end exclusive)."""


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """All that is needed to grow: the roots of the complete subtrees, largest first, one for each 1 bit of size."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.peaks) != self.size.bit_count():
            raise ValueError(f"a tree of {self.size} leaves cannot have {len(self.peaks)} peaks")


def grow(frontier: Frontier, leaf: bytes) -> tuple[Frontier, tuple[bytes, ...]]:
    """The frontier after `leaf` (a leaf hash), and the inner nodes that it completes, smallest first."""
    peaks, made = [*frontier.peaks, leaf], []
    size = frontier.size
    while size & 1:
        right = peaks.pop()
        peaks.append(node_hash(peaks.pop(), right))
        made.append(peaks[-1])
        size >>= 1
    return Frontier(frontier.size + 1, tuple(peaks)), tuple(made)


def append(frontier: Frontier, leaf: bytes) -> Frontier:
    return grow(frontier, leaf)[0]


def root(frontier: Frontier) -> bytes:
    return _fold(frontier.peaks)


def _fold(peaks: Sequence[bytes]) -> bytes:
    if not peaks:
        return EMPTY_ROOT
    value = peaks[-1]
    for peak in reversed(peaks[:-1]):
        value = node_hash(peak, value)
    return value


def nodes_of(leaves: Sequence[bytes]) -> Nodes:
    """The nodes of a tree whose leaf hashes are all at hand."""

    def node(start: int, height: int) -> bytes:
        if height == 0:
            return leaves[start]
        half = 1 << (height - 1)
        return node_hash(node(start, height - 1), node(start + half, height - 1))

    return node


def frontier_of(size: int, node: Nodes) -> Frontier:
    """The frontier that the tree had when it held `size` leaves."""
    return Frontier(size, _peaks(0, size, node))


def _peaks(start: int, end: int, node: Nodes) -> tuple[bytes, ...]:
    """The complete subtrees that leaves `start` to `end` fall into; `start` is a multiple of the largest of them."""
    peaks = []
    while start < end:
        height = (end - start).bit_length() - 1
        peaks.append(node(start, height))
        start += 1 << height
    return tuple(peaks)


def _split(start: int, end: int) -> int:
    """Where the RFC cuts leaves `start` to `end` in two: at the largest power of two below their number."""
    return start + (1 << ((end - start - 1).bit_length() - 1))


def inclusion_proof(index: int, size: int, node: Nodes) -> list[bytes]:
    """The audit path for leaf `index` in the tree of `size` leaves, nearest the leaf first. Raises IndexError."""
    if not 0 <= index < size:
        raise IndexError(f"leaf {index} is not in a tree of {size}")
    path, start, end = [], 0, size
    while end - start > 1:
        middle = _split(start, end)
        if index < middle:
            path.append(_fold(_peaks(middle, end, node)))
            end = middle
        else:
            path.append(_fold(_peaks(start, middle, node)))
            start = middle
    return path[::-1]


def consistency_proof(old: int, size: int, node: Nodes) -> list[bytes]:
    """Proof that the tree of `size` leaves begins with the tree of `old` leaves. Raises IndexError."""
    if not 0 <= old <= size:
        raise IndexError(f"a tree of {size} never held {old} leaves")
    path, start, end = [], 0, size
    while 0 < old < end:
        middle = _split(start, end)
        if old <= middle:
            path.append(_fold(_peaks(middle, end, node)))
            end = middle
        else:
            path.append(_fold(_peaks(start, middle, node)))
            start = middle
    if start:
        path.append(_fold(_peaks(start, end, node)))
    return path[::-1]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], head: bytes) -> bool:
    """Whether `proof` ties `leaf` (a leaf hash) at `index` to the root `head` of a tree of `size` leaves."""
    if not 0 <= index < size:
        return False
    place, last, value = index, size - 1, leaf
    for step in proof:
        if not last:
            return False
        if place & 1 or place == last:
            value = node_hash(step, value)
            place, last = _climb(place, last)
        else:
            value = node_hash(value, step)
        place, last = place >> 1, last >> 1
    return not last and value == head


def verify_consistency(old: int, size: int, old_head: bytes, head: bytes, proof: Sequence[bytes]) -> bool:
    """Whether `proof` shows that the tree (`size`, `head`) only added to the tree (`old`, `old_head`)."""
    if old == size:
        return not proof and old_head == head
    if not 0 < old < size:
        return old == 0 and not proof and old_head == EMPTY_ROOT
    steps = [old_head, *proof] if old.bit_count() == 1 else list(proof)
    place, last = old - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    if not steps:
        return False
    before = after = steps[0]
    for step in steps[1:]:
        if not last:
            return False
        if place & 1 or place == last:
            before, after = node_hash(step, before), node_hash(step, after)
            place, last = _climb(place, last)
        else:
            after = node_hash(after, step)
        place, last = place >> 1, last >> 1
    return not last and before == old_head and after == head


def _climb(place: int, last: int) -> tuple[int, int]:
    """Skip the levels at which a lone right edge is carried up unhashed."""
    while place and not place & 1:
        place, last = place >> 1, last >> 1
    return place, last
