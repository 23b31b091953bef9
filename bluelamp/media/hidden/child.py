"""The child process that looks into office files and PDFs: `python -m bluelamp.media.hidden.child`.

The file comes in on standard input; out comes one line of JSON: {"kind": "spreadsheet", "hidden": {"hidden_sheet": 2}},
or {"kind": ..., "reason": "locked" | "too_hard" | "broken"}. Kind: document, spreadsheet, slides, pdf, old or archive.
"""

import json
import resource
import sys
from collections import Counter
from typing import Any

from bluelamp.media.hidden import office, opendocument, pdf
from bluelamp.media.hidden.zips import Locked, Pack, TooMuch

MEMORY = 384 * 1024 * 1024
SECONDS = 6
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def look(data: bytes) -> dict[str, Any]:
    told: dict[str, Any] = {"kind": "archive"}
    try:
        told["hidden"] = dict(_look(data, told))
    except Locked:
        told["reason"] = "locked"
    except (TooMuch, MemoryError, RecursionError):
        told["reason"] = "too_hard"
    except Exception:  # a reader may raise anything on a stranger's bytes; all of it means the same
        told["reason"] = "broken"
    return told


def _look(data: bytes, told: dict[str, Any]) -> Counter[str]:
    """Writes the kind as soon as it is known, so that a failure can still name it."""
    if b"%PDF-" in data[:1024]:
        told["kind"] = "pdf"
        return pdf.look(data)
    if data.startswith(_OLD):
        told["kind"] = "old"
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Locked
        return Counter(macros=int("_VBA_PROJECT".encode("utf-16-le") in data))
    pack = Pack(data)
    if kind := opendocument.kind_of(pack):
        told["kind"] = kind
        return opendocument.look(pack)
    if kind := office.kind_of(pack):
        told["kind"] = kind
        return office.look(pack, kind)
    return Counter()


if __name__ == "__main__":
    limit()
    print(json.dumps(look(sys.stdin.buffer.read())))
