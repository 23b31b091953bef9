"""Read packs from TOML. A pack is data: it names checks and gives them words, it never brings code.

A pack is one TOML text. For the writer's ease it may lie as a folder of parts, which read in the order of their
names make that one text; so a folder and the one file made from it have the same digest.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from bluelamp.rulebook.parsing import LARGEST as LARGEST
from bluelamp.rulebook.parsing import parse as parse
from bluelamp.rulebook.parsing import tables
from bluelamp.rulebook.rules import Pack
from bluelamp.rulebook.settings import PackError as PackError

BUILTIN = Path(__file__).parent / "packs"


@cache
def builtin(name: str = "uk-police") -> Pack:
    """A pack that comes with Bluelamp. Raises PackError if there is none of that name."""
    if name not in builtin_names():
        raise PackError(f"There is no built-in pack “{name}”. Built in: {', '.join(builtin_names())}.")
    return load(BUILTIN / name)


def named(name: str) -> Pack:
    """A pack by its file or folder, or by the name of a built-in one."""
    path = Path(name)
    return load(path) if path.exists() else builtin(name)


@cache
def builtin_names() -> tuple[str, ...]:
    return tuple(sorted(path.name for path in BUILTIN.iterdir() if any(path.glob("*.toml"))))


def ground(pack: Pack, at_hand: Sequence[Pack] = (), above: tuple[str, ...] = ()) -> tuple[Pack, ...]:
    """The packs it requires, base first: from those at hand, else built in. Raises PackError if one is nowhere."""
    if pack.name in above:
        raise PackError(f"{pack.name}: requires itself, by way of {above[-1]}. Take one of the two out of “requires”.")
    by_name = {other.name: other for other in at_hand}
    found: dict[str, Pack] = {}
    for name, _ in pack.requires:
        below = by_name.get(name) or builtin(name)
        lower = ground(below, at_hand, (*above, pack.name))
        found |= {other.name: other for other in (*lower, below) if other.name not in found}
    return tuple(found.values())


def with_ground(packs: Sequence[Pack]) -> tuple[Pack, ...]:
    """These packs, each with what it requires below it; for callers who name only the topmost."""
    found: dict[str, Pack] = {}
    for pack in packs:
        found |= {other.name: other for other in (*ground(pack, packs), pack) if other.name not in found}
    return tuple(found.values())


def load(path: Path) -> Pack:
    """A pack from a file, or from a folder of parts. Raises PackError naming the file that is wrong."""
    try:
        return parse(_joined(path))
    except PackError:
        bundle(path)  # tells the file and the line, if it is a slip in one of the parts
        raise


def bundle(path: Path) -> str:
    """The one text of a pack. Each part is read by itself first, so that a slip is told with its file and line."""
    for part in _parts(path):
        try:
            tables(_read(part))
        except PackError as error:
            raise PackError(f"{part.name}: {error} Mend this place and try again.") from error
    return _joined(path)


def _joined(path: Path) -> str:
    return "\n".join(map(_read, _parts(path)))


def _parts(path: Path) -> list[Path]:
    parts = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    if not parts:
        raise PackError(f"{path.name}: there is no .toml file in this folder.")
    return parts


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1).decode()
    except OSError as error:
        raise PackError(f"{path.name}: cannot be read ({error.strerror}). Check the name.") from error
    except UnicodeDecodeError as error:
        raise PackError(f"{path.name}: is not UTF-8 text. Save it as UTF-8.") from error
