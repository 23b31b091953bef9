"""Walk a force's entries and name the first that was altered, removed, moved or added. Plain Python, no Django.

A row is right when the tree grown from the rows themselves has a root that our key has signed at that size. All other
columns are only compared; so whatever was changed, the first row at which it shows is named.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bluelamp.audit import heads, rows
from bluelamp.audit.rows import Row
from bluelamp.kernel import merkle

FAR = 10_000
"""How many places to either side are tried when a row is asked where it was first written."""


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that is wrong. `index` is the entry's, or where it should be; `entry` its id, if it is there."""

    index: int
    what: str  # altered, removed, moved, added, head, checkpoint, content
    says: str
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """`size` entries of `force` are as they were written; `root` (hex) is the tree's over exactly those."""

    force: str
    size: int
    root: str
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A size and root that somebody wrote down at the time, outside the database; `where` says who or which line."""

    size: int
    root: bytes
    where: str


Ending = Callable[[merkle.Frontier], Fault | None]
"""Asked when every row was right: does the tree end where the head row, or the end of the bundle, says?"""


def check(force: str, found: Iterable[Row], keys: heads.Keys, ending: Ending, known: Sequence[Known] = ()) -> Report:
    """Check rows in the order of their index, then what others wrote down about the tree, then its end."""
    frontier, roots = merkle.Frontier(), {0: merkle.EMPTY_ROOT}
    marks = {mark.size for mark in known}
    stream = iter(found)
    for row in stream:
        frontier, fault = _step(force, row, frontier, keys, stream)
        if fault:
            return _report(force, frontier, fault)
        if frontier.size in marks:
            roots[frontier.size] = merkle.root(frontier)
    return _report(force, frontier, _written_down(frontier, roots, known) or ending(frontier))


def _report(force: str, frontier: merkle.Frontier, fault: Fault | None) -> Report:
    return Report(force, frontier.size, merkle.root(frontier).hex(), fault)


def _step(
    force: str, row: Row, before: merkle.Frontier, keys: heads.Keys, rest: Iterator[Row]
) -> tuple[merkle.Frontier, Fault | None]:
    """The frontier with this row, or the old one and what is wrong."""
    place = before.size
    if row.index != place:
        return before, _misplaced(row, place, rest)
    leaf = rows.leaf_of(row)
    after, made = merkle.grow(before, leaf)
    head = heads.Head(force, after.size, merkle.root(after), row.at, row.key, row.signature)
    if row.force != force or not keys.signed(head):
        return before, Fault(place, *_unsigned(force, row, leaf, keys, rest), row.id)
    if (row.leaf, row.nodes, row.root) != (leaf, b"".join(made), head.root):
        return before, Fault(place, "altered", "Its content is as signed, but its stored hashes were changed.", row.id)
    return after, None


def _misplaced(row: Row, place: int, rest: Iterator[Row]) -> Fault:
    """Another index stands where `place` should be: gone, out of order, or there twice."""
    if row.index < place:
        return Fault(row.index, "added", f"A second row with this index stands before index {place}.", row.id)
    if later := next((other for other in rest if other.index == place), None):
        return Fault(place, "moved", f"It does not stand in its place: index {row.index} comes before it.", later.id)
    return Fault(place, "removed", f"There is no row with this index; the next one has index {row.index}.")


def _unsigned(force: str, row: Row, leaf: bytes, keys: heads.Keys, rest: Iterator[Row]) -> tuple[str, str]:
    """Why the signature over the tree with this row does not hold: the kind of fault, and the sentence."""
    if row.force != force:
        return "moved", f"It says that it belongs to the force {row.force}."
    if leaf != row.leaf:
        after = sum(1 for _ in islice(rest, FAR))
        near = range(max(0, row.index - FAR), row.index + after + 2)
        if (origin := rows.origin_of(row, near)) is not None:
            return "moved", f"It was written as index {origin}, not here."
        return "altered", "Its content is not what was written and signed."
    if row.key not in keys:
        return "altered", f"It names the key {row.key or '(none)'}, which is not one of ours."
    return "altered", "Our key has not signed this: the row was rewritten, put in, or its signature was changed."


def _written_down(frontier: merkle.Frontier, roots: dict[int, bytes], known: Sequence[Known]) -> Fault | None:
    """Compare with sizes and roots kept elsewhere: they show a tail cut off, and a tree rewritten with our own key."""
    good = 0
    for mark in sorted(known, key=lambda mark: mark.size):
        if mark.size > frontier.size:
            says = f"It and all after it are gone: {mark.where} knows {mark.size} entries, here are {frontier.size}."
            return Fault(frontier.size, "removed", says)
        if roots[mark.size] != mark.root:
            says = f"Of the entries {good} to {mark.size - 1} some were written anew: {mark.where} knows another root."
            return Fault(good, "altered", says)
        good = mark.size
    return None


def head_row(size: int, peaks: bytes) -> Ending:
    """The ending of a tree whose head row holds this; no head row is (0, b"")."""

    def ending(frontier: merkle.Frontier) -> Fault | None:
        if size > frontier.size:
            return Fault(frontier.size, "removed", f"It and all after it are gone: the head row counts {size} entries.")
        if size < frontier.size or peaks != b"".join(frontier.peaks):
            says = f"The entries are whole, but the head row was changed: it counts {size}, signed are {frontier.size}."
            return Fault(frontier.size, "head", says)
        return None

    return ending
