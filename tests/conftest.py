"""Fixtures that every room may use."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from bluelamp.media import hints
from tests.servers.pds import pds as pds
from tests.support import ledger
from tests.support.browser import browser as browser
from tests.support.browser import page_at as page_at
from tests.support.world import World, make_world

FOLDERS = ("MEDIA_ROOT", "SITE_ROOT", "PRACTICE_ROOT", "KEYS_ROOT")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The test database, whose tables of the record may be emptied between tests that commit."""
    with django_db_blocker.unblock():
        ledger.open_the_floor()


@pytest.fixture
def world(db: None) -> World:
    """Northmere with its areas, teams and the six people of the story; Southmoor with Gil and Hana."""
    return make_world()


@pytest.fixture(autouse=True)
def _fresh_surroundings(request: pytest.FixtureRequest) -> Iterator[None]:
    """For tests with a database: rate limits start anew, files lie in the test's own folder, passwords hash fast, and
    the machine that looks at pictures sees nothing (to look takes seconds; tests/media/test_hints.py has it look)."""
    if request.node.get_closest_marker("django_db") or "db" in request.fixturenames:
        settings: Any = request.getfixturevalue("settings")
        folder = request.getfixturevalue("tmp_path")
        for name in FOLDERS:
            setattr(settings, name, folder / name.lower())
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
        request.getfixturevalue("monkeypatch").setattr(
            hints, "of", lambda *_args, **_kwargs: {"faces": [], "plates": [], "text": ""}
        )
        cache.clear()
    yield
