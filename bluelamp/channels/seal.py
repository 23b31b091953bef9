"""Secrets of a channel, sealed with a key that lies beside the database, never in it.

AES-256-GCM (NIST SP 800-38D). Every field is sealed alone, and force, channel and field name are bound into it: a
sealed value that is moved to another row, another force or another field does not open. The id of the key stands in
front, so that a later key can take over field by field.
"""

import base64
import json
import secrets
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from bluelamp.kernel import secretfile

KEY_FILE = "channels.key"
NONCE = 12


class BrokenSeal(Exception):
    """A sealed value that this key does not open: another key, another row, or changed bytes."""


def seal(force_id: UUID, channel_id: UUID, values: Mapping[str, str]) -> bytes:
    """The values, each sealed for its place, as bytes for the table. No values, no bytes."""
    if not values:
        return b""
    key = _key()
    return json.dumps({name: _close(key, _place(force_id, channel_id, name), v) for name, v in values.items()}).encode()


def opened(force_id: UUID, channel_id: UUID, sealed: bytes | memoryview) -> dict[str, str]:
    """What was sealed. Raises BrokenSeal; never says which byte."""
    if not sealed:
        return {}
    key = _key()
    found = json.loads(bytes(sealed))
    return {name: _open(key, _place(force_id, channel_id, name), text) for name, text in found.items()}


def key_id(key: bytes) -> str:
    return sha256(b"bluelamp channel key" + key).hexdigest()[:8]


def _place(force_id: UUID, channel_id: UUID, field: str) -> bytes:
    return f"{force_id}|{channel_id}|{field}".encode()


def _close(key: bytes, place: bytes, value: str) -> str:
    nonce = secrets.token_bytes(NONCE)
    sealed = nonce + AESGCM(key).encrypt(nonce, value.encode(), place)
    return f"{key_id(key)}.{base64.b64encode(sealed).decode()}"


def _open(key: bytes, place: bytes, text: str) -> str:
    name, _, body = text.partition(".")
    if name != key_id(key):
        raise BrokenSeal("sealed with another key")
    raw = base64.b64decode(body)
    try:
        return AESGCM(key).decrypt(raw[:NONCE], raw[NONCE:], place).decode()
    except InvalidTag:
        raise BrokenSeal("not sealed for this place") from None


def _key() -> bytes:
    return bytes.fromhex(secretfile.kept(Path(settings.KEYS_ROOT) / KEY_FILE))
