"""A picture or film of a post in the words of the rulebook (see docs/facts.md)."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from bluelamp.media import memory
from bluelamp.media.models import Picture
from bluelamp.posts.models import DraftPicture, Post
from bluelamp.rulebook.findings import Medium

POSTER_WORDS = 8
"""From as many words on, a picture is a poster or a screenshot to the rules."""


def medium_of(shown: DraftPicture) -> Medium:
    """One picture of a draft as it stands. For all of a post `media_of` asks the database less often."""
    return _media(shown.force_id, shown.post_id, [_row(shown)])[0]


def media_of(post: Post) -> tuple[Medium, ...]:
    """All of a draft, in their order."""
    if post._state.adding:
        return ()
    rows = [_row(shown) for shown in post.pictures.select_related("picture__film").order_by("place")]
    return _media(post.force_id, post.pk, rows)


def media_of_frozen(force_id: UUID, frozen: Mapping[str, Any]) -> tuple[Medium, ...]:
    """All of a version, from its plain data; what machine and register know of its pictures is read anew."""
    shown = frozen["pictures"]
    if not shown:
        return ()
    kept = Picture.objects.of(force_id).select_related("film").in_bulk([UUID(one["id"]) for one in shown])
    rows = [(kept.get(UUID(one["id"])), one["alt"], one.get("facts", {}), one.get("captions", "")) for one in shown]
    return _media(force_id, UUID(frozen["post"]), rows)


_Row = tuple[Picture | None, str, Mapping[str, Any], str]


def _row(shown: DraftPicture) -> _Row:
    return shown.picture, shown.alt, shown.facts, shown.captions


def _media(force_id: UUID, post_id: UUID, rows: Iterable[_Row]) -> tuple[Medium, ...]:
    rows = list(rows)
    pictures = [picture for picture, *_rest in rows if picture is not None]
    ties = memory.ties(force_id, pictures)
    before = seen_before(force_id, post_id, pictures)
    return tuple(
        Medium(
            kind=_kind(picture, said),
            alt=alt,
            text=words_in(picture),
            facts={**_machine(picture), **_memory(picture, ties, before), **said, **_captions(picture, captions, said)},
        )
        for picture, alt, said, captions in rows
    )


def seen_before(force_id: UUID, post_id: UUID, pictures: Collection[Picture]) -> dict[UUID, list[dict[str, str]]]:
    """For each picture, the other posts that were agreed to with it or one like it: {"post": ref, "when": day}."""
    alike = memory.alike(force_id, pictures)
    every = {key for found in alike.values() for key in found}
    if not every:
        return {}
    uses = (
        DraftPicture.objects.of(force_id)
        .filter(picture_id__in=every, post__approved__isnull=False)
        .exclude(post_id=post_id)
        .order_by("post__first_approved_at")
        .values_list("picture_id", "post__ref", "post__first_approved_at")
    )
    found = [(picture_id, {"post": ref, "when": at.date().isoformat() if at else ""}) for picture_id, ref, at in uses]
    return {key: [use for picture_id, use in found if picture_id in near] for key, near in alike.items()}


def words_in(picture: Picture | None) -> str:
    return str(picture.seen.get("text", "")) if picture else ""


def _kind(picture: Picture | None, said: Mapping[str, Any]) -> str:
    if picture is not None and hasattr(picture, "film"):
        return "video"
    poster = said.get("poster")
    if poster:
        return "text_graphic" if poster == "yes" else "photo"
    return "text_graphic" if len(words_in(picture).split()) >= POSTER_WORDS else "photo"


def _machine(picture: Picture | None) -> dict[str, Any]:
    """Counts of what was seen, and whether anybody looked; a count that is missing was not looked for."""
    if picture is None:
        return {}
    counts = {what: len(found) for what in ("faces", "plates") if (found := picture.boxes(what)) is not None}
    masked = {"masked": "yes"} if picture.masked and not any(counts.values()) else {}
    looked = {"looked": _yes(len(counts) == 2), "words_read": _yes("text" in picture.seen)}
    return {"stripped": "yes", **looked, **counts, **masked}


def _yes(true: bool) -> str:
    return "yes" if true else "no"


def _memory(
    picture: Picture | None, ties: Mapping[UUID, list[str]], before: Mapping[UUID, list[dict[str, str]]]
) -> dict[str, Any]:
    if picture is None:
        return {}
    known = {"tied_to": ties.get(picture.pk), "seen_before": before.get(picture.pk)}
    return {name: found for name, found in known.items() if found}


def _captions(picture: Picture | None, captions: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """Of a film: what its author says of its captions, as far as there are any."""
    if picture is None or not hasattr(picture, "film"):
        return {}
    if not captions:
        return {"captions": "no_speech" if said.get("captions") == "no_speech" else "none"}
    return {"captions": said.get("captions", "unchecked")}
