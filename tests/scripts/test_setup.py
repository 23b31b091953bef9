"""The set-up itself runs before any test; here are the judgements that it makes."""

import shutil
import subprocess
from collections import namedtuple
from pathlib import Path

import pytest

from scripts import setup

Usage = namedtuple("Usage", "total used free")
SHELL = Path(setup.__file__).with_suffix(".sh")


def test_what_builds_is_taken_from_the_lock_with_its_hashes() -> None:
    excerpt = setup._excerpt(setup.BUILDERS)
    assert setup._names(excerpt) == sorted(setup.BUILDERS)
    assert excerpt.count("--hash=sha256:") >= 2 * len(setup.BUILDERS)


def test_every_locked_package_is_counted() -> None:
    names = setup._names(setup.LOCK.read_text())
    assert {"django", "psycopg", "pytest", *setup.BUILDERS} <= set(names)
    assert len(names) == len(set(names))


def test_progress_is_told_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    counter = setup.Counter(3)
    counter("Collecting django==5.2 (from -r x)")
    counter.told -= 10
    counter("  Downloading a.whl")
    counter("Collecting psycopg==3 (from -r x)")
    counter("Installing collected packages: django, psycopg")
    assert capsys.readouterr().out.splitlines() == ["Set-up:   2 of 3: psycopg", "Set-up:   all fetched; unpacking"]


def test_a_full_disk_is_told_before_anything_is_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup, "STAMP", tmp_path / "none")
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: Usage(10**12, 0, 10_000_000))
    monkeypatch.setattr(setup, "_pip", lambda *words, **more: pytest.fail("nothing may be fetched"))
    with pytest.raises(SystemExit) as ended:
        setup.packages()
    assert ended.value.code == 2
    assert "10 MB are free and set-up needs" in capsys.readouterr().err


def test_what_is_installed_is_not_installed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "STAMP", tmp_path / "stamp")
    runs: list[tuple[str, ...]] = []
    monkeypatch.setattr(setup, "_pip", lambda *words, **more: runs.append(words))
    setup.packages()
    assert len(runs) == 3
    assert all("--require-hashes" in words for words in runs[:2])
    assert all("--no-deps" in words for words in runs)
    setup.packages()
    assert len(runs) == 3
    monkeypatch.setattr(setup, "_digest", lambda: "another")
    setup.packages()
    assert len(runs) == 6


def test_a_set_up_that_was_interrupted_starts_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*words: str, **more: object) -> None:
        raise SystemExit(2)

    monkeypatch.setattr(setup, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(setup, "_pip", lambda *words, **more: None)
    setup.packages()
    monkeypatch.setattr(setup, "_digest", lambda: "another")
    monkeypatch.setattr(setup, "_pip", broken)
    with pytest.raises(SystemExit):
        setup.packages()
    assert setup._stamped() == {}


def shell(path: Path) -> subprocess.CompletedProcess[str]:
    """Run setup.sh where `path` alone says which programs there are."""
    return subprocess.run(["/bin/sh", SHELL], env={"PATH": str(path)}, capture_output=True, text=True, timeout=30)


def program(folder: Path, name: str, body: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{body}\n")
    (folder / name).chmod(0o755)


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    (tmp_path / "dirname").symlink_to(shutil.which("dirname") or "/usr/bin/dirname")
    return tmp_path


def test_no_python_is_told(tools: Path) -> None:
    done = shell(tools)
    assert done.returncode == 2
    assert "none was found" in done.stderr


def test_an_old_python_is_told(tools: Path) -> None:
    program(tools, "python3", 'case "$1" in --version) echo Python 3.9.2;; *) exit 1;; esac')
    done = shell(tools)
    assert done.returncode == 2
    assert "needs Python 3.11 or newer, and here is Python 3.9.2" in done.stderr


def test_a_python_without_venv_is_told(tools: Path) -> None:
    program(tools, "python3.11", 'case "$2" in *ensurepip*) exit 1;; esac')
    done = shell(tools)
    assert done.returncode == 2
    assert "python3.11 is here, but without its venv part" in done.stderr


def test_the_first_good_python_is_taken(tools: Path) -> None:
    program(tools, "python3.11", 'case "$2" in *ensurepip*) exit 1;; esac')
    program(tools, "python3.12", 'case "$1" in -c) exit 0;; *) echo "12 runs $1";; esac')
    done = shell(tools)
    assert (done.returncode, done.stdout) == (0, "12 runs scripts/setup.py\n")
