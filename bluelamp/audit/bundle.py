"""A force's record as a file of JSON lines, for anybody to check on a machine of their own. Plain Python, no Django.

The first line names the bundle and its public keys, then comes one line an entry, the last line is the signed head.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import IO, Any

from bluelamp.audit import heads, rows
from bluelamp.audit.check import Fault, Known, Report, check
from bluelamp.kernel import merkle

NAME = "bluelamp audit bundle"


class Unreadable(ValueError):
    """The file is not a bundle; the message names the line and what is the matter."""


def lines(force: str, publics: Mapping[str, bytes], found: Iterable[rows.Row], head: heads.Head) -> Iterator[str]:
    """The bundle's lines, each with its line end. `found` are the entries in order, `head` is that of the last."""
    keys = {name: public.hex() for name, public in publics.items()}
    yield _line({"bundle": NAME, "v": 1, "force": force, "keys": keys})
    for row in found:
        yield _line({"entry": rows.to_json(row)})
    yield _line({"head": heads.to_json(head)})


def _line(data: Mapping[str, Any]) -> str:
    return json.dumps(data, sort_keys=True, ensure_ascii=False) + "\n"


def verify(file: IO[str], key: str = "", known: Iterable[Known] = ()) -> tuple[Report, list[str]]:
    """Check a bundle; gives the report and the ids of the keys it was checked with.

    `key` is the key id (or its first signs) that must have signed. Raises Unreadable when the file is no bundle, or does
    not bring that key.
    """
    numbered = enumerate(file, start=1)
    top = _parse(next(numbered, (1, "")))
    if top.get("bundle") != NAME or top.get("v") != 1 or not isinstance(top.get("keys"), dict):
        raise Unreadable("Line 1 does not say that this is a bundle of version 1.")
    publics, force = _keys(top["keys"], key), str(top.get("force"))
    trusted, last = heads.Keys(publics), list[heads.Head]()
    report = check(force, _rows(numbered, last), trusted, partial(_ending, force, last, trusted), list(known))
    return report, sorted(publics)


def _keys(told: Mapping[str, str], wanted: str) -> dict[str, bytes]:
    """The keys the bundle brings, under their true ids; only the wanted one where the caller knows it."""
    try:
        publics = {heads.key_id(public): public for public in map(bytes.fromhex, told.values())}
    except (ValueError, TypeError) as why:
        raise Unreadable(f"Line 1 holds a key that cannot be read: {why}.") from None
    chosen = {name: public for name, public in publics.items() if name.startswith(wanted)}
    if not chosen or any(len(public) != 32 for public in chosen.values()):
        raise Unreadable(f"The bundle does not bring the key {wanted or 'that signed it'}.")
    return chosen


def _parse(numbered: tuple[int, str]) -> dict[str, Any]:
    number, line = numbered
    try:
        data = json.loads(line)
    except ValueError:
        raise Unreadable(f"Line {number} is not JSON. The file was cut or changed there.") from None
    if not isinstance(data, dict):
        raise Unreadable(f"Line {number} is not an object.")
    return data


def _rows(numbered: Iterator[tuple[int, str]], last: list[heads.Head]) -> Iterator[rows.Row]:
    """The entries of the bundle; the head at its end goes into `last`."""
    for number, line in numbered:
        data = _parse((number, line))
        try:
            if "head" in data:
                last.append(heads.from_json(data["head"]))
            else:
                yield rows.from_json(data["entry"])
        except (KeyError, TypeError, ValueError, AttributeError) as why:
            raise Unreadable(f"Line {number} is not an entry: {why}.") from None


def _ending(force: str, last: list[heads.Head], trusted: heads.Keys, frontier: merkle.Frontier) -> Fault | None:
    """The signed head at the end must be that of the tree: else the end of the file was cut off or changed."""
    size = frontier.size
    if len(last) != 1:
        return Fault(size, "removed", "The bundle has no head at its end, or more than one: it was cut or joined.")
    head = last[0]
    if head.force != force or not trusted.signed(head):
        return Fault(size, "head", "The head at the end was changed: its signature does not fit.")
    if head.size > size:
        return Fault(size, "removed", f"It and all after it are gone: the signed head counts {head.size} entries.")
    if head.size < size or head.root != merkle.root(frontier):
        return Fault(size, "head", "The head at the end is of another size or state of the tree.")
    return None
