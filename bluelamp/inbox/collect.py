"""Take in what the public says back: each thing once, tied to our post, its team and its area."""

import logging
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F

from bluelamp.adapters.contract import Collected, Collects, Incoming, Receipt
from bluelamp.adapters.errors import Later, NeedsAuth, Trouble
from bluelamp.audit.append import record
from bluelamp.channels import account
from bluelamp.channels import actions as channels
from bluelamp.channels.models import Channel
from bluelamp.inbox import moves
from bluelamp.inbox.models import Answer, Conversation, Item
from bluelamp.inbox.states import ConversationState
from bluelamp.kernel import clock
from bluelamp.publishing.models import Delivery

log = logging.getLogger(__name__)
HEARD_UNDER = 300
"""How many of our newest posts on a channel we listen under."""


def turn() -> bool:
    """Ask every channel that can hear what came in. True = at least one has more to tell now."""
    note_answers()
    return any(_ask(channel) for channel in Channel.objects.speaking().select_related("force"))


def note_answers() -> None:
    """An answer counts from the moment it is live, and only for what we had heard when it was written."""
    gone_out = Answer.objects.to_all_that_was_said().filter(
        conversation__state=ConversationState.OPEN,
        post__deliveries__live_at__gte=F("conversation__waiting_since"),
    )
    gone_out = gone_out.select_related("conversation", "post__author")
    for answer in gone_out:
        moves.make(
            answer.conversation, "answer", answer.post.author, sets={"waiting_since": None}, post=str(answer.post_id)
        )


def _ask(channel: Channel) -> bool:
    try:
        with account.calling(channel) as adapter:
            if not isinstance(adapter, Collects):
                return False
            heard = adapter.collect(channel.cursor, _ours(channel))
    except Trouble as trouble:
        _note(channel, trouble)
        return False
    _keep(channel, heard)
    return heard.more


def _ours(channel: Channel) -> Sequence[Receipt]:
    live = Delivery.objects.of(channel.force_id).live().filter(channel=channel).exclude(receipt=None)
    newest = live.order_by("-live_at").values_list("receipt", flat=True)[:HEARD_UNDER]
    return [Receipt(r["remote_id"], r.get("url", ""), r.get("ref", {})) for r in newest if r]


def _note(channel: Channel, trouble: Trouble) -> None:
    if isinstance(trouble, NeedsAuth):
        channels.needs_auth(channel, str(trouble))
    elif isinstance(trouble, Later):
        # A look that failed costs nothing: the channel's sending is not held up by it, the next sweep asks again.
        log.info("channel %s not heard: %s", channel.pk, trouble)
    else:
        log.warning("channel %s answered oddly when asked: %s", channel.pk, trouble)


def _keep(channel: Channel, heard: Collected) -> None:
    """Store all of it and the cursor in one transaction, so that a crash hears it again rather than not at all."""
    with transaction.atomic():
        for incoming in heard.items:
            _take(channel, incoming)
        Channel.objects.filter(pk=channel.pk).update(cursor=dict(heard.cursor))
        channels.heard(channel)


def _take(channel: Channel, incoming: Incoming) -> None:
    if Item.objects.filter(channel=channel, remote_id=incoming.remote_id).exists():
        return
    conversation = _conversation(channel, incoming)
    item, new = Item.objects.get_or_create(
        channel=channel,
        remote_id=incoming.remote_id,
        defaults={
            "force": channel.force,
            "conversation": conversation,
            "author": incoming.author[:200],
            "text": incoming.text,
            "at": incoming.at,
            "ref": dict(incoming.ref),
            "url": incoming.url[:500],
        },
    )
    if new:
        _hear(conversation, item)


def _conversation(channel: Channel, incoming: Incoming) -> Conversation:
    """Where it belongs: under the item it answers, under our answer, under our post, or on its own."""
    earlier = Item.objects.filter(channel=channel, remote_id=incoming.answers).select_related("conversation").first()
    if earlier:
        return earlier.conversation
    delivery = (
        Delivery.objects.of(channel.force_id)
        .filter(channel=channel, receipt__remote_id=incoming.answers)
        .select_related("post")
        .first()
    )
    answer = Answer.objects.filter(post=delivery.post).select_related("conversation").first() if delivery else None
    if answer:
        return answer.conversation
    conversation, _new = Conversation.objects.get_or_create(
        channel=channel,
        root=incoming.remote_id,
        defaults={"force": channel.force, "last_at": incoming.at, **_home(delivery)},
    )
    return conversation


def _home(delivery: Delivery | None) -> dict[str, Any]:
    if delivery is None:
        return {}
    return {"post": delivery.post, "area_id": delivery.post.area_id, "team_id": delivery.post.team_id}


def _hear(conversation: Conversation, item: Item) -> None:
    """The clock starts with the first thing that nobody has answered; whoever speaks to a closed thread opens it.

    What was said earlier may be heard later: it is unread all the same, and the newest words stay the last.
    """
    waiting = {"waiting_since": min(item.at, clock.now())}
    if conversation.state != ConversationState.OPEN:
        moves.make(conversation, "reopen", None, sets=waiting)
    elif conversation.waiting_since is None:
        Conversation.objects.filter(pk=conversation.pk).update(**waiting)
    here = Conversation.objects.filter(pk=conversation.pk)
    here.update(read_at=None)
    here.filter(last_at__lte=item.at).update(last_at=item.at, last_text=item.text, last_author=item.author)
    record(conversation.force_id, "inbox.collect", None, conversation, item=str(item.pk), remote_id=item.remote_id)
