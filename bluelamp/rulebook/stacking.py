"""Packs in layers: base, country, force. A later one may add rules and tighten; what a statute orders stays as it is."""

from collections.abc import Sequence
from functools import lru_cache

from bluelamp.language.local import Local
from bluelamp.rulebook.amending import HEAVINESS as HEAVINESS
from bluelamp.rulebook.amending import amended
from bluelamp.rulebook.rules import Pack, Rule
from bluelamp.rulebook.settings import PackError
from bluelamp.rulebook.versions import at_least


def stack(packs: Sequence[Pack]) -> tuple[Rule, ...]:
    """The rules that count when these packs lie on one another. Raises PackError where a pack reaches too far."""
    return _stack(tuple(packs))


def local_of(packs: Sequence[Pack]) -> Local:
    """What the registers of these packs know, together."""
    return _local(tuple(packs))


def stack_anew(packs: Sequence[Pack]) -> tuple[Rule, ...]:
    """The same, made of the checks of these very packs and not of equal ones that were stacked before."""
    return _stack.__wrapped__(tuple(packs))


@lru_cache(maxsize=64)
def _local(packs: tuple[Pack, ...]) -> Local:
    return Local().merge(pack.register for pack in packs)


@lru_cache(maxsize=64)
def _stack(packs: tuple[Pack, ...]) -> tuple[Rule, ...]:
    rules: dict[str, Rule] = {}
    off: dict[str, Rule] = {}  # switched off by a lower pack; one above that still amends it wants it, so it is back
    below: dict[str, Pack] = {}
    for pack in packs:
        _check_ground(pack, below)
        below[pack.name] = pack
        for rule in pack.rules:
            if rule.id in rules:
                raise PackError(
                    f"{pack.name}: rule {rule.id} exists already. Change it with [[amend]], or take another id."
                )
            rules[rule.id] = rule
            off.pop(rule.id, None)
        for amendment in pack.amendments:
            if amendment.rule in off:
                rules[amendment.rule] = off.pop(amendment.rule)
            if amendment.rule not in rules:
                raise PackError(
                    f"{pack.name}: there is no rule {amendment.rule} to amend. Correct the id, or name its pack in “requires”."
                )
            if changed := amended(pack.name, rules[amendment.rule], amendment):
                rules[amendment.rule] = changed
            else:
                off[amendment.rule] = rules.pop(amendment.rule)
    return tuple(rules.values())


def _check_ground(pack: Pack, below: dict[str, Pack]) -> None:
    if pack.name in below:
        raise PackError(f"{pack.name}: this pack is there twice. Name it once.")
    for name, version in pack.requires:
        if name not in below:
            raise PackError(f"{pack.name}: needs the pack “{name}” below it. Put that one first.")
        if not at_least(below[name].version, version):
            raise PackError(
                f"{pack.name}: needs “{name}” {version} or newer, and {below[name].version} is here. Update that one first."
            )
