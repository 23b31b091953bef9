from pathlib import Path

import pytest

from bluelamp.kernel.errors import Told
from bluelamp.project import env, keys


def test_a_value_or_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_WORD", "here")
    monkeypatch.setenv("AN_EMPTY", "")
    assert [env.text("A_WORD", "no"), env.text("AN_EMPTY", "yes"), env.text("NOT_THERE", "yes")] == [
        "here",
        "yes",
        "yes",
    ]


def test_a_secret_comes_from_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "key").write_text("sesame\n")
    monkeypatch.setenv("A_WORD", "not this")
    monkeypatch.setenv("A_WORD_FILE", str(tmp_path / "key"))
    assert env.text("A_WORD") == "sesame"


def test_a_file_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_WORD_FILE", str(tmp_path / "none"))
    with pytest.raises(Told, match=r"A_WORD_FILE names the file .*none, which cannot be read"):
        env.text("A_WORD")


@pytest.mark.parametrize(("text", "value"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("", False)])
def test_flags(monkeypatch: pytest.MonkeyPatch, text: str, value: bool) -> None:
    monkeypatch.setenv("A_FLAG", text)
    assert env.flag("A_FLAG") is value


def test_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env.number("NOT_THERE", 8000) == 8000
    monkeypatch.setenv("A_NUMBER", "12")
    assert env.number("A_NUMBER", 1) == 12
    monkeypatch.setenv("A_NUMBER", "twelve")
    with pytest.raises(Told, match="A_NUMBER must be a whole number, but it is “twelve”"):
        env.number("A_NUMBER", 1)


def test_a_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    first = keys.secret(tmp_path / "keys", "seal")
    assert len(first) == 64
    assert keys.secret(tmp_path / "keys", "seal") == first
    assert keys.secret(tmp_path / "keys", "other") != first
    assert (tmp_path / "keys" / "seal.key").stat().st_mode & 0o077 == 0
    assert (tmp_path / "keys").stat().st_mode & 0o077 == 0
