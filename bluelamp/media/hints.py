"""What a machine sees in a picture. Only ever a hint: a failure means "not looked at" and is no error.

The looking is done in a child of limited memory and time; see `media.look`, which is never imported here.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from typing import Any

from bluelamp.language.plates import plates
from bluelamp.media.sandbox import ROOM

SECONDS = 9.0
"""On the wall. Most pictures take less than three."""
MOST_BOXES, MOST_WORDS = 60, 2_000
_BOXES = ("faces", "plates")


def tesseract() -> str:
    """Where the reader of printed words lies; "" where it is not installed."""
    return shutil.which("tesseract") or ""


def of(data: bytes, form: str, size: tuple[int, int], seconds: float = SECONDS) -> dict[str, Any]:
    """For `Picture.seen`: faces, plates, text, tools; a key that is missing was not looked for, or not in time."""
    seen: dict[str, Any] = {}
    words: list[Any] | None = None
    for line in _lines(_run(data, form, seconds)):
        if tools := line.get("tools"):
            seen["tools"] = {**seen.get("tools", {}), **tools}
        seen.update({what: _boxes(line[what], size) for what in _BOXES if what in line})
        words = line.get("words", words)
    if words is not None:
        seen["text"] = " ".join(str(word[0]) for word in words[:MOST_WORDS])
        shaped = [box for box in seen.get("plates", []) if not _is_writing(box, words)]
        seen["plates"] = _boxes([*_plates_read(words), *shaped], size)
    return seen


def _run(data: bytes, form: str, seconds: float) -> bytes:
    """What the child had said when it ended or was ended, its own children with it."""
    command = [sys.executable, "-I", "-m", "bluelamp.media.look", form, *filter(None, [tesseract()])]
    env = {"PATH": os.defpath, "OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1", "LC_ALL": "C.UTF-8"}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with ROOM:
        try:
            child = subprocess.Popen(command, env=env, start_new_session=True, **pipes)  # type: ignore[call-overload]
        except OSError:
            return b""
        try:
            out, _none = child.communicate(data, timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            out, _none = child.communicate()
    return bytes(out)


def _lines(out: bytes) -> list[dict[str, Any]]:
    """Whole lines only: the last one may have been cut off."""
    lines = []
    for line in out.splitlines():
        try:
            told = json.loads(line)
        except ValueError:
            continue
        if isinstance(told, dict):
            lines.append(told)
    return lines


def _boxes(found: list[Any], size: tuple[int, int]) -> list[list[int]]:
    """Within the picture, each once."""
    kept: list[list[int]] = []
    for left, top, width, height in found[:MOST_BOXES]:
        x, y = min(max(0, int(left)), size[0] - 1), min(max(0, int(top)), size[1] - 1)
        box = [x, y, max(1, min(int(width), size[0] - x)), max(1, min(int(height), size[1] - y))]
        if not any(middle_in(box, other) for other in kept):
            kept.append(box)
    return kept


def middle_in(box: list[int], other: list[int]) -> bool:
    """Whether the middle of a box lies in another one."""
    x, y = box[0] + box[2] / 2, box[1] + box[3] / 2
    return other[0] <= x <= other[0] + other[2] and other[1] <= y <= other[1] + other[3]


def _is_writing(box: list[int], words: list[Any]) -> bool:
    """Shaped like a plate, but a line of a poster: three words or more, or one in small letters."""
    inside = [str(word[0]) for word in words if middle_in([int(value) for value in word[1:]], box)]
    return len(inside) >= 3 or any(sum(sign.islower() for sign in word) >= 2 for word in inside)


def _plates_read(words: list[Any]) -> list[list[int]]:
    """Boxes around one word, or two side by side, that read like a number plate."""
    found = []
    for one, two in zip(words, [*words, None][1:], strict=True):
        if _is_plate(str(one[0])):
            found.append([int(value) for value in one[1:]])
        elif two is not None and _is_plate(f"{one[0]} {two[0]}"):
            found.append(_around(one[1:], two[1:]))
    return found


def _is_plate(said: str) -> bool:
    return any(span.end - span.start >= len(said) - 1 for span in plates(said))


def _around(one: list[Any], two: list[Any]) -> list[int]:
    left, top = min(one[0], two[0]), min(one[1], two[1])
    return [left, top, max(one[0] + one[2], two[0] + two[2]) - left, max(one[1] + one[3], two[1] + two[3]) - top]
