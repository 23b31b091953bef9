"""Texts of a pack that are longer than a sentence: plain paragraphs, and lists of points that begin with “- ”. Pure."""

from dataclasses import dataclass

from bluelamp.kernel.text import paragraphs


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph (`words`) or a list (`points`)."""

    words: str = ""
    points: tuple[str, ...] = ()


def parts_of(text: str) -> list[Part]:
    return [_part(block) for block in paragraphs(text)]


def _part(block: str) -> Part:
    lines = [line.strip() for line in block.splitlines()]
    if all(line.startswith("- ") for line in lines):
        return Part(points=tuple(line[2:].strip() for line in lines))
    return Part(words=" ".join(lines))
