"""One row per post and channel: what the public should see there, what it does see, and who is working on it."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from bluelamp.channels.models import Channel
from bluelamp.channels.states import ChannelState
from bluelamp.forces.tenancy import Owned, OwnedQuerySet
from bluelamp.kernel import clock
from bluelamp.posts.models import Post, Version
from bluelamp.publishing.states import Condition

_SAME = Q(wanted=F("actual")) | Q(wanted=None, actual=None)


class DeliveryQuerySet(OwnedQuerySet):
    def owing(self) -> Self:
        """Those where wanted and actual differ, or where nobody knows; not those that wait for a person."""
        return self.filter(
            (~_SAME & Q(condition=Condition.READY)) | Q(condition__in=[Condition.UNSURE, Condition.IN_FLIGHT])
        )

    def live(self) -> Self:
        return self.exclude(actual=None)

    def asking(self) -> Self:
        """Those that a person must decide about."""
        return self.filter(condition__in=[Condition.REFUSED, Condition.HELD])

    def callable_now(self) -> Self:
        now = clock.now()
        return self.filter(
            Q(not_before=None) | Q(not_before__lte=now),
            Q(channel__gate=None) | Q(channel__gate__lte=now),
            channel__state=ChannelState.CONNECTED,
        )


class Delivery(Owned):
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="deliveries")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    wanted = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, related_name="+")
    actual = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, related_name="+")
    trying = models.ForeignKey(
        Version, on_delete=models.PROTECT, null=True, related_name="+", help_text="The version of the attempt in flight"
    )
    condition = models.CharField(
        max_length=10, choices=[(c.value, c.name) for c in Condition], default=Condition.READY
    )
    prepared = models.JSONField(null=True, blank=True, help_text="What was frozen before the first attempt")
    receipt = models.JSONField(null=True, blank=True, help_text="remote_id, url, ref of what is live")
    claim = models.UUIDField(null=True, blank=True)
    claim_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField(null=True, blank=True)
    unsure_since = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True, help_text="What is wrong and who acts, as a sentence")
    live_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("post", "channel", name="delivery_once"),
            models.CheckConstraint(
                condition=Q(condition=Condition.IN_FLIGHT, claim__isnull=False)
                | ~Q(condition=Condition.IN_FLIGHT),
                name="in_flight_is_claimed",
            ),
        ]
        indexes = [models.Index("condition", "not_before", name="delivery_owing")]

    @property
    def remote_id(self) -> str:
        return str((self.receipt or {}).get("remote_id", ""))
