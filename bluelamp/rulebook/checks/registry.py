"""The checks by name. A pack can only name them: it brings settings, never code."""

from collections.abc import Callable, Iterable

from bluelamp.rulebook.reading import Hit, Reading
from bluelamp.rulebook.settings import PackError, Settings

Run = Callable[[Reading], Iterable[Hit]]
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
