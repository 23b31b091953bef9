"""Signed tree heads: how large a force's tree was, and its root, under an Ed25519 key kept outside the database.

Plain Python, no Django: the verifier of a bundle uses it too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from bluelamp.kernel import digests


@dataclass(frozen=True, slots=True)
class Head:
    """The tree of `force` had `size` leaves and this root when its last entry was written, at `at` (a stamp)."""

    force: str
    size: int
    root: bytes
    at: str
    key: str = ""
    signature: bytes = b""

    def statement(self) -> bytes:
        """The bytes that are signed. They name their purpose, so that the signature is good for nothing else."""
        told = {"force": self.force, "size": self.size, "root": self.root.hex(), "at": self.at}
        return digests.canonical({"bluelamp": "audit tree head", "v": 1} | told)


def to_json(head: Head) -> dict[str, Any]:
    told = {"force": head.force, "size": head.size, "root": head.root.hex(), "at": head.at}
    return told | {"key": head.key, "signature": head.signature.hex()}


def from_json(data: Mapping[str, Any]) -> Head:
    """Raises ValueError, KeyError or TypeError when `data` is not a head."""
    root, signature = bytes.fromhex(data["root"]), bytes.fromhex(data["signature"])
    return Head(str(data["force"]), int(data["size"]), root, str(data["at"]), str(data["key"]), signature)


def key_id(public: bytes) -> str:
    """The short name of a public key (32 bytes): 32 hex signs of its digest."""
    return digests.sha256_hex(public)[:32]


class Signer:
    """Signs heads with one key, made from 32 bytes of chance."""

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._key.public_key().public_bytes_raw()
        self.id = key_id(self.public)

    def sign(self, head: Head) -> bytes:
        return self._key.sign(head.statement())


class Keys:
    """The public keys that a verifier trusts, by their ids."""

    def __init__(self, publics: Mapping[str, bytes]) -> None:
        self._keys = {name: Ed25519PublicKey.from_public_bytes(public) for name, public in publics.items()}

    def __contains__(self, name: object) -> bool:
        return name in self._keys

    def signed(self, head: Head) -> bool:
        """Whether the head's signature is by the key it names, and we trust that key."""
        if head.key not in self._keys:
            return False
        try:
            self._keys[head.key].verify(head.signature, head.statement())
        except InvalidSignature:
            return False
        return True
