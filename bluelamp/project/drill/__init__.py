"""Drills: our own code against scripted faults, in a database of its own, and a count of what was lost.

bluelamp drill publish [--deliveries N] [--kills K] [--faults PERCENT] [--seed S] [--workers W] [--json]
bluelamp drill revoke  [--queued N] [--json]
"""

import argparse
import json
import sys
from typing import Any

from bluelamp.project import parts
from bluelamp.project.drill import scratch

DRILLS = {"publish": "bluelamp.project.drill.publish", "revoke": "bluelamp.project.drill.revoke"}


def main(argv: list[str]) -> int:
    """0 = nothing was lost, doubled or wrong; 1 = something was; 2 = asked for wrongly."""
    try:
        options = _parser().parse_args(argv)
    except SystemExit as error:
        return int(error.code or 0)
    with scratch.database():
        parts.load("django").setup()
        found = parts.load(DRILLS[options.drill]).run(options, _tell)
    sys.stdout.write((json.dumps(found.counts) if options.json else found.told()) + "\n")
    return 0 if found.fine else 1


def _tell(line: str) -> None:
    """Progress is for people: it goes to standard error, so that the last line of the output is the result."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bluelamp drill", description="Our own code against faults.")
    drills = parser.add_subparsers(dest="drill", required=True)
    publish = drills.add_parser("publish", help="send while workers are killed and networks fail")
    publish.add_argument("--deliveries", type=_positive, default=1000)
    publish.add_argument("--kills", type=int, default=20)
    publish.add_argument("--faults", type=float, default=10.0, help="share of requests that fail, in percent")
    publish.add_argument("--seed", type=int, default=1)
    revoke = drills.add_parser("revoke", help="stop an officer while their posts go out")
    revoke.add_argument("--queued", type=_positive, default=100)
    for drill in (publish, revoke):
        drill.add_argument("--workers", type=_positive, default=3)
        drill.add_argument("--json", action="store_true", help="the last line is one JSON object")
    return parser


def _positive(value: str) -> Any:
    number = int(value)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number
