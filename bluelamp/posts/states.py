"""The life of a post in people's hands. Machines report about deliveries; people decide here."""

from enum import StrEnum
from typing import NamedTuple


class PostState(StrEnum):
    DRAFT = "draft"
    WAITING = "waiting"
    RETURNED = "returned"
    APPROVED = "approved"
    RETRACTED = "retracted"
    DISCARDED = "discarded"


class Move(NamedTuple):
    """One line of the table. `agreed`: must there be (True) or not be (False) an agreed version before the move?"""

    came_from: frozenset[PostState]
    to: PostState
    act: str
    wakes: str = ""
    agreed: bool | None = None
    urgent: bool = False


_S = PostState
EDITABLE = frozenset({_S.DRAFT, _S.RETURNED})

MOVES: dict[str, Move] = {
    "submit": Move(EDITABLE, _S.WAITING, "post.submit"),
    "recall": Move(frozenset({_S.WAITING}), _S.DRAFT, "post.recall"),
    "approve": Move(frozenset({_S.WAITING}), _S.APPROVED, "post.approve", "publishing.release"),
    "return": Move(frozenset({_S.WAITING}), _S.RETURNED, "post.return"),
    "correct": Move(frozenset({_S.APPROVED}), _S.DRAFT, "post.correct", agreed=True),
    "keep": Move(EDITABLE, _S.APPROVED, "post.keep", agreed=True),
    "retract": Move(
        EDITABLE | {_S.APPROVED, _S.WAITING},
        _S.RETRACTED,
        "post.retract",
        "publishing.release",
        agreed=True,
        urgent=True,
    ),
    "discard": Move(EDITABLE, _S.DISCARDED, "post.discard", agreed=False),
}
"""name -> from which states, to which, the audit's word, and whom to wake. The only table of moves of a post.

`keep` drops a correction that was begun and leaves what the public sees as it is.
"""
