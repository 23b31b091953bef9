"""Keys for signing packs, as files: the private one in PEM, for its owner alone; the public one as a line of base64."""

import base64
import binascii
import os
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bluelamp.kernel.errors import Refused
from bluelamp.rulebook import signing

_LARGEST = 10_000  # bytes
_KEY_BYTES = 32


def public_path(private_path: Path) -> Path:
    return private_path.with_name(private_path.name + ".pub")


def make(path: Path) -> bytes:
    """A new private key at `path`, readable by its owner only, and its public half beside it. Never overwrites."""
    private = signing.new_key()
    pem = Ed25519PrivateKey.from_private_bytes(private).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    _write_new(path, pem, 0o600)
    _write_new(public_path(path), base64.b64encode(signing.public_of(private)) + b"\n", 0o644)
    return private


def _write_new(path: Path, content: bytes, mode: int) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:
        raise Refused(f"{path} is there already. Take another name, so that no key gets lost.") from None
    with os.fdopen(handle, "wb") as file:
        file.write(content)


def private(path: Path) -> bytes:
    """The 32 bytes of a private key. Raises Refused for a file that holds none."""
    try:
        key = serialization.load_pem_private_key(path.read_bytes()[:_LARGEST], None)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise Refused(f"{path} holds no private key for packs. Make one with “bluelamp policy key {path.name}”.")
    return key.private_bytes_raw()


def public(given: str) -> bytes:
    """The 32 bytes of a public key, given as base64 or hex, or in a file. Raises Refused."""
    path = Path(given)
    text = path.read_text("utf-8", "replace")[:_LARGEST].strip() if path.is_file() else given.strip()
    for read in (bytes.fromhex, base64.b64decode):
        try:
            if len(key := read(text)) == _KEY_BYTES:
                return key
        except (ValueError, binascii.Error):
            continue
    raise Refused(
        f"“{given[:80]}” is no public key, nor a file with one. Ask the force for the file that ends in .pub."
    )
