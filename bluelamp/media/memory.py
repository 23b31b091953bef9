"""Pictures that were here before, and the cases that they belong to."""

from collections.abc import Collection, Iterable
from uuid import UUID

from bluelamp.media import likeness
from bluelamp.media.models import Picture, PictureTie


def alike(force_id: UUID, pictures: Collection[Picture]) -> dict[UUID, list[UUID]]:
    """For each picture, the ids of those of the force that are or look the same, itself not counted. One query."""
    if not pictures:
        return {}
    rows = list(Picture.objects.of(force_id).values_list("pk", "sha256", "likeness"))
    return {one.pk: [pk for pk, sha256, look in rows if pk != one.pk and _same(one, sha256, look)] for one in pictures}


def ties(force_id: UUID, pictures: Collection[Picture]) -> dict[UUID, list[str]]:
    """For each picture, the cases that it, or one that looks the same, was tied to. One query."""
    if not pictures:
        return {}
    rows = list(PictureTie.objects.of(force_id).values_list("sha256", "likeness", "case_ref"))
    return {one.pk: _sorted(ref for sha256, look, ref in rows if _same(one, sha256, look)) for one in pictures}


def _same(one: Picture, sha256: str, look: str) -> bool:
    return one.sha256 == sha256 or likeness.near(one.likeness, look)


def _sorted(refs: Iterable[str]) -> list[str]:
    return sorted(set(refs))
