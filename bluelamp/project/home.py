"""The data folder: made, tried and locked before anything starts, so that trouble is told in one sentence."""

import fcntl
import os
import pwd
import shutil
import tempfile
from pathlib import Path
from typing import IO

from bluelamp.kernel.errors import Told

FRESH_MB = 400
"""A new database, its log and the demonstration's pictures."""
GOING_MB = 100
"""Below this PostgreSQL may stop in the middle of a day."""


def prepare(folder: Path) -> Path:
    """Make the folder if need be, and prove that it can be written and has room. Raises Told."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o750)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Told(
            f"Bluelamp cannot keep its data in {folder}: {_why(folder, error)}. "
            "Make that folder writable for you, or name another one: BLUELAMP_HOME=/some/folder."
        ) from None
    need = GOING_MB if (folder / "postgres" / "PG_VERSION").exists() else FRESH_MB
    if (free := free_mb(folder)) < need:
        raise Told(
            f"The disk with {folder} is nearly full: {free} MB are free and {need} MB are needed. "
            "Make room, or name a folder on another disk: BLUELAMP_HOME=/some/folder."
        )
    return folder


def free_mb(folder: Path) -> int:
    return shutil.disk_usage(folder).free // 1_000_000


def claim(folder: Path) -> IO[str]:
    """Hold the folder for one `up` as long as the returned file is open; Told when another one holds it."""
    handle = (folder / "up.lock").open("a+")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        handle.seek(0)
        process = handle.read().strip() or "unknown"
        handle.close()
        raise Told(
            f"Bluelamp is already running on {folder} (process {process}). Press Ctrl-C in its window to stop it, "
            "or run a second one with a folder and a port of its own: BLUELAMP_HOME=/other/folder BLUELAMP_PORT=8001."
        ) from None
    handle.truncate(0)
    handle.write(str(os.getpid()))
    handle.flush()
    return handle


def _why(folder: Path, error: OSError) -> str:
    nearest = next(place for place in [folder, *folder.parents] if _seen(place))
    if isinstance(error, PermissionError):
        return f"{nearest} belongs to {owner(nearest)} and you may not write there"
    if isinstance(error, FileExistsError | NotADirectoryError):
        return f"{nearest} is a file, not a folder"
    return (error.strerror or str(error)).lower()


def _seen(place: Path) -> bool:
    try:
        return place.exists()
    except PermissionError:  # it may be there, but behind a door that is closed to us
        return False


def owner(path: Path) -> str:
    """The login name of a file's owner, or their number."""
    number = path.stat().st_uid
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)
