"""A secret is made once, for its owner alone, however many ask at once."""

import threading
from pathlib import Path

from bluelamp.kernel import secretfile


def test_two_starters_at_once_agree_on_one_secret(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "house.key"
    found: list[str] = []
    gate = threading.Barrier(8)

    def start() -> None:
        gate.wait()
        found.append(secretfile.kept(path))

    starters = [threading.Thread(target=start) for _ in range(8)]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    assert len(bytes.fromhex(found[0])) == 32
    assert [one.name for one in path.parent.iterdir()] == ["house.key"]
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_a_secret_that_is_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "house.key"
    path.write_text("ab" * 32 + "\n")
    assert secretfile.kept(path) == "ab" * 32
