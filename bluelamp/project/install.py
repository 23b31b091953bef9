"""`bluelamp policy install`: a pack from a file into a force, with the same questions and sentences as in the browser."""

import argparse
import sys
from pathlib import Path

from bluelamp.policy.exchange import install_file


def main(argv: list[str]) -> int:
    given = _parser().parse_args(argv[1:])
    sys.stdout.write(install_file(given.force, given.file, signer=given.signer, yes=given.yes).rstrip("\n") + "\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bluelamp policy install",
        description="Show what a pack would change for a force; with --yes, put it in force.",
    )
    parser.add_argument("file", type=Path, help="the pack, best a signed one")
    parser.add_argument("--force", required=True, help="short name of the force, as in its addresses")
    parser.add_argument("--signer", help="the public key that it must be signed with, or the file that holds it")
    parser.add_argument("--yes", action="store_true", help="do it; left out, nothing is changed")
    return parser
