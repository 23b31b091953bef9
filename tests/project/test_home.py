import os
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from bluelamp.kernel.errors import Told
from bluelamp.project import home

Usage = namedtuple("Usage", "total used free")


def test_the_folder_is_made(tmp_path: Path) -> None:
    assert home.prepare(tmp_path / "a" / "b").is_dir()
    assert home.prepare(tmp_path / "a" / "b").is_dir()


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(Told, match=f"{tmp_path}/file is a file, not a folder") as told:
            home.prepare(folder)
        assert "BLUELAMP_HOME" in str(told.value)


def test_a_folder_of_somebody_else_is_named_with_its_owner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*words: object, **more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", closed)
    with pytest.raises(Told, match=f"{tmp_path} belongs to {home.owner(tmp_path)} and you may not write there"):
        home.prepare(tmp_path / "data")


def room(monkeypatch: pytest.MonkeyPatch, free_mb: int) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: Usage(10**12, 0, free_mb * 1_000_000))


def test_a_full_disk_is_told_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room(monkeypatch, home.FRESH_MB - 1)
    with pytest.raises(Told, match=f"{home.FRESH_MB - 1} MB are free and {home.FRESH_MB} MB are needed"):
        home.prepare(tmp_path)
    room(monkeypatch, home.FRESH_MB)
    home.prepare(tmp_path)


def test_what_has_a_database_needs_less_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").touch()
    room(monkeypatch, home.GOING_MB)
    home.prepare(tmp_path)
    room(monkeypatch, home.GOING_MB - 1)
    with pytest.raises(Told, match="nearly full"):
        home.prepare(tmp_path)


def test_one_at_a_time(tmp_path: Path) -> None:
    with home.claim(tmp_path), pytest.raises(Told, match=rf"already running on {tmp_path} \(process {os.getpid()}\)"):
        home.claim(tmp_path)
    home.claim(tmp_path).close()
