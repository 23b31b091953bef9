"""`make check`: every tool that reads the code without running it, two at a time, slowest first. Prints what fails."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
BIN = CHECKOUT / ".venv" / "bin"
BASELINE = ".secrets.baseline"
ENVIRONMENT = {
    **os.environ,
    "DJANGO_SETTINGS_MODULE": "bluelamp.project.settings",
    "DATABASE_URL": "postgresql:///nobody-asks-it",
    "SECRET_KEY": "only-for-checks",
}


def tracked(*patterns: str) -> list[str]:
    """Files that are in git or about to be."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns]
    names = subprocess.run(listing, cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout.split("\0")
    return sorted({name for name in names if name and (CHECKOUT / name).is_file()})


def checks() -> dict[str, list[str]]:
    return {
        "types": ["mypy"],
        "template style": ["djlint", "bluelamp", "--lint", "--quiet"],
        "secrets": ["detect-secrets-hook", "--baseline", BASELINE, *tracked()],
        "imports": ["lint-imports", "--no-logo"],
        "templates": ["python", "scripts/check_templates.py"],
        "welsh": ["python", "scripts/messages.py", "check"],
        "migrations": ["python", "scripts/check_migrations.py"],
        "style": ["ruff", "check", "."],
        "format": ["ruff", "format", "--check", "."],
        "docs": ["python", "scripts/check_docs.py"],
    }


def run(name: str, command: list[str]) -> bool:
    started = time.monotonic()
    program = [str(BIN / command[0]), *command[1:]]
    done = subprocess.run(program, cwd=CHECKOUT, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    fine = done.returncode == 0
    line = f"{'ok  ' if fine else 'FAIL'} {name} ({time.monotonic() - started:.1f} s)\n"
    sys.stdout.write(line if fine else f"{line}{done.stdout}{done.stderr}\n")
    sys.stdout.flush()
    return fine


def main() -> int:
    chosen = {name: command for name, command in checks().items() if not sys.argv[1:] or name in sys.argv[1:]}
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(run, chosen, chosen.values()))
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
