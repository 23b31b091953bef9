"""Every table has a force, and every look at a table begins with `.of(force)`."""

from typing import Self, TypeVar
from uuid import UUID

from django.db import models

from bluelamp.kernel import clock, ids

M = TypeVar("M", bound=models.Model, covariant=True)


class OwnedQuerySet(models.QuerySet[M]):
    def of(self, force: "models.Model | UUID") -> Self:
        """Only the rows of this force (a Force or its id)."""
        return self.filter(force_id=getattr(force, "pk", force))


class Owned(models.Model):
    """A row that belongs to one force. UUIDv7 keys, so that the order of keys is the order of making."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    force = models.ForeignKey("forces.Force", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True
