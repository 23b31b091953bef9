"""Pictures that have been through intake. The bytes lie on disk under their digest, never as they came."""

from pathlib import Path

from django.conf import settings
from django.db import models

from bluelamp.forces.models import Member
from bluelamp.forces.tenancy import Owned
from bluelamp.media import words


class Picture(Owned):
    """Clean pixels: re-encoded, upright, without metadata. `stripped` records what was taken away."""

    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    mime = models.CharField(max_length=20)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    came_as = models.CharField(max_length=200, help_text="The file's name as it was sent, for people only")
    came_sha256 = models.CharField(max_length=64)
    stripped = models.JSONField(default=list)

    @property
    def removed(self) -> list[str]:
        """What intake took off it, in an officer's words."""
        return words.removed(self.stripped)

    @property
    def path(self) -> Path:
        return Path(settings.MEDIA_ROOT) / str(self.force_id) / self.sha256[:2] / self.sha256

    @property
    def thumb_path(self) -> Path:
        return self.path.with_name(f"{self.sha256}.thumb")
