"""Putting packs in force. A pack whose own examples fail is not installed, wherever it comes from."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bluelamp.audit.append import record
from bluelamp.forces.models import Force, Member
from bluelamp.kernel import clock
from bluelamp.kernel.errors import NotAllowed, Refused
from bluelamp.policy.layers import BASE, BUILTIN, Laid, in_force, packs_of, read, with_pack, without
from bluelamp.policy.layers import COUNTRY as COUNTRY
from bluelamp.policy.layers import OWN as OWN
from bluelamp.policy.layers import SHARED as SHARED
from bluelamp.policy.models import InstalledPack
from bluelamp.rulebook import packs
from bluelamp.rulebook.examples import Failure, count, failures
from bluelamp.rulebook.rules import Pack
from bluelamp.rulebook.stacking import stack

MOST_EXAMPLES = 5_000
_TOLD = 10


def install_builtin(force: Force, by: Member | None, name: str = "uk-police") -> InstalledPack:
    """A pack that comes with Bluelamp: as the force's base, or as its country's with what that stands on."""
    text = packs.bundle(BUILTIN / name)
    return install(force, by, text, COUNTRY if packs.parse(text).requires else BASE)


@transaction.atomic
def install(
    force: Force,
    by: Member | None,
    text: str,
    layer: int,
    *,
    reason: str = "",
    agreed_by: Member | None = None,
    signer: str = "",
) -> InstalledPack:
    """Put a pack in force in place of its older version; the same words twice change nothing.

    Raises Refused when the pack cannot be read, does not fit the packs around it, or an example fails.
    """
    Force.objects.select_for_update().get(pk=force.pk)
    pack, old = read(text), in_force(force)
    new = with_pack(old, Laid(pack, layer, text))
    must_hold(old, new)
    told = {"reason": reason, "agreed_by": agreed_by}
    _retire(force, by, old, new, reason)
    for one in new:
        if not _there(one, old):
            words = one.text or text
            own = {**told, "signer": signer} if one.pack.name == pack.name else told
            _put(force, by, one, words, own)
    return InstalledPack.objects.of(force).in_force().get(name=pack.name)


@transaction.atomic
def remove(force: Force, by: Member | None, name: str, reason: str = "") -> None:
    """Take a pack out of force. Raises Refused where another one stands on it, NotAllowed for the base."""
    Force.objects.select_for_update().get(pk=force.pk)
    old = in_force(force)
    new = without(old, name)
    if not [one for one in old if one.pack.name == name and one.layer != BASE]:
        raise NotAllowed(_("This pack cannot be taken out."))
    must_hold(old, new)
    _retire(force, by, old, new, reason)


def must_hold(old: Sequence[Laid], new: Sequence[Laid]) -> None:
    """The new layers fit on one another, and the examples of everything from the change upwards hold. Raises Refused."""
    stack(packs_of(new))
    changed = next((at for at, one in enumerate(new) if not _there(one, old)), 0)
    wrong = [failure for at in range(changed, len(new)) for failure in failing(new[at].pack, packs_of(new[:at]))]
    if not wrong:
        return
    rules = ", ".join(sorted({failure.rule for failure in wrong})[:_TOLD])
    first = str(wrong[0])
    sentence = _("These rules fail their own examples, so the pack was not installed: %(rules)s. %(first)s")
    raise Refused(sentence % {"rules": rules, "first": first})


@lru_cache(maxsize=64)
def failing(pack: Pack, below: tuple[Pack, ...]) -> tuple[Failure, ...]:
    """The examples that do not hold; the same packs give the same answer for ever. Raises Refused for too many."""
    if count(pack) > MOST_EXAMPLES:
        raise Refused(_("This pack has more than %(most)s examples. Split it in two.") % {"most": MOST_EXAMPLES})
    return tuple(failures(pack, below))


def _there(one: Laid, old: Sequence[Laid]) -> bool:
    return any(one.pack == other.pack and one.layer == other.layer for other in old)


def _retire(force: Force, by: Member | None, old: Sequence[Laid], new: Sequence[Laid], reason: str) -> None:
    """What is not in force any more; a pack that has no newer version in its place is told by itself."""
    names = {one.pack.name for one in new}
    for one in old:
        if _there(one, new):
            continue
        row = InstalledPack.objects.of(force).in_force().get(name=one.pack.name)
        row.retired_at = clock.now()
        row.save(update_fields=["retired_at"])
        if one.pack.name not in names:
            record(force.pk, "pack.remove", by, row, version=row.version, digest=row.digest, content=reason)


def _put(force: Force, by: Member | None, one: Laid, text: str, told: Mapping[str, Any]) -> None:
    pack = one.pack
    row = InstalledPack.objects.create(
        force=force, name=pack.name, version=pack.version, digest=pack.digest, text=text, layer=one.layer, by=by, **told
    )
    facts = {"version": pack.version, "digest": pack.digest, "layer": one.layer}
    record(force.pk, "pack.install", by, row, content=str(told["reason"]), **facts)
