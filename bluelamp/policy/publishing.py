"""Putting own packs on the force's public site, signed, for other forces to read, follow and take."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bluelamp.audit.append import record
from bluelamp.forces.models import Force, Member
from bluelamp.forces.revoke import standing
from bluelamp.jobs import wake
from bluelamp.kernel import clock
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from bluelamp.policy import keys
from bluelamp.policy.actions import failing
from bluelamp.policy.layers import OWN, in_force, packs_of
from bluelamp.policy.models import InstalledPack, PublishedPack
from bluelamp.policy.packs_access import may_keep
from bluelamp.policy.signed import fingerprint
from bluelamp.rulebook import packs, signing
from bluelamp.rulebook.editing import for_others
from bluelamp.rulebook.rules import Pack


@dataclass(frozen=True, slots=True)
class Shown:
    """A published version with what a reader needs to know of it."""

    row: PublishedPack
    pack: Pack

    @property
    def title(self) -> str:
        return self.pack.title or self.pack.name

    @property
    def path(self) -> str:
        """Of the signed file, under the site's folder for packs."""
        return f"{self.row.name}/{self.row.name}-{self.row.version}.toml"

    @property
    def size(self) -> int:
        """Bytes of the signed file."""
        return len(self.row.text.encode())

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.row.public_key)


@transaction.atomic
def publish(by: Member, row: InstalledPack) -> PublishedPack:
    """This version of an own pack, signed, for everybody. The register stays at home: it names the force's people."""
    standing(by)
    _must_keep(by)
    if row.layer != OWN or row.retired_at:
        raise NotAllowed(_("Only your own rules that are in force can be published."))
    key = keys.own_key(by)
    text = signing.sign(_alone(by.force, row), keys.private_of(key), by.force.name, clock.now().date())
    digest = packs.parse(text).digest
    told = {"name": row.name, "version": row.version, "digest": digest, "text": text, "public_key": key.public_key}
    try:
        with transaction.atomic():
            published = PublishedPack.objects.create(force=by.force, by=by, **told)
    except IntegrityError:
        raise Conflict(_("This version is published already.")) from None
    record(by.force_id, "pack.publish", by, published, version=row.version, digest=digest)
    wake("publicsite.build")
    return published


def _must_keep(by: Member) -> None:
    if not may_keep(by):
        raise NotAllowed(_("Only the press office and administrators publish the force's rules."))


def _alone(force: Force, row: InstalledPack) -> str:
    """The text without the register, naming what it stands on. Raises Refused where an example holds only with that."""
    below = packs_of(one for one in in_force(force) if one.layer < OWN)
    changed = {change.rule for change in packs.parse(row.text).amendments}
    ground = {pack.name: pack.version for pack in below if changed & {rule.id for rule in pack.rules}}
    text = for_others(row.text, ground)
    if wrong := failing(packs.parse(text), below):
        rules = ", ".join(sorted({failure.rule for failure in wrong}))
        said = _("Examples of these rules hold only with your register, which stays at home: %(rules)s. Change those.")
        raise Refused(said % {"rules": rules})
    return text


@transaction.atomic
def unpublish(by: Member, published: PublishedPack) -> None:
    """Off the site. Whoever has taken it keeps it."""
    _must_keep(by)
    published.withdrawn_at = clock.now()
    published.save(update_fields=["withdrawn_at"])
    record(by.force_id, "pack.unpublish", by, published, version=published.version, digest=published.digest)
    wake("publicsite.build")


def shown(force: Force) -> list[Shown]:
    """Everything that the public site offers, newest first."""
    return [Shown(row, packs.parse(row.text)) for row in PublishedPack.objects.of(force).shown()]
