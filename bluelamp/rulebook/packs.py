"""Read packs from TOML. A pack is data: it names checks and gives them words, it never brings code.

A pack is one TOML text. For the writer's ease it may lie as a folder of parts, which read in the order of their
names make that one text; so a folder and the one file made from it have the same digest.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from bluelamp.kernel.digests import sha256_hex
from bluelamp.language.matching import read_lists
from bluelamp.language.parts import PhraseError
from bluelamp.rulebook.entries import Table, amendment, rule
from bluelamp.rulebook.rules import Pack
from bluelamp.rulebook.settings import PackError as PackError

LARGEST = 2_000_000  # bytes
_BUILTIN = Path(__file__).parent / "packs"
_KNOWN = {"pack", "lists", "rules", "amend"}


@cache
def builtin(name: str = "uk-police") -> Pack:
    """A pack that comes with Bluelamp. Raises PackError if there is none of that name."""
    folder = _BUILTIN / name
    if not name.replace("-", "").isalnum() or not folder.is_dir():
        known = ", ".join(sorted(path.name for path in _BUILTIN.iterdir() if path.is_dir()))
        raise PackError(f"There is no built-in pack “{name}”. Built in: {known}.")
    return load(folder)


def load(path: Path) -> Pack:
    """A pack from a file, or from a folder of parts. Raises PackError naming the file that is wrong."""
    return parse(bundle(path))


def bundle(path: Path) -> str:
    """The one text of a pack. Each part is read by itself first, so that a slip is told with its file and line."""
    parts = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    if not parts:
        raise PackError(f"{path.name}: there is no .toml file in this folder.")
    return "\n".join(_part(part) for part in parts)


def _part(path: Path) -> str:
    try:
        text = path.read_bytes()[: LARGEST + 1].decode()
        tomllib.loads(text)
    except OSError as error:
        raise PackError(f"{path.name}: cannot be read ({error.strerror}). Check the name.") from error
    except ValueError as error:
        raise PackError(f"{path.name}: {error}. Mend this place and try again.") from error
    return text


def parse(text: str) -> Pack:
    """A pack from its one text. Raises PackError with rule, place and how to mend it."""
    if len(text.encode()) > LARGEST:
        raise PackError("This pack is larger than 2 MB. Split it into two packs.")
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"This is not readable TOML: {error}.") from error
    return _pack(written, sha256_hex(text.encode()))


def _pack(written: dict[str, Any], digest: str) -> Pack:
    table = Table("pack", written, _KNOWN)
    head = Table(
        "[pack]", table.table("pack"), {"name", "version", "title", "languages", "licence", "author", "changelog"}
    )
    try:
        lists = read_lists(_lists(table))
    except PhraseError as error:
        raise PackError(f"{error}.") from error
    rules = tuple(rule(entry, lists) for entry in table.tables("rules"))
    _no_twins([entry.id for entry in rules])
    return Pack(
        name=head.text("name", required=True),
        version=head.text("version", required=True),
        digest=digest,
        rules=rules,
        amendments=tuple(amendment(entry) for entry in table.tables("amend")),
        title=head.text("title"),
        languages=head.texts("languages") or ("en",),
    )


def _lists(table: Table) -> dict[str, tuple[str, ...]]:
    inner = Table("[lists]", table.table("lists"), set(table.table("lists")))
    return {name: inner.texts(name) for name in inner.written}


def _no_twins(ids: list[str]) -> None:
    twice = sorted({rule_id for rule_id in ids if ids.count(rule_id) > 1})
    if twice:
        raise PackError(f"Rule {twice[0]} is written twice. Give one of them another id.")
