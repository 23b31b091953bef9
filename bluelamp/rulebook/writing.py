"""Packs as TOML text: what `tomllib` reads is written so that a person likes to read it, and reads back the same.

Sections come as tables and double brackets; tables inside a list, such as an example with its stage, stay on one line.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}
_HIDDEN = re.compile(r"[\x00-\x1f\x7f]")
_WIDE = 100
"""A list longer than so many characters has one entry a line."""
SECTIONS = frozenset({"rules", "check", "amend", "templates", "strategies", "cards", "routes", "changelog"})
"""Names of lists of tables that are written with double brackets, one entry below the other."""


def write(table: Mapping[str, Any]) -> str:
    """The text of a table of texts, numbers, days, lists and tables. Raises TypeError for anything else."""
    return "\n".join(_table(table, ())).lstrip("\n") + "\n"


def _table(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """Its own lines first: what stands below another heading belongs to that."""
    inner = {name: value for name, value in table.items() if _section(name, value)}
    yield from (f"{_key(name)} = {_value(value)}" for name, value in table.items() if name not in inner)
    for name, value in inner.items():
        here = (*path, name)
        dotted = ".".join(map(_key, here))
        for entry in value if isinstance(value, list) else ():
            yield from ("", f"[[{dotted}]]", *_table(entry, here))
        if isinstance(value, Mapping):
            yield from ("", f"[{dotted}]", *_table(value, here))


def _section(name: str, value: Any) -> bool:
    if isinstance(value, list):
        return name in SECTIONS and bool(value) and all(isinstance(entry, Mapping) for entry in value)
    return isinstance(value, Mapping)


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _line(name)


def _value(value: Any) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value)  # tomllib reads what Python writes, inf and nan too
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, list):
        return _list(value)
    if isinstance(value, Mapping):
        return _inline(value)
    raise TypeError(f"{type(value).__name__} cannot be written into a pack")


def _list(values: list[Any]) -> str:
    written = [_flat(value) for value in values]
    line = f"[{', '.join(written)}]"
    if len(line) <= _WIDE:
        return line
    return "[\n" + "".join(f"  {value},\n" for value in written) + "]"


def _flat(value: Any) -> str:
    """On one line, as inside a list or a table on one line."""
    if isinstance(value, str):
        return _line(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_flat, value))}]"
    return _value(value)


def _inline(table: Mapping[str, Any]) -> str:
    pairs = ", ".join(f"{_key(name)} = {_flat(value)}" for name, value in table.items())
    return f"{{ {pairs} }}" if pairs else "{}"


def _line(text: str) -> str:
    return f'"{_escaped(text, keep="")}"'


def _text(text: str) -> str:
    """Words of several lines as they stand, between three quotation marks."""
    if "\n" not in text:
        return _line(text)
    return f'"""\n{_escaped(text, keep=chr(10))}"""'


def _escaped(text: str, keep: str) -> str:
    plain = "".join(sign if sign in keep else _ESCAPES.get(sign, sign) for sign in text)
    return _HIDDEN.sub(lambda found: found[0] if found[0] in keep else f"\\u{ord(found[0]):04x}", plain)
