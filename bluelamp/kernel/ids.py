"""Ids: UUID version 7 (RFC 9562), so that rows sort by the time they were made."""

import secrets
import time
import uuid


def new_id() -> uuid.UUID:
    """A fresh UUIDv7: 48 bits of milliseconds, 74 bits of chance."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds << 80) | (7 << 76) | (secrets.randbits(12) << 64)
    value |= (2 << 62) | secrets.randbits(62)
    return uuid.UUID(int=value)


def short(identity: uuid.UUID) -> str:
    """Ten base-32 signs of the random part: short enough to read out over a radio."""
    alphabet = "0123456789abcdefghjkmnpqrstvwxyz"
    tail = identity.int & ((1 << 50) - 1)
    return "".join(alphabet[(tail >> shift) & 31] for shift in range(45, -1, -5))
