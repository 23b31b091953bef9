"""Measure: `bluelamp bench check|pages|publish|all [--json]`. Figures are medians with their spread, with the machine."""

import argparse
import json
import sys
from typing import Any

from bluelamp.project import parts
from bluelamp.project.bench.machine import machine

BENCHES = {
    "check": "bluelamp.project.bench.check",
    "publish": "bluelamp.project.bench.publish",
    "pages": "bluelamp.project.bench.pages",
}


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bluelamp bench", description="Measure this edition on this machine.")
    parser.add_argument("what", choices=[*BENCHES, "all"])
    parser.add_argument("--json", action="store_true", help="the last line is one JSON object")
    try:
        options = parser.parse_args(argv)
    except SystemExit as error:
        return int(error.code or 0)
    chosen = list(BENCHES) if options.what == "all" else [options.what]
    with parts.load("bluelamp.project.drill.scratch").database():
        parts.load("django").setup()
        found = {name: parts.load(BENCHES[name]).run() for name in chosen}
    figures = found if options.what == "all" else found[options.what]
    result = {"machine": machine(), **figures}
    sys.stdout.write((json.dumps(result) if options.json else _told(result)) + "\n")
    return 0


def _told(value: dict[str, Any], depth: int = 0) -> str:
    lines = []
    for name, inner in value.items():
        label = f"{'  ' * depth}{name.replace('_', ' ')}"
        lines.append(f"{label}\n{_told(inner, depth + 1)}" if isinstance(inner, dict) else f"{label:<32}{inner}")
    return "\n".join(lines)
