"""The tables of the record. `force_id` is no foreign key: nothing that happens to a force can reach in here.

Triggers in the migration refuse to change or delete an entry; the tree and its signatures show it if somebody
who owns the database switches them off.
"""

from typing import Self, TypeVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from bluelamp.audit import rows
from bluelamp.kernel import ids

T = TypeVar("T", bound=models.Model)


class ForceQuerySet(models.QuerySet[T]):
    def of(self, force: "models.Model | UUID") -> Self:
        """Only the rows of this force (a Force or its id)."""
        return self.filter(force_id=getattr(force, "pk", force))


class EntryQuerySet(ForceQuerySet["Entry"]):
    def about(self, object_type: str, object_id: "UUID | str") -> Self:
        """The life of one object, oldest first."""
        return self.filter(object_type=object_type, object_id=str(object_id)).order_by("index")

    def newest_first(self, below: int | None = None) -> Self:
        """Newest first; only those whose index is under `below`."""
        return (self if below is None else self.filter(index__lt=below)).order_by("-index")

    def matching(self, act: str = "", person: str = "", thing: str = "") -> Self:
        """Those of one act, by people whose name at the time held `person`, about things called or numbered `thing`."""
        found = self.filter(act=act) if act else self
        if person:
            found = found.filter(actor_name__icontains=person)
        return found.filter(Q(object_name__icontains=thing) | Q(object_id=thing)) if thing else found


class Head(models.Model):
    """How far a force's tree has grown. Locked while an entry is appended, so that indexes have no gap."""

    force_id = models.UUIDField(primary_key=True, editable=False)
    size = models.PositiveBigIntegerField(default=0)
    peaks = models.BinaryField(default=b"")

    objects = ForceQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.force_id}: {self.size}"


class Entry(models.Model):
    """One act: who did what to which object, by ids, digests and the names at the time; and its place in the tree.

    `nodes` are the inner nodes that this leaf completes, smallest first, 32 bytes each: proofs are read from them.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    force_id = models.UUIDField(editable=False)
    index = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=200)
    act = models.CharField(max_length=60)
    operation = models.CharField(max_length=10)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=64, blank=True)
    object_name = models.CharField(max_length=200, blank=True)
    facts = models.JSONField(default=dict)
    content_digest = models.CharField(max_length=64, blank=True)
    leaf_hash = models.BinaryField()
    nodes = models.BinaryField(default=b"")
    root = models.BinaryField()
    key_id = models.CharField(max_length=32)
    signature = models.BinaryField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("force_id", "index", name="entry_index_once")]
        indexes = [models.Index("object_id", "index", name="entry_object")]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.index} {self.act}"

    def row(self) -> rows.Row:
        """The entry as plain data, for hashing and for bundles."""
        return rows.Row(
            id=str(self.pk),
            force=str(self.force_id),
            index=self.index,
            at=rows.stamp(self.at),
            actor=str(self.actor_id or ""),
            actor_name=self.actor_name,
            act=self.act,
            operation=self.operation,
            object_type=self.object_type,
            object_id=self.object_id,
            object_name=self.object_name,
            facts=self.facts,
            content=self.content_digest,
            leaf=bytes(self.leaf_hash),
            nodes=bytes(self.nodes),
            root=bytes(self.root),
            key=self.key_id,
            signature=bytes(self.signature),
        )


class Content(models.Model):
    """Words that belong to an entry but lie beside the tree, so that a lawful erasure leaves the tree whole.

    The entry holds only a salted digest; salt and words go together, so nobody can guess short words from it.
    """

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="content")
    force_id = models.UUIDField(editable=False)
    salt = models.BinaryField()
    text = models.TextField(blank=True)
    erased_at = models.DateTimeField(null=True)

    objects = ForceQuerySet.as_manager()

    def __str__(self) -> str:
        return f"content of {self.entry_id}"
