"""What the public says back: conversations that belong to a team, and what was said in them, each thing once."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef

from bluelamp.channels.models import Channel
from bluelamp.forces.models import Area, Member, Team
from bluelamp.forces.tenancy import Owned, OwnedQuerySet
from bluelamp.inbox.states import ConversationState
from bluelamp.kernel import clock
from bluelamp.posts.models import Post
from bluelamp.posts.states import PostState


class ConversationQuerySet(OwnedQuerySet["Conversation"]):
    def open(self) -> Self:
        return self.filter(state=ConversationState.OPEN)

    def unanswered(self) -> Self:
        """Those to which nobody has sent off an answer yet."""
        return self.exclude(pk__in=Answer.objects.on_the_way().values("conversation"))

    def longest_waiting(self) -> Self:
        return self.order_by("waiting_since", "created_at")


class Conversation(Owned):
    """One thread under one of our posts on one channel. `root` is the remote id of the first thing said to us."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="conversations")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    root = models.CharField(max_length=400)
    state = models.CharField(
        max_length=10, choices=[(s.value, s.name) for s in ConversationState], default=ConversationState.OPEN
    )
    assigned = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    waiting_since = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    last_at = models.DateTimeField(default=clock.now)
    last_text = models.TextField(blank=True)
    last_author = models.CharField(max_length=200, blank=True)

    objects = ConversationQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [models.UniqueConstraint("channel", "root", name="conversation_once")]
        indexes = [models.Index("force", "state", "waiting_since", name="conversation_waiting")]

    @property
    def unread(self) -> bool:
        return self.state == ConversationState.OPEN and self.read_at is None


class Item(Owned):
    """One thing the public said. Unique by channel and remote id: however often it is heard, it is here once."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="items")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    remote_id = models.CharField(max_length=400)
    author = models.CharField(max_length=200)
    text = models.TextField()
    at = models.DateTimeField()
    ref = models.JSONField(default=dict)
    url = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("channel", "remote_id", name="item_once")]
        ordering = ["at"]


class AnswerQuerySet(OwnedQuerySet["Answer"]):
    def to_all_that_was_said(self) -> Self:
        """Those after which we have heard nothing new in their conversation."""
        newer = Item.objects.filter(conversation=OuterRef("conversation"), created_at__gt=OuterRef("created_at"))
        return self.filter(~Exists(newer))

    def on_the_way(self) -> Self:
        """Those that are written and sent off: nobody needs to write the same once more."""
        return self.to_all_that_was_said().filter(post__state__in=[PostState.WAITING, PostState.APPROVED])


class Answer(Owned):
    """Our answer: a post of kind *reply* that has gone, or is on its way, through the same gate."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="answers")
    post = models.OneToOneField(Post, on_delete=models.PROTECT, related_name="answers_conversation")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="+")

    objects = AnswerQuerySet.as_manager()  # type: ignore[misc]
