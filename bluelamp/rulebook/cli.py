"""`bluelamp policy check` and `test`: judge drafts, and run the packs' own examples. Needs no database."""

import argparse
import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from bluelamp.kernel import clock
from bluelamp.language import jsonl
from bluelamp.rulebook import examples, table
from bluelamp.rulebook.engine import assess
from bluelamp.rulebook.findings import Draft
from bluelamp.rulebook.packs import builtin, builtin_names, ground, named, with_ground
from bluelamp.rulebook.records import draft_of, reply_to, told
from bluelamp.rulebook.rules import Pack
from bluelamp.rulebook.settings import PackError
from bluelamp.rulebook.stacking import stack

_SELDOM = 100_000
"""Packs are many small objects that all stay: to look for garbage among them at the usual pace is a fifth of the start."""


def check(lines: IO[bytes], out: IO[bytes], packs: Sequence[Pack]) -> int:
    """JSON Lines in, a verdict a line out; see jsonl.answer_all for bad lines. Returns the exit code."""
    return jsonl.answer_all(lines, out, lambda record: reply_to(assess(packs, draft_of(record, clock.now().date()))))


def check_one(text: str, out: IO[str], packs: Sequence[Pack]) -> int:
    """One draft, told for people. 1 if it must not go out as it is, 2 if it cannot be judged."""
    try:
        jsonl.check_text(text)
    except jsonl.BadLine as bad:
        out.write(f"{bad}\n")
        return 2
    assessment = assess(packs, Draft(text, today=clock.now().date()))
    out.write(told(assessment, text))
    return int(assessment.verdict == "block")


def test(packs: Sequence[Pack], out: IO[str]) -> int:
    """Run all examples, each pack on what it requires: a line for each that fails, a line a pack, then the total. 1 if any failed."""
    failed = 0
    for pack in packs:
        wrong = examples.failures(pack, ground(pack, packs))
        failed += len(wrong)
        out.writelines(f"{failure}\n" for failure in wrong)
        if len(packs) > 1:
            out.write(f"{pack.name} {pack.version}: {_tally([pack], len(wrong))}\n")
    out.write(f"{_tally(packs, failed)}\n")
    return int(bool(failed))


def test_table(path: Path, packs: Sequence[Pack], out: IO[str]) -> int:
    """Run the examples of a table of rules against these packs. 1 if any failed, 2 if there is no row in it."""
    rows = list(table.rows(path.read_text(encoding="utf-8")))
    failed = list(table.failures(packs, rows))
    out.writelines(f"{failure}\n" for failure in failed)
    out.write(f"{len(rows)} rows, {table.count(rows)} examples, {len(failed)} failed\n")
    return int(bool(failed)) if rows else 2


def _tally(packs: Sequence[Pack], failed: int) -> str:
    rules, run = sum(len(pack.rules) for pack in packs), sum(examples.count(pack) for pack in packs)
    return f"{rules} rules, {run} examples, {failed} failed"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bluelamp policy", description="Judge drafts by packs of rules, and test packs."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="judge drafts")
    checking.add_argument(
        "--pack", action="append", default=[], help="a built-in name, a file or a folder; may be repeated, base first"
    )
    checking.add_argument(
        "--jsonl", action="store_true", help="one draft a line; without it the whole input is one draft"
    )
    checking.add_argument("file", nargs="?", type=Path, help="read this file instead of standard input")
    testing = commands.add_parser("test", help="run every rule's examples")
    testing.add_argument("pack", nargs="*", help="a built-in name, a file or a folder; without one, all built-in packs")
    testing.add_argument("--table", type=Path, help="run the examples of a table of rules in Markdown instead")
    return parser


def main(argv: list[str] | None = None) -> int:
    given = _parser().parse_args(argv)
    gc.set_threshold(_SELDOM)
    try:
        if given.command == "test" and given.table:
            return test_table(given.table, with_ground([named(name) for name in given.pack] or [builtin()]), sys.stdout)
        if given.command == "test":
            return test([named(name) for name in given.pack or builtin_names()], sys.stdout)
        packs = with_ground([named(name) for name in given.pack] or [builtin()])
        stack(packs)
        return _check(given, packs)
    except PackError as error:
        sys.stderr.write(f"{error}\n")
    except OSError as error:
        sys.stderr.write(f"{error.filename}: {error.strerror}. Check the name of the file.\n")
    return 2


def _check(given: argparse.Namespace, packs: Sequence[Pack]) -> int:
    if not given.file:
        return _check_from(sys.stdin.buffer, given.jsonl, packs)
    with given.file.open("rb") as lines:
        return _check_from(lines, given.jsonl, packs)


def _check_from(lines: IO[bytes], as_jsonl: bool, packs: Sequence[Pack]) -> int:
    if as_jsonl:
        return check(lines, sys.stdout.buffer, packs)
    text = lines.read(jsonl.LONGEST_TEXT * 4 + 1).decode("utf-8", "replace").removesuffix("\n")
    return check_one(text, sys.stdout, packs)
