"""`bluelamp work`: everything that runs by itself, on as many machines as wanted."""

import argparse

from bluelamp.jobs import worker
from bluelamp.jobs.registry import LANES
from bluelamp.project import lifeline


def main(argv: list[str]) -> int:
    words = argparse.ArgumentParser(prog="bluelamp work", description=__doc__)
    words.add_argument("--lane", action="append", choices=list(LANES), help="only this lane; may be given again")
    chosen = words.parse_args(argv).lane or list(LANES)
    lifeline.hold()
    return worker.work(chosen)
