"""Installing packs. A pack whose own examples fail is not installed, wherever it comes from."""

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from bluelamp.audit.append import record
from bluelamp.forces.models import Force, Member
from bluelamp.kernel import clock
from bluelamp.kernel.errors import Refused
from bluelamp.policy.models import InstalledPack
from bluelamp.rulebook import packs
from bluelamp.rulebook.examples import failures
from bluelamp.rulebook.rules import Pack
from bluelamp.rulebook.settings import PackError
from bluelamp.rulebook.stacking import stack

BUILTIN = Path(packs.__file__).parent / "packs"
BASE, COUNTRY, OWN = range(3)


def install_builtin(force: Force, by: Member | None, name: str = "uk-police") -> InstalledPack:
    """The pack that comes with Bluelamp, as the force's base."""
    return install(force, by, packs.bundle(BUILTIN / name), BASE)


def install(force: Force, by: Member | None, text: str, layer: int) -> InstalledPack:
    """Put a pack in force in place of its older version; the same words twice change nothing.

    Raises Refused when the pack cannot be read, does not fit on the packs below it, or fails its own examples.
    """
    try:
        pack = packs.parse(text)
        stack([*_below(force, pack.name, layer), pack])
    except PackError as error:
        raise Refused(str(error)) from error
    if failing := sorted({failure.rule for failure in failures(pack)}):
        sentence = _("These rules fail their own examples, so the pack was not installed: %(rules)s.")
        raise Refused(sentence % {"rules": ", ".join(failing[:10])})
    with transaction.atomic():
        Force.objects.select_for_update().get(pk=force.pk)
        old = InstalledPack.objects.of(force).in_force().filter(name=pack.name).first()
        if old is not None and old.digest == pack.digest and old.layer == layer:
            return old
        InstalledPack.objects.of(force).in_force().filter(name=pack.name).update(retired_at=clock.now())
        installed = InstalledPack.objects.create(
            force=force, name=pack.name, version=pack.version, digest=pack.digest, text=text, layer=layer
        )
        record(force.pk, "pack.install", by, installed, version=pack.version, digest=pack.digest, layer=layer)
    return installed


def _below(force: Force, name: str, layer: int) -> list[Pack]:
    rows = InstalledPack.objects.of(force).in_force().exclude(name=name).filter(layer__lte=layer)
    return [packs.parse(text) for text in rows.values_list("text", flat=True)]
