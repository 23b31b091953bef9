"""A pytest plugin: tests that share a costly thing run in the same xdist worker, so that it is started once."""

import pytest

COSTLY = ("pds", "browser")
"""Session fixtures; the tests that ask for one, themselves or through another fixture, are the group of its name."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        asked = [name for name in COSTLY if name in getattr(item, "fixturenames", ())]
        if asked and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(asked[0]))
