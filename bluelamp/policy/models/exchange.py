"""Changes to the packs in force, whose signatures a force trusts, what it publishes and whom it follows."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from bluelamp.forces.models import Member
from bluelamp.forces.tenancy import Owned, OwnedQuerySet
from bluelamp.kernel import clock
from bluelamp.policy.models.installed import InstalledPack
from bluelamp.policy.states import SOURCES, ProposalState


class ProposalQuerySet(OwnedQuerySet["Proposal"]):
    def open(self) -> Self:
        """Those that somebody writes, or that wait for a yes."""
        return self.filter(state__in=[ProposalState.DRAFT, ProposalState.PROPOSED])


class Proposal(Owned):
    """One change: this pack, word for word, in place of what is in force under its name. No text = take the pack out.

    `effect` is what it would change, as `policy.effect` told it; it names the packs that it was told against.
    `revision` goes up with every change of a text that is still being written.
    """

    name = models.SlugField()
    title = models.CharField(max_length=120)
    version = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    layer = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=12, choices=[(source, source) for source in SOURCES])
    signer = models.CharField(max_length=64, blank=True, help_text="The public key that signed it, in hex")
    state = models.CharField(
        max_length=10, choices=[(s.value, s.name) for s in ProposalState], default=ProposalState.DRAFT
    )
    revision = models.PositiveIntegerField(default=0)
    effect = models.JSONField(default=dict)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    installed = models.ForeignKey(InstalledPack, on_delete=models.PROTECT, null=True, related_name="proposals")
    updated_at = models.DateTimeField(default=clock.now)

    objects = ProposalQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("by")), name="proposer_is_never_decider"
            ),
            models.UniqueConstraint(
                "force", "name", condition=Q(source="editor", state="draft"), name="one_draft_of_a_pack"
            ),
        ]
        ordering = ["-created_at"]

    @property
    def audit_name(self) -> str:
        return f"{self.name} {self.version}".strip()


class Signer(Owned):
    """Somebody whose signature on a pack this force trusts, until `dropped_at`."""

    name = models.CharField(max_length=120)
    public_key = models.CharField(max_length=64)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("force", "public_key", condition=Q(dropped_at=None), name="signer_trusted_once")
        ]
        ordering = ["name"]


class PackKey(Owned):
    """The key with which a force signs its packs; the private half is sealed. A retired one stays to check by."""

    public_key = models.CharField(max_length=64)
    sealed = models.BinaryField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("force", condition=Q(retired_at=None), name="one_pack_key")]


class PublishedQuerySet(OwnedQuerySet["PublishedPack"]):
    def shown(self) -> Self:
        """What the public site offers, newest first."""
        return self.filter(withdrawn_at=None).order_by("-created_at")


class PublishedPack(Owned):
    """A version of an own pack on the force's public site, as it was signed."""

    name = models.SlugField()
    version = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    text = models.TextField()
    public_key = models.CharField(max_length=64)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = PublishedQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "force", "name", "version", condition=Q(withdrawn_at=None), name="version_published_once"
            )
        ]


class Following(Owned):
    """A feed of packs of another force. `offers` is what it said last: see `policy.feeds`."""

    url = models.CharField(max_length=500)
    title = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    etag = models.CharField(max_length=200, blank=True)
    offers = models.JSONField(default=list)
    asked_at = models.DateTimeField(null=True, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True, help_text="What was wrong when it was last asked")

    class Meta:
        constraints = [models.UniqueConstraint("force", "url", name="feed_followed_once")]
        ordering = ["created_at"]
