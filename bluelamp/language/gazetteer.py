"""The word lists of the name finder, read once."""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


@cache
def words(name: str) -> frozenset[str]:
    """The words of `data/<name>.txt`; lines that begin with # are remarks."""
    return frozenset(word for line in lines(name) for word in line.split())


def lines(name: str) -> list[str]:
    """The lines of `data/<name>.txt` that are no remarks."""
    written = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in written if line and not line.startswith("#")]


def is_given(word: str) -> bool:
    """A given name that is nothing else."""
    return word in words("given_names") and word not in words("ambiguous_names")


def is_ambiguous(word: str) -> bool:
    return word in words("ambiguous_names")


def is_surname(word: str) -> bool:
    return word.replace("'", "") in words("surnames") or word.split("-")[0] in words("surnames")
