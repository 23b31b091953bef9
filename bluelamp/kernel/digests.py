"""Digests over plain data: the same facts give the same bytes everywhere, for ever."""

import hashlib
import json
from typing import Any


def canonical(value: Any) -> bytes:
    """JSON with sorted keys, no spaces, UTF-8. Raises TypeError on anything but plain data."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha256_hex(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def digest(value: Any) -> str:
    """SHA-256, in hex, of the canonical form of plain data."""
    return sha256_hex(canonical(value))
