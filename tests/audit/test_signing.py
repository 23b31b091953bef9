"""The key lies outside the database, is made once, and can be followed by another."""

from pathlib import Path
from typing import Any

import pytest

from bluelamp.audit import heads, signing

HEAD = heads.Head("a-force", 3, bytes(32), "2026-05-04T12:00:00.000000+00:00")


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.KEYS_ROOT = tmp_path / "keys"
    settings.AUDIT_KEY = ""
    return tmp_path / "keys"


def signed(signer: heads.Signer, head: heads.Head = HEAD) -> heads.Head:
    return heads.Head(head.force, head.size, head.root, head.at, signer.id, signer.sign(head))


def test_the_key_is_made_on_first_use_and_stays(folder: Path) -> None:
    first = signing.signer()
    signing._signer.cache_clear()
    assert signing.signer().public == first.public
    assert (folder / signing.SEED).stat().st_mode & 0o077 == 0
    assert [path.name for path in folder.iterdir()] == [signing.SEED]


def test_a_key_from_the_settings_serves_several_machines(folder: Path, settings: Any) -> None:
    settings.AUDIT_KEY = "ab" * 32
    assert signing.signer().public == heads.Signer(bytes.fromhex("ab" * 32)).public
    assert not folder.exists()


def test_heads_signed_by_a_retired_key_are_still_trusted(folder: Path) -> None:
    retired, stranger = heads.Signer(bytes(32)), heads.Signer(bytes([1] * 32))
    signing.signer()
    (folder / "audit-2025.pub").write_text(retired.public.hex() + "\n")
    trusted = signing.trusted()
    assert trusted.signed(signed(retired))
    assert trusted.signed(signed(signing.signer()))
    assert not trusted.signed(signed(stranger))


@pytest.mark.parametrize(
    "change", [{"force": "b"}, {"size": 4}, {"root": bytes([1] * 32)}, {"at": "2026"}, {"signature": bytes(64)}]
)
def test_a_signature_fits_only_what_was_signed(signer: heads.Signer, change: dict[str, Any]) -> None:
    keys = heads.Keys({signer.id: signer.public})
    true = signed(signer)
    assert keys.signed(true)
    told = {name: getattr(true, name) for name in ("force", "size", "root", "at", "key", "signature")}
    assert not keys.signed(heads.Head(**told | change))


def test_a_head_survives_json(signer: heads.Signer) -> None:
    true = signed(signer)
    assert heads.from_json(heads.to_json(true)) == true
