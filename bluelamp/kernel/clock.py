"""The one clock of the house. Everybody asks `now()`; tests and drills push it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

_offset = timedelta(0)
_frozen: datetime | None = None


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _frozen if _frozen is not None else datetime.now(UTC) + _offset


def push(by: timedelta) -> None:
    """Move the clock on by `by`; a frozen clock stays frozen at its new time."""
    global _offset, _frozen
    if _frozen is None:
        _offset += by
    else:
        _frozen += by


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Hold the clock at `at` (aware) inside the block; `push` still moves it."""
    global _offset, _frozen
    if at.tzinfo is None:
        raise ValueError("the clock needs an aware time")
    before = (_offset, _frozen)
    _frozen = at.astimezone(UTC)
    try:
        yield
    finally:
        _offset, _frozen = before
