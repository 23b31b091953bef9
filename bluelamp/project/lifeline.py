"""Children of `bluelamp up` hold one end of a pipe. When the parent dies, however suddenly, the pipe ends and so do they."""

import os
import select
import signal
import threading

SUPERVISED = "BLUELAMP_SUPERVISED"
LAST_SECONDS = 40
"""Longer than web and worker take to end what is under way; then the kernel ends us, whatever we hang in."""
_LOOK_SECONDS = 1.0


def hold() -> None:
    """Watch the parent, if there is one that holds the other end."""
    if os.environ.pop(SUPERVISED, ""):
        threading.Thread(target=_watch, args=[os.getppid()], name="lifeline", daemon=True).start()


def _watch(parent: int) -> None:
    while _held() and os.getppid() == parent:
        pass
    signal.alarm(LAST_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)


def _held() -> bool:
    """False once the pipe has ended. A copy of its other end in a stranger's hand would hide that: hence the look at the parent."""
    ready, _, _ = select.select([0], [], [], _LOOK_SECONDS)
    return not ready or bool(os.read(0, 4096))
