"""Measure: `bluelamp bench check|pii|pages|publish|all [--data FILE] [--json]`. Medians with their spread, with the machine."""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from bluelamp.project import parts
from bluelamp.project.bench.machine import machine

BENCHES = {
    "check": "bluelamp.project.bench.check",
    "pii": "bluelamp.project.bench.pii",
    "publish": "bluelamp.project.bench.publish",
    "pages": "bluelamp.project.bench.pages",
}
_CELLAR = {"check", "pii"}  # need no database, and can measure a file of one's own


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bluelamp bench", description="Measure this edition on this machine.")
    parser.add_argument("what", choices=[*BENCHES, "all"])
    parser.add_argument(
        "--data", type=Path, help="for check and pii: JSON Lines to measure on instead of our own sample"
    )
    parser.add_argument("--json", action="store_true", help="the last line is one JSON object")
    try:
        options = parser.parse_args(argv)
    except SystemExit as error:
        return int(error.code or 0)
    chosen = list(BENCHES) if options.what == "all" else [options.what]
    found = {name: parts.load(BENCHES[name]).run(options.data) for name in chosen if name in _CELLAR}
    found |= _with_database([name for name in chosen if name not in _CELLAR])
    figures = found if options.what == "all" else found[options.what]
    result = {"machine": machine(), **figures}
    sys.stdout.write((json.dumps(result) if options.json else _told(result)) + "\n")
    return 0


def _with_database(chosen: list[str]) -> dict[str, Any]:
    if not chosen:
        return {}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", parts.SETTINGS)
    os.environ["DATABASE_URL"] = parts.load("bluelamp.project.postgres").ensure()
    with parts.load("bluelamp.project.drill.scratch").database():
        parts.load("django").setup()
        return {name: parts.load(BENCHES[name]).run() for name in chosen}


def _told(value: dict[str, Any], depth: int = 0) -> str:
    lines = []
    for name, inner in value.items():
        label = f"{'  ' * depth}{name.replace('_', ' ')}"
        lines.append(f"{label}\n{_told(inner, depth + 1)}" if isinstance(inner, dict) else f"{label:<32}{inner}")
    return "\n".join(lines)
