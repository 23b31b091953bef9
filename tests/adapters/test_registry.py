"""Which channels there are, and what others may add."""

from collections.abc import Iterator
from importlib.metadata import EntryPoint

import pytest

from bluelamp.adapters import registry
from bluelamp.adapters.practice import Practice


class Radio(Practice):
    kind = "radio"
    connectable = True


class Impostor(Practice):
    kind = "site"


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    here = __name__
    points = [
        EntryPoint("radio", f"{here}:Radio", registry.GROUP),
        EntryPoint("site", f"{here}:Impostor", registry.GROUP),
        EntryPoint("mast", f"{here}:Radio", registry.GROUP),
        EntryPoint("gone", "no_such_package_anywhere:Thing", registry.GROUP),
        EntryPoint("odd", f"{here}:pytest", registry.GROUP),
    ]
    monkeypatch.setattr(registry, "entry_points", lambda group: [p for p in points if p.group == group])
    monkeypatch.setitem(__import__("sys").modules, here, __import__("sys").modules[__name__])
    registry._all.cache_clear()
    yield
    registry._all.cache_clear()


def test_built_in() -> None:
    assert registry.kinds() == ("site", "practice", "bluesky", "drill-keyed", "drill-lookup")
    assert [adapter.kind for adapter in registry.connectable()] == ["bluesky"]
    with pytest.raises(KeyError):
        registry.get("telegraph")


@pytest.mark.usefixtures("added")
def test_others_may_add_and_not_replace(caplog: pytest.LogCaptureFixture) -> None:
    assert registry.get("radio").kind == "radio"
    assert registry.get("site").__module__.startswith("bluelamp.")
    assert set(registry.kinds()) == {"site", "practice", "bluesky", "drill-keyed", "drill-lookup", "radio"}
    assert [adapter.kind for adapter in registry.connectable()] == ["bluesky", "radio"]
    assert {record.args[0] for record in caplog.records if record.args} == {"mast", "gone", "odd"}  # type: ignore[index]
