"""One amendment on one rule. What a statute orders can get stricter and clearer, never looser."""

from collections.abc import Iterator
from dataclasses import replace

from bluelamp.rulebook.findings import Weight
from bluelamp.rulebook.rules import Amendment, Rule
from bluelamp.rulebook.settings import PackError

HEAVINESS: dict[Weight, int] = {"fix": 0, "advise": 1, "review": 2, "block": 3}


def amended(pack: str, rule: Rule, amendment: Amendment) -> Rule | None:
    """The rule as it counts from now on; None if it is off. Raises PackError where the pack reaches too far."""
    new = _rewritten(pack, rule, amendment)
    if rule.statutory and (loose := next(_loosened(rule, new, amendment), None)):
        raise PackError(
            f"{pack}: rule {rule.id} follows from a statute and cannot be loosened ({loose}). Take that out of this [[amend]]."
        )
    return None if amendment.off else new


def _rewritten(pack: str, rule: Rule, amendment: Amendment) -> Rule:
    new = replace(rule, **dict(amendment.words))  # type: ignore[arg-type]
    if bool(new.question) != bool(new.question_id):
        raise PackError(
            f'{pack}: rule {rule.id}: “question” and “question_id” belong together; write both, or both as "".'
        )
    if amendment.weight:
        new = _reweighed(new, amendment.weight)
    return replace(
        new,
        when=rule.when if amendment.when is None else amendment.when,
        checks=(*new.checks, *(addition.to(new) for addition in amendment.checks)),
        flags=rule.flags + amendment.flags,
        passes=rule.passes + amendment.passes,
    )


def _reweighed(rule: Rule, weight: Weight) -> Rule:
    """All checks of the rule take the new weight, except that a statutory check never gets lighter."""
    floor = HEAVINESS[weight]
    checks = tuple(
        check if rule.statutory and HEAVINESS[check.weight] > floor else replace(check, weight=weight)
        for check in rule.checks
    )
    return replace(rule, weight=weight, checks=checks)


def _loosened(old: Rule, new: Rule, amendment: Amendment) -> Iterator[str]:
    """All that makes the rule looser, in words."""
    if amendment.off:
        yield "off"
    if amendment.weight and HEAVINESS[amendment.weight] < max(HEAVINESS[check.weight] for check in old.checks):
        yield "a lighter weight"
    if new.exception_by != old.exception_by and new.exception_by != "none":
        yield "an exception"
    if new.question_id and new.question_id != old.question_id:
        yield "another question"
    if not new.when.covers(old.when):
        yield "fewer drafts"
