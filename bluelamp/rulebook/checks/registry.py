"""The checks by name. A pack can only name them: it brings settings, never code."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bluelamp.rulebook.reading import Hit, Reading
from bluelamp.rulebook.settings import PackError, Settings

Run = Callable[[Reading], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Seeking:
    """A look that finds nothing in a text without one of these keys (see language.text), so that most need not be asked."""

    keys: frozenset[str]
    look: Run

    def __call__(self, reading: Reading) -> Iterable[Hit]:
        return self.look(reading)


Build = Callable[[Settings], Run]

_CHECKS: dict[str, Build] = {}


def check(name: str) -> Callable[[Build], Build]:
    """Register a builder: it takes the settings, once, when the pack is read, and gives the function that looks."""

    def register(build: Build) -> Build:
        _CHECKS[name] = build
        return build

    return register


def build(name: str, settings: Settings) -> Run:
    """Raises PackError for an unknown check or a wrong setting."""
    if name not in _CHECKS:
        known = ", ".join(sorted(_CHECKS))
        raise PackError(f"Rule {settings.rule}: there is no check “{name}”. Use one of: {known}.")
    run = _CHECKS[name](settings)
    settings.done()
    return run


def names() -> tuple[str, ...]:
    return tuple(sorted(_CHECKS))
