"""Secrets open in their own place with their own key, and nowhere else."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.channels import seal
from bluelamp.kernel.ids import new_id

FORCE, CHANNEL = new_id(), new_id()


@pytest.fixture(autouse=True)
def keys(settings: Any, tmp_path: Path) -> None:
    settings.KEYS_ROOT = tmp_path


@pytest.fixture(scope="module")
def shared_keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


SECRETS = {"app_password": "xkcd-abcd-1234-zzzz", "token": "ä\n☂"}


def test_what_was_sealed_opens_again() -> None:
    sealed = seal.seal(FORCE, CHANNEL, SECRETS)
    assert b"xkcd" not in sealed
    assert seal.opened(FORCE, CHANNEL, sealed) == SECRETS
    assert seal.opened(FORCE, CHANNEL, memoryview(sealed)) == SECRETS


def test_the_same_secret_never_looks_the_same() -> None:
    assert seal.seal(FORCE, CHANNEL, SECRETS) != seal.seal(FORCE, CHANNEL, SECRETS)


@pytest.mark.parametrize(("force", "channel"), [(new_id(), CHANNEL), (FORCE, new_id()), (CHANNEL, FORCE)])
def test_in_another_row_or_force_it_does_not_open(force: UUID, channel: UUID) -> None:
    sealed = seal.seal(FORCE, CHANNEL, SECRETS)
    with pytest.raises(seal.BrokenSeal):
        seal.opened(force, channel, sealed)


def test_under_another_name_it_does_not_open() -> None:
    sealed = seal.seal(FORCE, CHANNEL, {"app_password": "one"}).replace(b"app_password", b"the_passwords")
    with pytest.raises(seal.BrokenSeal):
        seal.opened(FORCE, CHANNEL, sealed)


def test_with_another_key_it_does_not_open_and_says_only_that(settings: Any, tmp_path: Path) -> None:
    sealed = seal.seal(FORCE, CHANNEL, SECRETS)
    settings.KEYS_ROOT = tmp_path / "other"
    with pytest.raises(seal.BrokenSeal, match="another key"):
        seal.opened(FORCE, CHANNEL, sealed)


def test_the_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    seal.seal(FORCE, CHANNEL, SECRETS)
    (file,) = tmp_path.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    before = file.read_text()
    seal.seal(FORCE, CHANNEL, SECRETS)
    assert file.read_text() == before


def test_nothing_to_seal_is_nothing() -> None:
    assert seal.seal(FORCE, CHANNEL, {}) == b""
    assert seal.opened(FORCE, CHANNEL, b"") == {}


@given(place=st.integers(0, 200), bit=st.integers(0, 7))
def test_no_changed_bit_goes_unnoticed(place: int, bit: int) -> None:
    sealed = bytearray(seal.seal(FORCE, CHANNEL, {"token": "abc"}))
    place %= len(sealed)
    sealed[place] ^= 1 << bit
    try:
        opened = seal.opened(FORCE, CHANNEL, bytes(sealed))
    except (seal.BrokenSeal, ValueError):
        return
    # Base64 has spare bits at its end: those may change without changing what they say.
    assert opened == {"token": "abc"}
