"""Commands are loaded by name when they are called, so that each starts with nothing that it does not need."""

import os
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from bluelamp.kernel.errors import Told

SETTINGS = "bluelamp.project.settings"


def load(path: str) -> Any:
    """The module at `path`. Raises Told when this edition does not have it."""
    try:
        return import_module(path)
    except ModuleNotFoundError as error:
        if error.name != path:
            raise
        raise Told(f"This edition of Bluelamp has no {path.rpartition('.')[2]} yet.") from None


def told(command: Callable[[], int | None]) -> int:
    """Run a command; what a person must be told becomes one line on standard error and exit 2."""
    try:
        return command() or 0
    except Told as sentence:
        sys.stderr.write(f"{sentence}\n")
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output has gone; let nothing complain at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
