"""`bluelamp language ...`: what the detectors find, for people and scripts. Needs no database."""

import argparse
import sys
from pathlib import Path
from typing import IO, Any

from bluelamp.language import jsonl
from bluelamp.language.pii import find


def pii(lines: IO[bytes], out: IO[bytes]) -> int:
    """JSON Lines in, `{"id", "spans"}` out; see jsonl.answer_all for bad lines. Returns the exit code."""
    return jsonl.answer_all(lines, out, _spans)


def _spans(record: dict[str, Any]) -> dict[str, Any]:
    text = record["text"]
    found = find(text)
    return {"spans": [{"start": s.start, "end": s.end, "type": s.kind, "text": s.of(text)} for s in found]}


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bluelamp language", description="Look at texts with the language detectors.")
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("pii", help="find personal data")
    command.add_argument("--jsonl", action="store_true", required=True, help='one {"id", "text"} a line')
    command.add_argument("file", nargs="?", type=Path, help="read this file instead of standard input")
    given = parser.parse_args(argv)
    if given.file is None:
        return pii(sys.stdin.buffer, sys.stdout.buffer)
    try:
        with given.file.open("rb") as lines:
            return pii(lines, sys.stdout.buffer)
    except OSError as error:
        sys.stderr.write(f"{given.file}: {error.strerror}. Check the name of the file.\n")
        return 2
