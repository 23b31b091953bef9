"""The demonstration: two invented forces, what they posted in four weeks, and a page where one can be a resident.

Light to import, as the web carries it too: the parts that load are themselves loaded when they are asked for.
"""

import argparse
import sys

from bluelamp.project import parts


def load() -> None:
    """Fill an empty database. Raises Told when it is not empty."""
    parts.load("bluelamp.project.demo.loading").load()


def signins() -> list[str]:
    """Lines that tell how to sign in and where to look."""
    lines: list[str] = parts.load("bluelamp.project.demo.cast").lines()
    return lines


def main(argv: list[str]) -> int:
    """`bluelamp demo`: bring the tables up to date and load."""
    argparse.ArgumentParser(prog="bluelamp demo", description=__doc__).parse_args(argv)
    parts.load("bluelamp.project.prepare").migrate()
    load()
    sys.stdout.write("The demonstration is loaded. Start it with: bluelamp up --demo\n")
    return 0
