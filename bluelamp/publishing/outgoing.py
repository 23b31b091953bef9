"""One version of one post as a channel is given it. The same delivery and version give the same words every time."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from bluelamp.adapters.contract import Film, Outgoing, Picture, Receipt
from bluelamp.channels import account, wording
from bluelamp.channels.models import Channel
from bluelamp.kernel import clock
from bluelamp.kernel.text import opening
from bluelamp.media.models import Picture as StoredPicture
from bluelamp.posts import link
from bluelamp.posts.models import Post, Version
from bluelamp.publishing import words
from bluelamp.publishing.models import Delivery

TITLE = 70


def frozen(row: Delivery, data: Mapping[str, Any]) -> dict[str, Any]:
    """What is fixed before the first attempt: the moments that the public sees, and what the adapter prepared.

    What is live keeps the time at which it first went out, however often it is corrected.
    """
    now = clock.now().isoformat()
    began = (row.prepared or {}).get("at", now) if row.actual_id else now
    return {"version": str(row.wanted_id), "at": began, "updated": now, "data": dict(data)}


def build(row: Delivery, version: Version, prepared: Mapping[str, Any]) -> Outgoing:
    """`prepared` is what `frozen` gave. Asks for the pictures and for where the post has a page."""
    post, able = row.post, account.abilities(row.channel)
    shown = link.shown(post, Channel.objects.of(row.force_id).filter(pk__in=version.frozen["channels"]))
    return Outgoing(
        key=row.pk,
        text=wording.fitted(version.text, shown, able),
        lang=str(version.frozen["lang"]),
        link=link.canonical(post),
        created_at=datetime.fromisoformat(prepared["at"]),
        pictures=pictures(version)[: able.pictures],
        reply_to=(version.frozen.get("reply_to") or {}).get("ref"),
        title=opening(version.text, TITLE),
        about=about(post, version, prepared),
    )


def about(post: Post, version: Version, prepared: Mapping[str, Any]) -> dict[str, Any]:
    """Plain facts for a page: where it belongs, who speaks. People are named by rank and team, never by name."""
    team = post.team.name if post.team else ""
    kind = str(version.frozen["kind"])
    return {
        "path": link.path(post),
        "ref": post.ref,
        "area": post.area.slug,
        "area_name": post.area.name,
        "team": post.team.slug if post.team else "",
        "team_name": team,
        "kind": kind,
        "kind_label": str(words.KINDS.get(kind, kind)),
        "author_line": ", ".join(part for part in (post.author.rank, team or post.area.name) if part),
        "published_at": prepared["at"],
        "updated_at": prepared["updated"],
        "version": version.number,
    }


def pictures(version: Version) -> tuple[Picture, ...]:
    """The version's pictures in their order, with the words that were approved with them."""
    asked = version.frozen["pictures"]
    if not asked:
        return ()
    rows = StoredPicture.objects.of(version.force_id).select_related("film")
    stored = rows.in_bulk([UUID(shown["id"]) for shown in asked])
    return tuple(_picture(stored[UUID(shown["id"])], shown) for shown in asked)


def _picture(stored: StoredPicture, shown: Mapping[str, Any]) -> Picture:
    kept = getattr(stored, "film", None)
    film = Film(kept.sha256, kept.mime, kept.seconds, kept.path, shown.get("captions", "")) if kept else None
    return Picture(stored.sha256, stored.mime, stored.width, stored.height, shown["alt"], stored.path, film)


def receipt(row: Delivery) -> Receipt:
    """The receipt of what is live, as the adapter gave it."""
    kept = row.receipt or {}
    return Receipt(remote_id=kept["remote_id"], url=kept.get("url", ""), ref=kept.get("ref", {}))


def kept(proof: Receipt) -> dict[str, Any]:
    """The same as plain data for the table."""
    return {"remote_id": proof.remote_id, "url": proof.url, "ref": dict(proof.ref)}
