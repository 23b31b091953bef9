"""What the force has published, for trying a change of rules on it. This room does not know posts: who does, says so here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from bluelamp.forces.models import Force
from bluelamp.rulebook.findings import Draft

MOST = 100


@dataclass(frozen=True, slots=True)
class Past:
    """A post as it was judged when it went out. `url`: where to read it."""

    id: UUID
    ref: str
    url: str
    draft: Draft


SOURCES: list[Callable[[Force, int], Sequence[Past]]] = []
"""Each gives the newest posts that went out, newest first, at most so many."""


def published(force: Force, most: int = MOST) -> list[Past]:
    return [past for source in SOURCES for past in source(force, most)][:most]
