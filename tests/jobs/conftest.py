"""The list of turns is the tests' own here, and the queue is empty after each."""

from collections.abc import Iterator

import pytest
from django.db import connection

from bluelamp.jobs.registry import TURNS


@pytest.fixture(autouse=True)
def own_turns(transactional_db: None) -> Iterator[None]:
    before = dict(TURNS)
    TURNS.clear()
    yield
    TURNS.clear()
    TURNS.update(before)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
        cursor.execute("DELETE FROM procrastinate_workers")
