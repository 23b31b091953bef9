"""Whole or nothing, and never out of the folder."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.adapters import files
from bluelamp.adapters.errors import Later


@given(st.text(max_size=60))
def test_no_path_leads_out(path: str) -> None:
    if files.safe(path):
        assert Path("/a/b", path).resolve().is_relative_to("/a/b")
        assert not path.startswith("/") and "." not in path


@pytest.mark.parametrize(
    "path", ["", "/", "a/", "/a", "../a", "a/../b", "a//b", "A", "a b", "a\n", "a/b\n", "é", "a\0"]
)
def test_paths_that_are_refused(path: str) -> None:
    assert not files.safe(path)


def test_exclusive_means_once(tmp_path: Path) -> None:
    files.put(tmp_path / "a" / "one.json", b"{}", exclusive=True)
    with pytest.raises(FileExistsError):
        files.put(tmp_path / "a" / "one.json", b"{1}", exclusive=True)
    assert (tmp_path / "a" / "one.json").read_bytes() == b"{}"
    files.put(tmp_path / "a" / "one.json", b"{2}")
    assert [file.name for file in (tmp_path / "a").iterdir()] == ["one.json"]
    assert (tmp_path / "a" / "one.json").read_bytes() == b"{2}"


@pytest.mark.parametrize("damage", [b"{", b"[]", b"\xff"])
def test_a_damaged_record_is_not_an_absent_one(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "one.json").write_bytes(damage)
    with pytest.raises(Later):
        files.read(tmp_path / "one.json")
    assert files.read(tmp_path / "two.json") is None
