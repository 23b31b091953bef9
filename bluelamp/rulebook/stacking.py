"""Packs in layers: base, country, force. A later one may add rules and tighten; what a statute orders stays as it is."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from bluelamp.rulebook.findings import Weight
from bluelamp.rulebook.rules import Amendment, Pack, Rule
from bluelamp.rulebook.settings import PackError

HEAVINESS: dict[Weight, int] = {"fix": 0, "advise": 1, "review": 2, "block": 3}


def stack(packs: Sequence[Pack]) -> tuple[Rule, ...]:
    """The rules that count when these packs lie on one another. Raises PackError where a pack reaches too far."""
    return _stack(tuple(packs))


@lru_cache(maxsize=64)
def _stack(packs: tuple[Pack, ...]) -> tuple[Rule, ...]:
    rules: dict[str, Rule] = {}
    for pack in packs:
        for rule in pack.rules:
            if rule.id in rules:
                raise PackError(
                    f"{pack.name}: rule {rule.id} exists already. Change it with [[amend]], or take another id."
                )
            rules[rule.id] = rule
        for amendment in pack.amendments:
            _amend(rules, pack, amendment)
    return tuple(rules.values())


def _amend(rules: dict[str, Rule], pack: Pack, amendment: Amendment) -> None:
    rule = rules.get(amendment.rule)
    if rule is None:
        raise PackError(f"{pack.name}: there is no rule {amendment.rule} to amend. Correct the id.")
    if rule.statutory and _loosens(rule, amendment):
        raise PackError(
            f"{pack.name}: rule {rule.id} follows from a statute and cannot be loosened. Remove this [[amend]]."
        )
    if amendment.off:
        del rules[rule.id]
    elif amendment.weight:
        rules[rule.id] = _reweighed(rule, amendment.weight)


def _loosens(rule: Rule, amendment: Amendment) -> bool:
    lightest = max(HEAVINESS[check.weight] for check in rule.checks)
    return amendment.off or (amendment.weight is not None and HEAVINESS[amendment.weight] < lightest)


def _reweighed(rule: Rule, weight: Weight) -> Rule:
    """All checks of the rule take the new weight, except that a statutory check never gets lighter."""
    floor = HEAVINESS[weight]
    checks = tuple(
        check if rule.statutory and HEAVINESS[check.weight] > floor else replace(check, weight=weight)
        for check in rule.checks
    )
    return replace(rule, weight=weight, checks=checks)
