"""`python -m bluelamp.project.drill`: the drills without the rest of the command."""

import sys

from bluelamp.project.cli import main

sys.exit(main(["drill", *sys.argv[1:]]))
