"""Who signed a pack, and whether this force trusts them."""

from dataclasses import dataclass
from datetime import date

from bluelamp.forces.models import Force
from bluelamp.kernel import digests
from bluelamp.policy.models import Signer
from bluelamp.rulebook import signing


@dataclass(frozen=True, slots=True)
class Seal:
    """What stands under a pack. `key`: the public key in hex, "" where nobody signed. `wrong`: why it does not hold."""

    by: str = ""
    on: date | None = None
    key: str = ""
    wrong: str = ""

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.key)


def seal_of(text: str) -> Seal:
    if not signing.is_signed(text):
        return Seal()
    try:
        signature = signing.verify(text)
    except signing.BadSignature as bad:
        return Seal(wrong=str(bad))
    return Seal(signature.by, signature.on, signature.key.hex())


def fingerprint(key: str) -> str:
    """A key as two people read it to each other over the telephone, from its hex form; "" for none."""
    return signing.fingerprint(bytes.fromhex(key)) if key else ""


def signer(force: Force, key: str) -> Signer | None:
    """Whom this force knows by that key."""
    return Signer.objects.of(force).filter(public_key=key, dropped_at=None).first() if key else None


def short_digest(values: list[object]) -> str:
    return digests.digest([str(value) for value in values])[:32]
