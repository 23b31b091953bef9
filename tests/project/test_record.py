"""`bluelamp audit`: by the force's short name where there is a database, and with none for a bundle."""

from pathlib import Path

import pytest

from bluelamp.audit import cli
from bluelamp.project import parts, record


def test_a_bundle_is_checked_without_a_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(path: str) -> object:
        raise AssertionError(f"{path} was loaded")

    monkeypatch.setattr(parts, "load", nothing)
    assert record.main(["verify", "--bundle", str(tmp_path / "none.jsonl")]) == 2


@pytest.mark.django_db
def test_forces_are_called_by_their_short_names(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.support.world import make_force

    force = make_force("Northmere")
    asked: list[object] = []

    def main(argv: object, names: object = dict) -> int:
        asked.append(names())  # type: ignore[operator]
        return 0

    monkeypatch.setattr(cli, "main", main)
    monkeypatch.setattr(parts, "load", _without_starting(parts.load))
    assert record.main(["verify"]) == 0
    assert asked == [{"northmere": force.pk}]


def _without_starting(load: object) -> object:
    """Everything but the database server and the set-up, which the test has already."""
    import os
    from types import SimpleNamespace

    stand_ins = {
        "bluelamp.project.postgres": SimpleNamespace(ensure=lambda: os.environ["DATABASE_URL"]),
        "django": SimpleNamespace(setup=lambda: None),
    }
    return lambda path: stand_ins.get(path) or load(path)  # type: ignore[operator]
