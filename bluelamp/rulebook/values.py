"""Values of facts and answers, as different hands give them: true, "yes" and "Yes " are the same."""

from collections.abc import Iterable, Mapping
from typing import Any

_NOTHING = {"", "no", "none", "0"}


def plain(value: Any) -> str:
    """A value in small letters, for comparing: yes and no for true and false."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value).strip().casefold()


def given(value: Any) -> bool:
    """True if there is something in it: absent, empty, no, none and 0 are nothing."""
    if value is None:
        return False
    return bool(value) if isinstance(value, (list, tuple, Mapping)) else plain(value) not in _NOTHING


def agrees(value: Any, wanted: Any) -> bool:
    """The value is the wanted one, or one of several; a list agrees if one of its entries does."""
    options = {plain(option) for option in _several(wanted)}
    return value is not None and any(plain(entry) in options for entry in _several(value))


def holds(facts: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """Every fact asked for is there with a wanted value."""
    return all(agrees(facts.get(name), value) for name, value in wanted.items())


def lacks(facts: Mapping[str, Any], names: Iterable[str], every: bool = False) -> bool:
    """One of these facts (or `every` one) is absent, empty or no."""
    return (all if every else any)(not given(facts.get(name)) for name in names)


def _several(value: Any) -> Iterable[Any]:
    return value if isinstance(value, (list, tuple)) else (value,)
