"""A force's connected accounts. Secrets are sealed; only `channels.account.open_account` opens them, for one call."""

from typing import Self

from django.db import models
from django.db.models import Q

from bluelamp.channels.states import ChannelState
from bluelamp.forces.tenancy import Owned, OwnedQuerySet
from bluelamp.kernel import clock


class ChannelQuerySet(OwnedQuerySet["Channel"]):
    def live(self) -> Self:
        """Those a post may be meant for."""
        return self.exclude(state=ChannelState.DISCONNECTED)

    def speaking(self) -> Self:
        """Those that may be called now: connected, and past their gate."""
        return self.filter(state=ChannelState.CONNECTED).filter(Q(gate=None) | Q(gate__lte=clock.now()))


class Channel(Owned):
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    state = models.CharField(
        max_length=20, choices=[(s.value, s.name) for s in ChannelState], default=ChannelState.CONNECTED
    )
    settings = models.JSONField(default=dict)
    sealed = models.BinaryField(default=bytes, blank=True)
    cursor = models.JSONField(default=dict)
    gate = models.DateTimeField(null=True, blank=True, help_text="Nothing is sent before this time")
    note = models.TextField(blank=True, help_text="What is wrong, as a sentence for its keeper")
    last_sent_at = models.DateTimeField(null=True, blank=True)
    last_heard_at = models.DateTimeField(null=True, blank=True)

    objects = ChannelQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [models.UniqueConstraint("force", "kind", "name", name="channel_once")]
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.name
