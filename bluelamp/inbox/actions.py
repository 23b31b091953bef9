"""Read, take, answer, close: verbs about one conversation."""

from django.db import transaction
from django.utils.translation import gettext as _

from bluelamp.audit.append import record
from bluelamp.forces.models import Area, Member
from bluelamp.forces.revoke import standing
from bluelamp.inbox import access, moves
from bluelamp.inbox.models import Answer, Conversation
from bluelamp.kernel import clock
from bluelamp.kernel.errors import NotAllowed, Refused
from bluelamp.posts import actions as posts
from bluelamp.posts.models import Post
from bluelamp.review import actions as review

QUESTION_LIMIT = 500
"""So much of what somebody said goes along with the answer, for the rules that read both."""


@transaction.atomic
def read(by: Member, conversation: Conversation) -> None:
    """Somebody has looked: what was said is no longer unread. A look at what people wrote is an entry too."""
    record(conversation.force_id, "inbox.read", by, conversation)
    if access.may_answer(by, conversation):
        Conversation.objects.filter(pk=conversation.pk).update(read_at=clock.now())


@transaction.atomic
def assign(by: Member, conversation: Conversation, to: Member | None) -> None:
    """Give it to one person, or (None) back to the team."""
    _must_answer(by, conversation)
    if to is not None and to not in access.may_be_assigned(conversation):
        raise Refused(_("This person has no part in this area now. Choose somebody else."))
    Conversation.objects.filter(pk=conversation.pk).update(assigned=to)
    record(conversation.force_id, "inbox.assign", by, conversation, to=str(to.pk) if to else "", name=str(to or ""))


@transaction.atomic
def draft_answer(by: Member, conversation: Conversation, text: str) -> Post:
    """Begin an answer as a post of kind *reply*. It is kept even if a rule then stops it from going out."""
    _must_answer(by, conversation)
    item = conversation.items.order_by("-at").first()
    if item is None:
        raise Refused(_("There is nothing here to answer yet."))
    area = conversation.area or (conversation.post.area if conversation.post else None) or _first_area(by)
    post = posts.start(
        by,
        area,
        kind="reply",
        text=text,
        channels=[conversation.channel],
        reply_to={
            "channel": str(conversation.channel_id),
            "ref": item.ref,
            "to": item.author,
            "text": item.text[:QUESTION_LIMIT],
        },
    )
    Answer.objects.create(force=conversation.force, conversation=conversation, post=post, item=item)
    return post


def answer(by: Member, conversation: Conversation, text: str) -> Post:
    """Answer through the same gate as every post. Refused keeps the draft: `error.post` is the answer as it stands."""
    post = draft_answer(by, conversation, text)
    try:
        return review.submit(by, post, post.revision)
    except Refused as refused:
        refused.post = post  # type: ignore[attr-defined]
        raise


@transaction.atomic
def close(by: Member, conversation: Conversation, reason: str = "") -> None:
    _must_answer(by, conversation)
    moves.make(conversation, "close", by, sets={"waiting_since": None}, content=reason)


@transaction.atomic
def reopen(by: Member, conversation: Conversation) -> None:
    _must_answer(by, conversation)
    moves.make(conversation, "reopen", by, sets={"waiting_since": clock.now()})


def _must_answer(by: Member, conversation: Conversation) -> None:
    standing(by)
    if not access.may_answer(by, conversation):
        raise NotAllowed(_("You may read this conversation, but not answer it."))


def _first_area(by: Member) -> Area:
    if by.team is None:
        raise Refused(_("You are not on a team, so the answer has no area. Ask your administrator."))
    return by.team.area
