"""`bluelamp audit verify | export | checkpoint`. Exit 0 whole, 1 the first bad entry is named, 2 wrong input or usage.

Checking a bundle needs neither a database nor Django, so nothing of theirs is imported until a command wants it.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from bluelamp.audit import bundle
from bluelamp.audit.check import Known, Report

Names = Callable[[], Mapping[str, UUID]]


class Wrong(Exception):
    """The command was asked for something that cannot be; the message says what to do."""


def main(argv: Sequence[str], names: Names = dict) -> int:
    """Run one command. `names` gives the forces' short names with their ids; Django is set up, but for `--bundle`."""
    try:
        asked = _parser().parse_args(argv)
    except SystemExit as done:
        return int(done.code or 0)
    try:
        return int(asked.run(asked, names))
    except (Wrong, bundle.Unreadable, OSError) as why:
        print(f"bluelamp audit: {why}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bluelamp audit", description="The record of every act: check it, copy it.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    verify = commands.add_parser("verify", help="name the first entry that was altered, removed or moved")
    verify.add_argument("--force", help="only this force: its short name or its id")
    verify.add_argument(
        "--bundle", metavar="FILE", help="check an exported bundle; needs no database (- = standard input)"
    )
    verify.add_argument("--key", default="", metavar="ID", help="with --bundle: the key id the force told you")
    verify.add_argument(
        "--seen", action="append", default=[], type=_seen, metavar="SIZE:ROOT", help="a head noted before"
    )
    verify.set_defaults(run=_verify)
    export = commands.add_parser("export", help="write a bundle that anybody can check")
    export.add_argument("--force", required=True, help="the force's short name or its id")
    export.add_argument("--out", default="-", metavar="FILE", help="default: standard output")
    export.set_defaults(run=_export)
    commands.add_parser("checkpoint", help="write down the signed heads beside the database").set_defaults(
        run=_checkpoint
    )
    return parser


def _seen(told: str) -> Known:
    size, _, root = told.partition(":")
    return Known(int(size), bytes.fromhex(root), "your own note")


def _verify(asked: argparse.Namespace, names: Names) -> int:
    if asked.bundle:
        with _opened(asked.bundle, "r") as file:
            report, keys = bundle.verify(file, asked.key, asked.seen)
        whole = _tell(report, report.force)
        if whole:
            print(f"Signed with {', '.join(keys)}. Compare with the key id that the force gave you by another way.")
        return 0 if whole else 1
    verifier, called = _django("verify"), {force: name for name, force in names().items()}
    forces = [_force(asked.force, names)] if asked.force else verifier.forces()
    if asked.seen and len(forces) != 1:
        raise Wrong("A head that you noted belongs to one force: add --force.")
    if not forces:
        print("There is no record yet.")
    outcomes = [_tell(verifier.verify(force, asked.seen), called.get(force, str(force))) for force in forces]
    return 0 if all(outcomes) else 1


def _tell(report: Report, name: str) -> bool:
    """Print the outcome for one force; whether all is well."""
    fault = report.fault
    if fault is None:
        print(f"{name}: whole. Entries as they were written: {report.size}. Root {report.root}")
    else:
        entry = f" (id {fault.entry})" if fault.entry else ""
        print(f"{name}: BROKEN at entry {fault.index}{entry}: {fault.what}. {fault.says}")
    return fault is None


def _export(asked: argparse.Namespace, names: Names) -> int:
    force = _force(asked.force, names)
    with _opened(asked.out, "w") as file:
        file.writelines(_django("actions").export(force, via="command line"))
    return 0


def _checkpoint(asked: argparse.Namespace, names: Names) -> int:
    print(f"Heads written down: {_django('checkpoint').write_down()}")
    return 0


def _django(module: str) -> Any:
    return import_module(f"bluelamp.audit.{module}")


def _force(told: str, names: Names) -> UUID:
    known = names()
    if told in known:
        return known[told]
    try:
        return UUID(told)
    except ValueError:
        raise Wrong(f"There is no force called {told}. Known: {', '.join(sorted(known)) or 'none'}.") from None


@contextmanager
def _opened(name: str, mode: str) -> Iterator[IO[str]]:
    """The file of this name, or for `-` the standard stream, which stays open."""
    if name == "-":
        yield sys.stdin if mode == "r" else sys.stdout
        return
    with Path(name).open(mode, encoding="utf-8") as file:
        yield file
