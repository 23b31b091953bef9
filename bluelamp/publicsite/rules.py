"""What we check before we post, in plain words for everybody: the rules in force, and the packs they come from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bluelamp.forces.models import Force
from bluelamp.policy import listing
from bluelamp.policy.models import InstalledPack
from bluelamp.rulebook.rules import Example, Rule

EXAMPLES = 2
UNPRINTED = frozenset(("HATE", "PROF", "SUICIDE"))
"""Risks whose bad examples would hurt again where everybody reads them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A rule with a few examples. `stopped` is empty, and `unprinted` true, where such words are not repeated."""

    rule: Rule
    stopped: tuple[str, ...]
    fine: tuple[str, ...]
    unprinted: bool


@dataclass(frozen=True, slots=True)
class Group:
    risk: str
    title: str
    rules: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    groups: tuple[Group, ...]
    packs: Sequence[InstalledPack]


def of(force: Force) -> Rules | None:
    """None for a force that has no rules yet."""
    groups = tuple(Group(g.risk, g.title, tuple(map(shown, g.rules))) for g in listing.groups(force))
    return Rules(groups, listing.installed(force)) if groups else None


def shown(rule: Rule) -> Shown:
    """What the public reads of a rule."""
    unprinted = bool(UNPRINTED & {rule.risk, *(check.risk for check in rule.checks)})
    stopped = () if unprinted else _words(rule.flags)
    return Shown(rule, stopped, _words(rule.passes), unprinted)


def _words(examples: Iterable[Example]) -> tuple[str, ...]:
    return tuple(example.draft.text for example in examples if example.draft.text)[:EXAMPLES]
