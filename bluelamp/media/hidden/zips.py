"""A packed office file, read within bounds: how many parts, how large, and no XML that brings its own entities."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from xml.parsers import expat

MOST_PARTS = 5_000
MOST_UNPACKED = 200 * 1024 * 1024
LARGEST_PART = 40 * 1024 * 1024
_STEP = 64 * 1024

Element = tuple[str, Mapping[str, str]]
"""Name and attributes, both without their namespace prefix."""


class TooMuch(Exception):
    """More than a sound file of this kind holds, or XML that a sound one never has."""


class Locked(Exception):
    """It asks for a password."""


class Pack:
    """The parts of a zip. Nothing is unpacked to disk, and nested packs are never opened."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise TooMuch
        if any(part.flag_bits & 1 for part in parts):
            raise Locked
        self.names = [part.filename for part in parts]
        self._left = MOST_UNPACKED

    def under(self, start: str, end: str = "") -> list[str]:
        return [name for name in self.names if name.startswith(start) and name.endswith(end)]

    def read(self, name: str) -> bytes:
        """A part, whatever size the pack claims it has. Raises TooMuch, KeyError."""
        with self._zip.open(name) as part:
            data = part.read(min(LARGEST_PART, self._left) + 1)
        self._left -= len(data)
        if len(data) > LARGEST_PART or self._left < 0:
            raise TooMuch
        return data

    def elements(self, name: str) -> Iterator[Element]:
        """Every element of an XML part in its order; nothing for a part that is not there."""
        if name in self.names:
            yield from elements(self.read(name))

    def words(self, name: str, *tags: str) -> str:
        """The text inside the elements of these names."""
        if name not in self.names:
            return ""
        return words(self.read(name), tags)


def elements(data: bytes) -> Iterator[Element]:
    found: list[Element] = []
    parser = _parser()
    parser.StartElementHandler = lambda name, attributes: found.append(
        (local(name), {local(key): value for key, value in attributes.items()})
    )
    for at in range(0, len(data), _STEP):
        parser.Parse(data[at : at + _STEP], False)
        yield from found
        found.clear()
    parser.Parse(b"", True)
    yield from found


def words(data: bytes, tags: tuple[str, ...]) -> str:
    said: list[str] = []
    depth = [0]
    parser = _parser()

    def start(name: str, _attributes: dict[str, str]) -> None:
        depth[0] += local(name) in tags

    def end(name: str) -> None:
        depth[0] -= local(name) in tags

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = lambda text: said.append(text) if depth[0] else None
    parser.Parse(data, True)
    return "".join(said).strip()


def local(name: str) -> str:
    return name.rpartition(":")[2]


def _parser() -> expat.XMLParserType:
    """Refuses a document type: no entity is ever declared, so none is ever expanded or fetched."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.buffer_text = True
    return parser


def _no_doctype(*_args: object) -> None:
    raise TooMuch
