"""The life of a conversation: open (somebody waits for us), answered (we spoke last), closed."""

from enum import StrEnum
from typing import NamedTuple


class ConversationState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class Move(NamedTuple):
    came_from: frozenset[ConversationState]
    to: ConversationState
    act: str


_S = ConversationState

MOVES: dict[str, Move] = {
    "answer": Move(frozenset({_S.OPEN, _S.ANSWERED}), _S.ANSWERED, "inbox.answer"),
    "close": Move(frozenset({_S.OPEN, _S.ANSWERED}), _S.CLOSED, "inbox.close"),
    "reopen": Move(frozenset({_S.ANSWERED, _S.CLOSED}), _S.OPEN, "inbox.reopen"),
}
