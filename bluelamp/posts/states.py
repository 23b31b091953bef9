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
    came_from: frozenset[PostState]
    to: PostState
    act: str
    wakes: str = ""


_S = PostState
_EDITABLE = frozenset({_S.DRAFT, _S.RETURNED})

MOVES: dict[str, Move] = {
    "submit": Move(_EDITABLE, _S.WAITING, "post.submit"),
    "recall": Move(frozenset({_S.WAITING}), _S.DRAFT, "post.recall"),
    "approve": Move(frozenset({_S.WAITING}), _S.APPROVED, "post.approve", "publishing.release"),
    "return": Move(frozenset({_S.WAITING}), _S.RETURNED, "post.return"),
    "correct": Move(frozenset({_S.APPROVED}), _S.DRAFT, "post.correct"),
    "retract": Move(frozenset({_S.APPROVED, _S.DRAFT, _S.RETURNED, _S.WAITING}), _S.RETRACTED, "post.retract", "publishing.release"),
    "discard": Move(_EDITABLE, _S.DISCARDED, "post.discard"),
}
"""name -> from which states, to which, the audit's word, and whom to wake. The only table of moves of a post."""

EDITABLE = _EDITABLE
