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
        "case_state": post.case_state,
        "answers": post.answers,
        "pictures": [_picture(shown) for shown in post.pictures.select_related("picture").order_by("place")],
        "channels": sorted(str(key) for key in post.channels.values_list("pk", flat=True)),
        "due_at": _moment(post.due_at),
        "due_wall": post.due_wall,
        "reply_to": post.reply_to,
        "exception_reason": exception_reason,
    }


def digest(frozen: Mapping[str, Any]) -> str:
    """SHA-256, hex, of what `freeze` gave; it survives the way through a JSON column."""
    return digests.digest(frozen)


def _picture(shown: Any) -> dict[str, str]:
    return {"id": str(shown.picture_id), "sha256": shown.picture.sha256, "alt": shown.alt}


def _moment(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat(timespec="seconds") if at else None
