"""The life of a change to the packs in force, as a table of moves."""

from enum import StrEnum
from typing import NamedTuple


class ProposalState(StrEnum):
    DRAFT = "draft"
    PROPOSED = "proposed"
    INSTALLED = "installed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Move(NamedTuple):
    came_from: frozenset[ProposalState]
    to: ProposalState
    act: str


_S = ProposalState

MOVES: dict[str, Move] = {
    "propose": Move(frozenset({_S.DRAFT}), _S.PROPOSED, "pack.propose"),
    "install": Move(frozenset({_S.DRAFT}), _S.INSTALLED, "pack.apply"),
    "agree": Move(frozenset({_S.PROPOSED}), _S.INSTALLED, "pack.agree"),
    "refuse": Move(frozenset({_S.PROPOSED}), _S.REFUSED, "pack.refuse"),
    "withdraw": Move(frozenset({_S.DRAFT, _S.PROPOSED}), _S.WITHDRAWN, "pack.withdraw"),
}

SOURCES = ("upload", "feed", "editor", "builtin", "earlier", "removal")
"""Where a change comes from. What comes from the editor always needs another person's yes."""
