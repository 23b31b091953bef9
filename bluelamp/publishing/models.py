"""One row per post and channel: what the public should see there, what it does see, and who is working on it."""

from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import F, Func, Q

from bluelamp.channels.models import Channel
from bluelamp.forces.tenancy import Owned, OwnedQuerySet
from bluelamp.posts.models import Post, Version
from bluelamp.publishing.states import Condition, Step

_SAME = Q(wanted=F("actual")) | Q(wanted=None, actual=None)
DATABASE_NOW = Func(function="clock_timestamp", output_field=models.DateTimeField())
"""Claims live by the clock of the database: workers on many machines share it, whatever their own clocks say."""


class DeliveryQuerySet(OwnedQuerySet["Delivery"]):
    def owing(self) -> Self:
        """Those where wanted and actual differ, or where nobody knows; not those that wait for a person."""
        mixed = Q(trying__isnull=False, actual__isnull=False)
        return self.filter(
            Q(condition__in=[Condition.UNSURE, Condition.IN_FLIGHT]) | (Q(condition=Condition.READY) & (~_SAME | mixed))
        )

    def open_to_claims(self) -> Self:
        """Those that owe a step and that nobody is working on."""
        return self.owing().exclude(condition=Condition.IN_FLIGHT)

    def live(self) -> Self:
        return self.exclude(actual=None)

    def asking(self) -> Self:
        """Those that a person must decide about."""
        return self.filter(condition__in=[Condition.REFUSED, Condition.HELD])


class Delivery(Owned):
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="deliveries")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    wanted = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, related_name="+")
    actual = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, related_name="+")
    trying = models.ForeignKey(
        Version,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="The version of an attempt whose outcome is not known",
    )
    condition = models.CharField(max_length=10, choices=[(c.value, c.name) for c in Condition], default=Condition.READY)
    prepared = models.JSONField(
        null=True, blank=True, help_text="What was frozen before the first attempt: {version, at, updated, data}"
    )
    receipt = models.JSONField(null=True, blank=True, help_text="remote_id, url, ref of what is live")
    step = models.CharField(
        max_length=10, blank=True, choices=[(s.value, s.name) for s in Step], help_text="What the last claim was for"
    )
    claim = models.UUIDField(null=True, blank=True)
    claimed_at = models.DateTimeField(
        null=True, blank=True, help_text="When the last claim began, by the database's clock"
    )
    claim_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0, help_text="Doubts in a row; a clear answer sets it back to 0")
    not_before = models.DateTimeField(null=True, blank=True)
    unsure_since = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True, help_text="What is wrong and who acts, as a sentence")
    live_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint("post", "channel", name="delivery_once"),
            models.CheckConstraint(
                condition=Q(condition=Condition.IN_FLIGHT, claim__isnull=False) | ~Q(condition=Condition.IN_FLIGHT),
                name="in_flight_is_claimed",
            ),
        ]
        indexes = [models.Index("condition", "not_before", name="delivery_owing")]

    @property
    def prepared_version(self) -> UUID | None:
        """The version whose content is frozen for sending."""
        return UUID(self.prepared["version"]) if self.prepared else None

    @property
    def audit_name(self) -> str:
        return self.channel.name

    @property
    def url(self) -> str:
        return str((self.receipt or {}).get("url", ""))

    @property
    def remote_id(self) -> str:
        return str((self.receipt or {}).get("remote_id", ""))
