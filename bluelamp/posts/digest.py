"""What a yes is a yes to: the plain data of a draft, and one digest over all of it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bluelamp.kernel import digests
from bluelamp.posts.models import Post


def freeze(post: Post, exception_reason: str = "") -> dict[str, Any]:
    """Everything of the draft that the public, a network or a reviewer would notice, as plain data."""
    return {
        "post": str(post.pk),
        "area": str(post.area_id),
        "team": str(post.team_id) if post.team_id else None,
        "text": post.text,
        "lang": post.lang,
        "kind": post.kind,
        "case": str(post.case_id) if post.case_id else None,
        "case_state": post.case.stage if post.case else post.case_state,
        "consent": str(post.consent_id) if post.consent_id else None,
        "answers": post.answers,
        "answered": post.answered,
        "pictures": [_picture(shown) for shown in post.pictures.select_related("picture__film").order_by("place")],
        "channels": sorted(str(key) for key in post.channels.values_list("pk", flat=True)),
        "due_at": _moment(post.due_at),
        "due_wall": post.due_wall,
        "reply_to": post.reply_to,
        "exception_reason": exception_reason,
    }


def digest(frozen: Mapping[str, Any]) -> str:
    """SHA-256, hex, of what `freeze` gave; it survives the way through a JSON column."""
    return digests.digest(frozen)


def _picture(shown: Any) -> dict[str, Any]:
    film = getattr(shown.picture, "film", None)
    return {
        "id": str(shown.picture_id),
        "sha256": shown.picture.sha256,
        "alt": shown.alt,
        "facts": shown.facts,
        **({"film": film.sha256, "captions": shown.captions} if film else {}),
    }


def _moment(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat(timespec="seconds") if at else None
