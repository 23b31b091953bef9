"""A signed pack is one file: the TOML text, and behind it a few comment lines that say who signed it, when, and the proof.

    # bluelamp-signature: 1
    # by: North Mere Police
    # on: 2027-05-01
    # key: <public key, base64>
    # id: <first half of the key's fingerprint, hex>
    # seal: <Ed25519 signature, base64>

Sealed is every byte before the line `# seal:`, so name and day are as firm as the text. Each line has one way to be
written; whatever is written otherwise does not hold.
"""

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from bluelamp.kernel.errors import Refused
from bluelamp.rulebook.packs import LARGEST

MARK = "# bluelamp-signature:"
_PURPOSE = b"bluelamp pack, signature 1\n"
_SEAL = "# seal: "
_LONGEST_NAME = 120
_BLOCK = re.compile(
    r"# by: (.+)\n# on: (\d{4}-\d\d-\d\d)\n# key: ([\w+/]+=*)\n# id: ([0-9a-f]{16})\n# seal: ([\w+/]+=*)\n", re.ASCII
)


class BadSignature(Refused):
    """The file is not as it was signed, or not signed at all; the sentence says which and what to do."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who says so, when, and with which key. `by` is what the signer calls itself; trust the key, not the name."""

    by: str
    on: date
    key: bytes  # 32 raw bytes, public

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.key)


def new_key() -> bytes:
    """A private key: 32 bytes of chance."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_of(private: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def fingerprint(public: bytes) -> str:
    """What two people can read to each other: 32 hex digits in blocks of four."""
    digits = sha256(public).hexdigest()[:32]
    return " ".join(digits[at : at + 4] for at in range(0, 32, 4))


def key_id(public: bytes) -> str:
    return sha256(public).hexdigest()[:16]


def sign(text: str, private: bytes, by: str, on: date) -> str:
    """The signed file. A signature that was there is taken off; line ends become plain. Raises BadSignature."""
    name = " ".join(by.split())
    if not _is_name(name):
        raise BadSignature(f"Say who signs, in 1 to {_LONGEST_NAME} characters.")
    body = _plain(unsigned(text))
    if MARK in body:
        raise BadSignature(f"The pack holds a line “{MARK}” in its middle. Take it out and sign again.")
    public = public_of(private)
    seal = Ed25519PrivateKey.from_private_bytes(private).sign
    return _written(body, Signature(name, on, public), seal)


def verify(file: str | bytes) -> Signature:
    """The signature of a file, if every byte is as it was signed. Raises BadSignature with what is wrong."""
    text = _decoded(file)
    body, mark, block = text.partition(MARK)
    if not mark:
        raise BadSignature("This pack is not signed. Ask the force it comes from for the signed file.")
    try:
        signature, seal = _read(block)
        Ed25519PublicKey.from_public_bytes(signature.key).verify(seal, _message(body, signature))
        whole = _is_name(signature.by) and _written(body, signature, lambda _: seal) == text
    except (ValueError, InvalidSignature):
        whole = False
    if not whole:
        raise BadSignature(_why(text))
    return signature


def is_signed(text: str) -> bool:
    """There is a signature; whether it holds is for verify to say."""
    return MARK in text


def unsigned(text: str) -> str:
    """The pack's own text."""
    return text.partition(MARK)[0]


def _is_name(name: str) -> bool:
    return 0 < len(name) <= _LONGEST_NAME and name.isprintable() and name == " ".join(name.split())


def _message(body: str, signature: Signature) -> bytes:
    return _PURPOSE + (body + _head(signature)).encode()


def _head(signature: Signature) -> str:
    lines = (
        f"{MARK} 1",
        f"# by: {signature.by}",
        f"# on: {signature.on.isoformat()}",
        f"# key: {base64.b64encode(signature.key).decode()}",
        f"# id: {key_id(signature.key)}",
    )
    return "\n".join(lines) + "\n"


def _written(body: str, signature: Signature, seal: Callable[[bytes], bytes]) -> str:
    sealed = base64.b64encode(seal(_message(body, signature))).decode()
    return f"{body}{_head(signature)}{_SEAL}{sealed}\n"


def _read(block: str) -> tuple[Signature, bytes]:
    """Raises ValueError unless this is what follows the mark."""
    found = _BLOCK.fullmatch(block.removeprefix(" 1\n"))
    if not found:
        raise ValueError(block[:40])
    by, on, key, _, seal = found.groups()
    try:
        return Signature(by, date.fromisoformat(on), base64.b64decode(key)), base64.b64decode(seal)
    except binascii.Error as error:
        raise ValueError(key) from error


def _decoded(file: str | bytes) -> str:
    raw = file.encode("utf-8", "surrogatepass") if isinstance(file, str) else file
    if len(raw) > LARGEST:
        raise BadSignature("This file is larger than 2 MB, so it was not looked at.")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        raise BadSignature("This file is not UTF-8 text, so it is no pack, or was changed on the way.") from None


def _plain(text: str) -> str:
    body = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return body if body.endswith("\n") or not body else body + "\n"


def _why(text: str) -> str:
    if text.count(MARK) > 1:
        return "This file carries two signatures, so none of them counts. Ask for a file that was signed once."
    if "\r" in text or text.startswith("\ufeff"):
        return "A program changed the line ends or the start of this file. Ask for it again, and save it without opening it."
    return "The signature does not hold: the pack was changed after it was signed. Do not use it; ask for it again."
