from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from bluelamp.audit import heads
from bluelamp.kernel import ids


@pytest.fixture
def force(db: None, settings: Any, tmp_path: Path) -> UUID:
    """A force of which nothing is written yet, with an audit folder of its own."""
    settings.HOME = tmp_path
    return ids.new_id()


@pytest.fixture(scope="session")
def signer() -> heads.Signer:
    return heads.Signer(bytes(range(32)))
