"""A conversation as it reads: our post, what they said, what we answered, in the order of time."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from bluelamp.inbox.models import Answer, Conversation
from bluelamp.posts.states import PostState


@dataclass(frozen=True)
class Line:
    text: str
    by: str
    at: datetime
    ours: bool
    where: str = ""
    state: str = ""
    pictures: tuple[object, ...] = ()


def talk(conversation: Conversation) -> list[Line]:
    """Everything said in it, oldest first, our post at the head."""
    said = [Line(item.text, item.author, item.at, ours=False) for item in conversation.items.all()]
    answers = conversation.answers.select_related("post__author").prefetch_related("post__deliveries")
    said += [_ours(answer) for answer in answers if answer.post.state != PostState.DISCARDED]
    said.sort(key=lambda line: line.at)
    return [*_head(conversation), *said]


def _head(conversation: Conversation) -> list[Line]:
    post = conversation.post
    if post is None or post.first_approved_at is None:
        return []
    words = post.approved.text if post.approved else post.text
    withdrawn = _("withdrawn") if post.state == PostState.RETRACTED else ""
    return [
        Line(words, _("Our post"), post.first_approved_at, ours=True, where=conversation.channel.name, state=withdrawn)
    ]


def _ours(answer: Answer) -> Line:
    post = answer.post
    live = next((delivery.live_at for delivery in post.deliveries.all() if delivery.actual_id), None)
    words = {
        PostState.DRAFT: _("a draft"),
        PostState.WAITING: _("waits for a yes"),
        PostState.RETURNED: _("came back to its author"),
        PostState.RETRACTED: _("withdrawn"),
    }
    state = words.get(PostState(post.state), "" if live else _("on its way"))
    return Line(post.text, str(post.author), live or post.created_at, ours=True, state=state)
