"""Drafts and frozen versions. `state` is written by `posts.moves.make` alone."""

from typing import Self

from django.db import models
from django.db.models import Q

from bluelamp.channels.models import Channel
from bluelamp.forces.models import Area, Member, Team
from bluelamp.forces.tenancy import Owned, OwnedQuerySet
from bluelamp.kernel import clock
from bluelamp.media.models import Picture
from bluelamp.policy.models import Case, Consent, Verdict
from bluelamp.posts.states import EDITABLE, PostState
from bluelamp.rulebook.findings import CASE_STATES, KINDS


class PostQuerySet(OwnedQuerySet["Post"]):
    def waiting(self) -> Self:
        return self.filter(state=PostState.WAITING)

    def editable(self) -> Self:
        return self.filter(state__in=EDITABLE)

    def wanted(self) -> Self:
        """Those with a version that should be seen by the public (a correction may be in the making)."""
        return self.exclude(state__in=[PostState.RETRACTED, PostState.DISCARDED]).exclude(approved=None)


class Post(Owned):
    """A post under one person's name. The fields from `text` on are the draft; `approved` is what was agreed."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    author = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="posts")
    ref = models.CharField(max_length=12, help_text="The short name in its public address")
    state = models.CharField(
        max_length=12, choices=[(s.value, s.name) for s in PostState], default=PostState.DRAFT, editable=False
    )
    revision = models.PositiveIntegerField(default=0, help_text="Goes up at every change; stale hands get a Conflict")
    hand = models.CharField(max_length=20, blank=True, help_text="The page that saved last, if it is known")
    hand_since = models.PositiveIntegerField(default=0, help_text="The revision from which only that page has saved")
    kind = models.CharField(max_length=20, choices=[(k, k) for k in KINDS], default="update")
    case_state = models.CharField(max_length=14, choices=[(s, s) for s in CASE_STATES], default="none")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(blank=True)
    lang = models.CharField(max_length=5, default="en")
    answers = models.JSONField(default=dict, help_text="Answers to the rules' questions, by question id")
    answered = models.JSONField(default=dict, help_text="Who gave each answer, and when: {id: {by, name, at}}")
    channels = models.ManyToManyField(Channel, related_name="+")
    due_at = models.DateTimeField(null=True, blank=True)
    due_wall = models.CharField(max_length=40, blank=True, help_text="The wall time and zone that were meant")
    reply_to = models.JSONField(
        null=True, blank=True, help_text="What a reply answers: channel id, the adapter's ref, who, and their words"
    )
    approved = models.ForeignKey("Version", on_delete=models.PROTECT, null=True, related_name="+")
    first_approved_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True, help_text="Why it was returned or retracted")
    updated_at = models.DateTimeField(default=clock.now)

    objects = PostQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint("force", "ref", name="post_ref_once"),
            models.CheckConstraint(
                condition=~Q(state=PostState.APPROVED) | Q(approved__isnull=False), name="approved_names_a_version"
            ),
        ]
        indexes = [models.Index("force", "state", "created_at", name="post_by_state")]
        ordering = ["-created_at"]

    @property
    def audit_name(self) -> str:
        """The record names a post by its reference, never by its words."""
        return self.ref


class DraftPicture(Owned):
    """A picture in a draft, in its place, with its words for those who cannot see it.

    `facts` are what its author said of it, by the names of docs/facts.md; `captions` are a film's, as WebVTT.
    """

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="pictures")
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    alt = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    captions = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("post", "place", name="picture_place_once")]
        ordering = ["place"]


class Version(Owned):
    """A draft frozen at submission: `digest` covers words, pictures, answers, kind, places and time.

    `frozen` is the plain data the digest was taken over:
    {"post", "area", "team", "text", "lang", "kind", "case", "case_state", "consent", "answers", "answered",
    "pictures": [{"id", "sha256", "alt", "facts"}] (of a film also "film" and "captions"), "channels": [ids], "due_at", "due_wall", "reply_to",
    "exception_reason"}. What the register says is not in it: that is asked again, and kept with the verdict.
    """

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    frozen = models.JSONField()
    digest = models.CharField(max_length=64)
    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("post", "number", name="version_number_once")]
        ordering = ["number"]

    @property
    def text(self) -> str:
        return str(self.frozen["text"])
