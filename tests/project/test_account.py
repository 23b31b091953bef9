import os
import pwd
import struct
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.project import account

root_only = pytest.mark.skipif(os.geteuid() != 0, reason="only root lends its database to another account")
ALL = 0xFFFFFFFF
rights = st.integers(0, 7)


def unpacked(packed: bytes) -> dict[tuple[int, int], int]:
    assert packed[:4] == struct.pack("<I", 2)
    entries = list(struct.iter_unpack("<HHI", packed[4:]))
    assert entries == sorted(entries, key=lambda entry: (entry[0], entry[2]))
    return {(tag, who): right for tag, right, who in entries}


@given(user=rights, group=rights, other=rights)
def test_one_walker_is_added_and_nobody_else_gains(user: int, group: int, other: int) -> None:
    found = unpacked(account._with_walker([(1, user, ALL), (4, group, ALL), (0x20, other, ALL)], 123))
    assert (found[1, ALL], found[0x20, ALL]) == (user, other)
    assert found[4, ALL] & found[0x10, ALL] == group
    assert found[2, 123] & found[0x10, ALL] == 1


@given(mask=rights, group=rights, named=rights)
def test_what_the_mask_held_back_stays_held_back(mask: int, group: int, named: int) -> None:
    entries = [(1, 7, ALL), (2, named, 500), (2, 7, 123), (4, group, ALL), (0x10, mask, ALL), (0x20, 0, ALL)]
    found = unpacked(account._with_walker(entries, 123))
    assert found[2, 500] & found[0x10, ALL] == named & mask
    assert found[4, ALL] & found[0x10, ALL] == group & mask
    assert found[2, 123] == 1


def test_an_ordinary_user_runs_the_database_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert account.for_database(tmp_path) is None


def test_under_root_the_owner_of_the_data_runs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = pwd.getpwnam("nobody")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(Path, "exists", lambda self: True)
    monkeypatch.setattr(Path, "stat", lambda self: os.stat_result([0, 0, 0, 0, nobody.pw_uid, 0, 0, 0, 0, 0]))
    assert account.for_database(tmp_path) == nobody


@root_only
def test_the_account_walks_through_and_others_do_not(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    (closed / "open").mkdir(parents=True)
    (closed / "open" / "file").write_text("here")
    closed.chmod(0o700)
    nobody = pwd.getpwnam("nobody")

    def reads(number: int) -> bool:
        command = ["cat", str(closed / "open" / "file")]
        return subprocess.run(command, user=number, group=number, extra_groups=[], capture_output=True).returncode == 0

    assert not reads(nobody.pw_uid)
    account.let_walk(nobody, closed / "open")
    assert reads(nobody.pw_uid)
    assert not reads(nobody.pw_uid - 1)
    listing = subprocess.run(["ls", str(closed)], user=nobody.pw_uid, extra_groups=[], capture_output=True)
    assert listing.returncode != 0, "to walk through is not to read"


def test_program_files_become_readable_but_never_writable(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir(mode=0o700)
    program, data = tmp_path / "bin" / "run", tmp_path / "bin" / "words"
    program.touch(0o700)
    data.touch(0o600)
    account.let_read(tmp_path / "bin")
    modes = [path.stat().st_mode & 0o777 for path in (tmp_path / "bin", program, data)]
    assert modes == [0o755, 0o755, 0o644]
