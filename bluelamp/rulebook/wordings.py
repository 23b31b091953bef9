"""The checks of two versions of a rule: which look for more, which for less, which are silent near more."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from bluelamp.rulebook.findings import Weight
from bluelamp.rulebook.reasons import Reason, Way, reach, weight
from bluelamp.rulebook.rules import Check, Rule

Lists = Mapping[str, Sequence[str]]
_EXCUSES = {
    "unless",
    "unless_anywhere",
    "one",
    "two",
    "three",
    "four",
    "five",
    "trusted_ends",
}  # more of them is looser
_COMPANY = {"with", "also"}
_LIMITS = {"at_least", "most", "may_miss", "in_a_row", "words", "missing_share", "older_than_days"}  # higher is looser
_MOST_QUOTED = 3


def compared(old: Rule, new: Rule, old_lists: Mapping[int, Lists], new_lists: Mapping[int, Lists]) -> Iterator[Reason]:
    """The lists are those of the pack that wrote a check, by the id of its `run`."""
    return _checks(_plain(old, old_lists), _plain(new, new_lists))


class Plain(NamedTuple):
    """A check as data: sets of wordings by setting, and single values. `own`: its weight, where that is not the rule's."""

    check: Check
    own: Weight | None
    sets: dict[str, frozenset[str]]
    values: dict[str, Any]


def _plain(rule: Rule, lists: Mapping[int, Lists]) -> list[Plain]:
    return [_one(check, rule.weight, lists.get(id(check.run), {})) for check in rule.checks]


def _one(check: Check, rules: Weight, lists: Lists) -> Plain:
    sets: dict[str, frozenset[str]] = {}
    values: dict[str, Any] = {}
    for name, value in (check.settings or {}).items():
        if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
            sets[name] = frozenset(_expanded(value, lists))
        elif isinstance(value, dict) and all(isinstance(entry, list) for entry in value.values()):
            sets |= {f"{name} {key}": frozenset(_expanded(entry, lists)) for key, entry in value.items()}
        else:
            values[name] = value
    return Plain(check, None if check.weight == rules else check.weight, sets, values)


def _expanded(phrases: Sequence[Any], lists: Lists, seen: frozenset[str] = frozenset()) -> Iterator[str]:
    """The phrases, and the entries of every list that they name."""
    for phrase in map(str, phrases):
        yield phrase
        for name in set(re.findall(r"\{([a-z_]+)\}", phrase)) - seen:
            for entry in _expanded(lists.get(name, ()), lists, seen | {name}):
                yield entry if entry.startswith("{") else f"{{{name}}} {entry}"


def _checks(old: list[Plain], new: list[Plain]) -> Iterator[Reason]:
    """Checks that are the same on both sides say nothing; of the others, those most alike are compared."""
    gone = [check for check in old if not any(_same(check, other) for other in new)]
    fresh = [check for check in new if not any(_same(check, other) for other in old)]
    for check in gone:
        alike = max(
            (other for other in fresh if other.check.use == check.check.use),
            key=lambda o: _likeness(check, o),
            default=None,
        )
        if alike is None or _likeness(check, alike) == 0:
            yield Reason("looser", f"no longer looks for {_quoted(_wanted(check))}")
        else:
            fresh.remove(alike)
            yield from _changed(check, alike)
    for check in fresh:
        yield Reason("stricter", f"also looks for {_quoted(_wanted(check))}")


def _same(one: Plain, other: Plain) -> bool:
    def told(plain: Plain) -> tuple[Any, ...]:
        check = plain.check
        return plain.sets, plain.values, plain.own, check.use, check.risk, check.when, check.final, check.last

    return told(one) == told(other)


def _likeness(one: Plain, other: Plain) -> int:
    """Shared wordings, and one more for what else is the same."""
    shared = sum(len(entries & other.sets.get(name, frozenset())) for name, entries in one.sets.items())
    return shared + (one.values == other.values and not one.sets) + (one.sets == other.sets)


def _wanted(check: Plain) -> frozenset[str]:
    found = [entries for name, entries in check.sets.items() if name not in _EXCUSES]
    return frozenset().union(*found) if found else frozenset((check.check.use,))


def _changed(old: Plain, new: Plain) -> Iterator[Reason]:
    where = f" ({_quoted(_wanted(new))})"
    if old.own != new.own:
        yield from weight(old.check.weight, new.check.weight, where)
    yield from reach(old.check.when, new.check.when, where)
    if old.check.final != new.check.final:
        yield Reason(
            "stricter" if new.check.final else "looser",
            "an answer counts for " + ("less" if new.check.final else "more"),
        )
    if old.check.last != new.check.last:
        yield Reason(
            "looser" if new.check.last else "stricter",
            "speaks " + ("only if nothing else does" if new.check.last else "in any case"),
        )
    if old.check.last != new.check.last:
        way: Way = "looser" if new.check.last else "stricter"
        yield Reason(way, "speaks only where nothing as heavy is found" if new.check.last else "speaks in any case")
    if old.check.risk != new.check.risk:
        yield Reason("other", f"is filed under {new.check.risk}; before: {old.check.risk}")
    for name in sorted(old.sets.keys() | new.sets.keys()):
        yield from _wordings(name, old.sets.get(name, frozenset()), new.sets.get(name, frozenset()))
    for name in sorted(old.values.keys() | new.values.keys()):
        yield from _value(name, old.values.get(name), new.values.get(name))


def _wordings(name: str, old: frozenset[str], new: frozenset[str]) -> Iterator[Reason]:
    more, fewer = new - old, old - new
    if name in _COMPANY and bool(old) != bool(new):
        yield (
            Reason("looser", f"speaks only near {_quoted(new)}")
            if new
            else Reason("stricter", f"speaks even without {_quoted(old)}")
        )
        return
    excuse = name in _EXCUSES
    if more:
        yield (
            Reason("looser", f"is silent near {_quoted(more)}")
            if excuse
            else Reason("stricter", f"finds more: {_quoted(more)}")
        )
    if fewer:
        yield (
            Reason("stricter", f"is no longer silent near {_quoted(fewer)}")
            if excuse
            else Reason("looser", f"no longer finds {_quoted(fewer)}")
        )


def _value(name: str, old: Any, new: Any) -> Iterator[Reason]:
    if old == new:
        return
    if name in _LIMITS and isinstance(old, int | None) and isinstance(new, int | None):
        way: Way = "looser" if (new or 0) > (old or 0) else "stricter"
        yield Reason(way, f"“{name}” is {_shown(new)}; before: {_shown(old)}")
    else:
        yield Reason("other", f"works differently: “{name}” is {_shown(new)}; before: {_shown(old)}")


def _shown(value: Any) -> str:
    return "not set" if value is None else str(value)[:60]


def _quoted(words: frozenset[str]) -> str:
    shown = sorted(words)[:_MOST_QUOTED]
    more = len(words) - len(shown)
    return ", ".join(f"“{word[:60]}”" for word in shown) + (f" and {more} more" if more else "")
