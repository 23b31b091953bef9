"""What has been through intake: pictures, films, and which case a picture belongs to.

The bytes lie on disk under their digest, never as they came.
"""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models

from bluelamp.forces.models import Member
from bluelamp.forces.tenancy import Owned
from bluelamp.media import words


class Picture(Owned):
    """Clean pixels: re-encoded, upright, without metadata. `stripped` records what was taken away.

    `seen` is what a machine found in it: {"faces": [[x, y, w, h]], "plates": [[x, y, w, h]], "text": "...",
    "tools": {"opencv": "4.14.0"}}, boxes in pixels of this picture. A key that is missing was not looked for.
    """

    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    mime = models.CharField(max_length=20)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    came_as = models.CharField(max_length=200, help_text="The file's name as it was sent, for people only")
    came_sha256 = models.CharField(max_length=64)
    stripped = models.JSONField(default=list)
    seen = models.JSONField(default=dict)
    masked = models.JSONField(default=list, help_text="Boxes that were made unreadable in it")
    likeness = models.CharField(max_length=32, blank=True, help_text="Its look in 128 bits, see media.likeness")

    class Meta:
        indexes = [models.Index("force", "sha256", name="picture_by_digest")]

    @property
    def removed(self) -> list[str]:
        """What intake took off it, in an officer's words."""
        return words.removed(self.stripped)

    @property
    def path(self) -> Path:
        return kept_at(self.force_id, self.sha256)

    @property
    def thumb_path(self) -> Path:
        return self.path.with_name(f"{self.sha256}.thumb")

    def boxes(self, what: str) -> list[list[int]] | None:
        """Where the machine saw "faces" or "plates"; None if it did not look."""
        found: Any = self.seen.get(what)
        return found if isinstance(found, list) else None


class Film(Owned):
    """A film behind its poster picture: moving pixels and sound, and nothing else of the file that came."""

    poster = models.OneToOneField(Picture, on_delete=models.CASCADE, related_name="film")
    sha256 = models.CharField(max_length=64)
    mime = models.CharField(max_length=20)
    seconds = models.FloatField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    sound = models.BooleanField()

    @property
    def path(self) -> Path:
        return kept_at(self.force_id, self.sha256)


class PictureTie(Owned):
    """This picture, and all that look like it, belong to a case. It outlives the picture."""

    case_ref = models.CharField(max_length=40)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    likeness = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("force", "sha256", "case_ref", name="picture_tied_once")]


def kept_at(force_id: UUID, sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / str(force_id) / sha256[:2] / sha256
