"""Where the signing key lies: in the keys folder, never in the database. Old public keys stay beside it."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from bluelamp.audit.heads import Keys, Signer, key_id
from bluelamp.kernel import secretfile

SEED = "audit.key"
RETIRED = "audit-*.pub"


def signer() -> Signer:
    """The signer of this house. `AUDIT_KEY` (64 hex signs) takes the place of the file, for several machines."""
    return _signer(str(settings.KEYS_ROOT), getattr(settings, "AUDIT_KEY", ""))


@lru_cache(maxsize=8)
def _signer(folder: str, given: str) -> Signer:
    return Signer(bytes.fromhex(given or secretfile.kept(Path(folder) / SEED)))


def publics() -> dict[str, bytes]:
    """Public keys by id: today's, and those in `audit-*.pub` (hex) that signed before it."""
    retired = [bytes.fromhex(path.read_text("ascii").strip()) for path in Path(settings.KEYS_ROOT).glob(RETIRED)]
    return {key_id(public): public for public in [signer().public, *retired]}


def trusted() -> Keys:
    return Keys(publics())
