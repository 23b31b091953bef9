"""The parent's side of the child process: how long it may take, how many at once, and what its end means."""

import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bluelamp.media.header import Unfit

SECONDS = 9.5
"""On the wall, start-up included."""
ROOM = threading.BoundedSemaphore(2)
"""Two pictures at once in one process: a crowd of big ones must not take the machine's memory."""


@dataclass(frozen=True, slots=True)
class Clean:
    """A picture as it came out of the child, and its small copy, both in `mime`. `masked` are the boxes it covered."""

    mime: str
    width: int
    height: int
    full: bytes
    thumb: bytes
    likeness: str = ""
    masked: tuple[tuple[int, ...], ...] = ()


def clean(data: bytes, form: str, boxes: Sequence[Sequence[int]] = ()) -> Clean:
    """Decode and re-encode in a child of limited memory and time, `boxes` made unreadable. Raises Unfit."""
    command = [sys.executable, "-I", "-m", "bluelamp.media.child", form]
    if boxes:
        command.append(json.dumps([list(box) for box in boxes]))
    head, rest = answer(command, data)
    full, thumb = rest[: head["full"]], rest[head["full"] :]
    if len(full) != head["full"] or len(thumb) != head["thumb"]:
        raise Unfit("broken")
    masked = tuple(tuple(box) for box in head["masked"])
    return Clean(head["mime"], head["width"], head["height"], full, thumb, head["likeness"], masked)


def answer(command: list[str], data: bytes, seconds: float = SECONDS) -> tuple[dict[str, Any], bytes]:
    """The child's first line, and what comes behind it. Raises Unfit."""
    with ROOM:
        try:
            done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, env={}, check=False)
        except subprocess.TimeoutExpired:
            raise Unfit("too_hard") from None
    if done.returncode < 0:
        raise Unfit("too_hard")
    line, _, rest = done.stdout.partition(b"\n")
    try:
        head = json.loads(line)
    except ValueError:
        raise Unfit("broken") from None
    if "refused" in head:
        raise Unfit(str(head["refused"]))
    return head, rest
