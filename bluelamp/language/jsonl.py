"""JSON Lines in and out: one object a line, answers in order, flushed as they come; a bad line gets an answer too."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any

LONGEST_TEXT = 100_000  # characters
_LONGEST_LINE = 4_000_000  # bytes; a text of the longest kind, written with escapes, fits four times over


class BadLine(Exception):
    """This line cannot be used; the message says what is wrong and how to mend it."""


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    id: Any = None
    record: dict[str, Any] = field(default_factory=dict)
    error: str = ""


def answer_all(lines: IO[bytes], out: IO[bytes], answer: Callable[[dict[str, Any]], dict[str, Any]]) -> int:
    """Write `{"id", **answer(record)}` for each line. `answer` may raise BadLine. Returns the exit code: 0, or 2 if a line was bad."""
    code = 0
    for line in read(lines):
        reply, good = _reply(line, answer)
        out.write(json.dumps(reply, ensure_ascii=False).encode() + b"\n")
        out.flush()
        code = code if good else 2
    return code


def _reply(line: Line, answer: Callable[[dict[str, Any]], dict[str, Any]]) -> tuple[dict[str, Any], bool]:
    error = line.error
    if not error:
        try:
            return {"id": line.id, **answer(line.record)}, True
        except BadLine as bad:
            error = str(bad)
    return {"id": line.id, "line": line.number, "error": error}, False


def read(lines: IO[bytes]) -> Iterator[Line]:
    """All lines but blank ones, usable or not; numbers count from 1."""
    number = 0
    while raw := lines.readline(_LONGEST_LINE + 1):
        number += 1
        if len(raw) > _LONGEST_LINE:
            _skip_rest(lines, raw)
            yield Line(
                number, error=f"This line is longer than {_LONGEST_LINE:,} bytes. Split the text into shorter ones."
            )
        elif raw.strip():
            yield _line(number, raw)


def _skip_rest(lines: IO[bytes], raw: bytes) -> None:
    while raw and not raw.endswith(b"\n"):
        raw = lines.readline(_LONGEST_LINE)


def _line(number: int, raw: bytes) -> Line:
    try:
        record = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError:
        return Line(number, error="This line is not UTF-8. Save the file as UTF-8.")
    except (ValueError, RecursionError):
        return Line(number, error='This line is not JSON. Write one object a line, such as {"id": 1, "text": "..."}.')
    if not isinstance(record, dict):
        return Line(number, error='This line is JSON but not an object. Write {"id": ..., "text": "..."}.')
    identity = None
    try:
        identity = _checked_id(record.get("id"))
        check_text(record.get("text"))
    except BadLine as bad:
        return Line(number, identity, error=str(bad))
    return Line(number, identity, record)


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _checked_id(written: Any) -> Any:
    """Raises BadLine for an id that could not be written out again."""
    try:
        json.dumps(written, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise BadLine("The id holds half a character (a lone surrogate). Take it out.") from None
    return written


def check_text(text: Any) -> None:
    """Raises BadLine unless this is a text that can be judged."""
    if not isinstance(text, str):
        raise BadLine('There is no text here. Add "text": "..." to the line.')
    if len(text) > LONGEST_TEXT:
        raise BadLine(f"The text has more than {LONGEST_TEXT:,} characters. Split it into shorter ones.")
    if "\0" in text:
        raise BadLine("The text holds a NUL character. Take it out.")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadLine("The text holds half a character (a lone surrogate). Save it again as proper Unicode.") from None
