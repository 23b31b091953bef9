"""How a force's packs lie on one another: base, country, from other forces, and its own on top of all."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from bluelamp.forces.models import Force
from bluelamp.kernel.errors import Refused
from bluelamp.policy.models import InstalledPack
from bluelamp.rulebook import packs
from bluelamp.rulebook.rules import Pack

BASE, COUNTRY, SHARED, OWN = range(4)
BUILTIN = Path(packs.__file__).parent / "packs"
_PARSED: dict[str, Pack] = {}
"""By digest, for the life of the process: the same words are the same pack in any force."""


_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+-]{0,39}")


@dataclass(frozen=True, slots=True)
class Laid:
    """A pack in its layer; `text` only where it is not in force yet."""

    pack: Pack
    layer: int
    text: str = ""


@cache
def countries() -> tuple[tuple[str, str], ...]:
    """(name, title) of the built-in packs for the law of a country: those that stand on another. Reads only their heads."""
    heads = [
        tomllib.loads(min((BUILTIN / name).glob("*.toml")).read_text("utf-8"))["pack"] for name in packs.builtin_names()
    ]
    return tuple((head["name"], head.get("title") or head["name"]) for head in heads if head.get("requires"))


def read(text: str) -> Pack:
    """A pack with a name that fits into addresses and tables. Raises Refused with what to mend."""
    pack = packs.parse(text)
    if not _NAME.fullmatch(pack.name):
        raise Refused(
            _("The name of a pack has small letters, digits and hyphens, at most 50. Change “name” in [pack].")
        )
    if not _VERSION.fullmatch(pack.version):
        raise Refused(_("The version of a pack is a short word such as 1.2. Change “version” in [pack]."))
    return pack


def in_force(force: Force) -> list[Laid]:
    """What judges now, base first. One query, and one more when a pack is new to this process."""
    rows = InstalledPack.objects.of(force).in_force()
    found = list(rows.values_list("digest", "layer"))
    if missing := [digest for digest, _layer in found if digest not in _PARSED]:
        for digest, text in rows.filter(digest__in=missing).values_list("digest", "text"):
            _PARSED[digest] = packs.parse(text)
    return arranged(Laid(_PARSED[digest], layer) for digest, layer in found)


def arranged(laid: Iterable[Laid]) -> list[Laid]:
    """By layer, and within a layer each above what it requires. A ring of requirements is for `stack` to refuse."""
    waiting = sorted(laid, key=lambda one: one.layer)
    placed: list[Laid] = []
    while waiting:
        names = {one.pack.name for one in waiting}
        layer = [one for one in waiting if one.layer == waiting[0].layer]
        ready = [one for one in layer if not names.intersection(name for name, _version in one.pack.requires)]
        following = ready[0] if ready else layer[0]
        waiting.remove(following)
        placed.append(following)
    return placed


def with_pack(laid: Sequence[Laid], new: Laid) -> list[Laid]:
    """These with a new one in place of what has its name. A country's pack brings what it stands on, and comes alone."""
    kept = [one for one in laid if one.pack.name != new.pack.name]
    if new.layer != COUNTRY:
        return arranged([*kept, new])
    ground = packs.ground(new.pack, [one.pack for one in kept])
    names = {pack.name for pack in ground}
    kept = [one for one in kept if one.layer != COUNTRY or one.pack.name in names]
    there = {one.pack.name for one in kept}
    brought = [
        Laid(pack, COUNTRY if pack.requires else BASE, packs.bundle(BUILTIN / pack.name))
        for pack in ground
        if pack.name not in there
    ]
    return arranged([*kept, *brought, new])


def without(laid: Sequence[Laid], name: str) -> list[Laid]:
    return [one for one in laid if one.pack.name != name]


def packs_of(laid: Iterable[Laid]) -> tuple[Pack, ...]:
    return tuple(one.pack for one in laid)


def layer_for(force: Force, pack: Pack, foreign: bool) -> int:
    """Where a pack belongs: where its older version lies, else where packs of its sort do."""
    lying = {one.pack.name: one.layer for one in in_force(force)}
    if pack.name in lying:
        return lying[pack.name]
    return SHARED if foreign else OWN
