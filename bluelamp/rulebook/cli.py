"""`bluelamp policy ...`: judge drafts and run the packs' own examples. Needs no database."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from bluelamp.language import jsonl
from bluelamp.rulebook import examples
from bluelamp.rulebook.engine import assess
from bluelamp.rulebook.findings import Draft
from bluelamp.rulebook.packs import builtin, load
from bluelamp.rulebook.records import draft_of, reply_to, told
from bluelamp.rulebook.rules import Pack
from bluelamp.rulebook.settings import PackError
from bluelamp.rulebook.stacking import stack


def check(lines: IO[bytes], out: IO[bytes], packs: Sequence[Pack]) -> int:
    """JSON Lines in, a verdict a line out; see jsonl.answer_all for bad lines. Returns the exit code."""
    return jsonl.answer_all(lines, out, lambda record: reply_to(assess(packs, draft_of(record))))


def check_one(text: str, out: IO[str], packs: Sequence[Pack]) -> int:
    """One draft, told for people. 1 if it must not go out as it is, 2 if it cannot be judged."""
    try:
        jsonl.check_text(text)
    except jsonl.BadLine as bad:
        out.write(f"{bad}\n")
        return 2
    assessment = assess(packs, Draft(text))
    out.write(told(assessment, text))
    return int(assessment.verdict == "block")


def test(packs: Sequence[Pack], out: IO[str]) -> int:
    """Run all examples: a line for each rule that fails, then a total. 1 if any failed."""
    failed = [failure for pack in packs for failure in examples.failures(pack)]
    for failure in failed:
        out.write(f"{failure}\n")
    rules, run = sum(len(pack.rules) for pack in packs), sum(examples.count(pack) for pack in packs)
    out.write(f"{rules} rules, {run} examples, {len(failed)} failed\n")
    return int(bool(failed))


def _pack(name: str) -> Pack:
    """A pack by the name of a built-in one, or by its file or folder."""
    path = Path(name)
    return load(path) if path.exists() else builtin(name)


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
    testing.add_argument("pack", nargs="*", help="a built-in name, a file or a folder")
    return parser


def main(argv: list[str] | None = None) -> int:
    given = _parser().parse_args(argv)
    try:
        packs = [_pack(name) for name in given.pack] or [builtin()]
        stack(packs)
        return test(packs, sys.stdout) if given.command == "test" else _check(given, packs)
    except PackError as error:
        sys.stderr.write(f"{error}\n")
    except OSError as error:
        sys.stderr.write(f"{given.file}: {error.strerror}. Check the name of the file.\n")
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
