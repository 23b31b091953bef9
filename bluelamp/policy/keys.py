"""The key with which a force signs the packs that it publishes, and the keys of others that it trusts."""

import re

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bluelamp.audit.append import record
from bluelamp.channels import seal
from bluelamp.forces.models import Force, Member
from bluelamp.forces.revoke import standing
from bluelamp.kernel import clock, ids
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from bluelamp.kernel.text import plain
from bluelamp.policy.models import PackKey, Signer
from bluelamp.policy.packs_access import may_keep
from bluelamp.rulebook import signing

_FIELD = "pack_key"
_HEX = re.compile(r"[0-9a-f]{64}")


def private_of(key: PackKey) -> bytes:
    """The private half, opened for the length of one signature. Raises seal.BrokenSeal."""
    return bytes.fromhex(seal.opened(key.force_id, key.pk, key.sealed)[_FIELD])


@transaction.atomic
def own_key(by: Member) -> PackKey:
    """The force's key, made when it first signs something."""
    Force.objects.select_for_update().get(pk=by.force_id)
    there = current(by.force)
    if there is not None:
        return there
    private, key_id = signing.new_key(), ids.new_id()
    key = PackKey.objects.create(
        id=key_id,
        force=by.force,
        public_key=signing.public_of(private).hex(),
        sealed=seal.seal(by.force_id, key_id, {_FIELD: private.hex()}),
    )
    record(by.force_id, "packkey.make", by, key, public_key=key.public_key)
    return key


def current(force: Force) -> PackKey | None:
    return PackKey.objects.of(force).filter(retired_at=None).first()


@transaction.atomic
def trust(by: Member, key: str, name: str) -> Signer:
    """From now on a signature by this key (hex) counts. Say the fingerprint to each other first."""
    _must_keep(by)
    called = plain(name)[:120]
    if not called or not _HEX.fullmatch(key):
        raise Refused(_("Write whose key this is, such as North Mere Police."))
    try:
        with transaction.atomic():
            signer = Signer.objects.create(force=by.force, by=by, name=called, public_key=key)
    except IntegrityError:
        raise Conflict(_("You trust this key already.")) from None
    record(by.force_id, "signer.trust", by, signer, public_key=key)
    return signer


@transaction.atomic
def drop(by: Member, signer: Signer) -> None:
    """A signature by this key counts no more. What is in force stays in force."""
    _must_keep(by)
    signer.dropped_at = clock.now()
    signer.save(update_fields=["dropped_at"])
    record(by.force_id, "signer.drop", by, signer, public_key=signer.public_key)


def _must_keep(by: Member) -> None:
    standing(by)
    if not may_keep(by):
        raise NotAllowed(_("Only the press office and administrators decide whose rules we trust."))
