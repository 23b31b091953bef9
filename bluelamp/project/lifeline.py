"""Children of `bluelamp up` hold one end of a pipe. When the parent dies, however suddenly, the pipe ends and so do they."""

import os
import signal
import threading

SUPERVISED = "BLUELAMP_SUPERVISED"


def hold() -> None:
    """Watch the parent, if there is one that holds the other end."""
    if os.environ.pop(SUPERVISED, ""):
        threading.Thread(target=_watch, name="lifeline", daemon=True).start()


def _watch() -> None:
    while os.read(0, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
