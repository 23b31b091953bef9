"""The posts that went out, as they were judged then: a change of rules is tried on them before it counts."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.urls import reverse

from bluelamp.forces.models import Force
from bluelamp.policy.past import Past
from bluelamp.posts.medium import media_of_frozen
from bluelamp.posts.models import Post, Version
from bluelamp.rulebook.findings import Draft


def published(force: Force, most: int) -> list[Past]:
    """The newest first. Facts are those that were kept with the verdict, not those of today."""
    posts = Post.objects.of(force).exclude(approved=None).select_related("approved__verdict")
    newest = list(posts.order_by("-first_approved_at", "-pk")[:most])
    versions = [post.approved for post in newest if post.approved]
    before = _texts(force, (key for version in versions for key in version.verdict.around.get("earlier", ())))
    return [
        Past(post.pk, post.ref, reverse("publishing:post", args=[post.pk]), _draft(post.approved, before))
        for post in newest
        if post.approved
    ]


def _draft(version: Version, before: Mapping[str, str]) -> Draft:
    written, kept = version.frozen, version.verdict
    around = kept.around
    today = around.get("today")
    return Draft(
        text=written["text"],
        kind=written["kind"],
        case_state=around.get("case_state") or written["case_state"],
        media=media_of_frozen(version.force_id, written),
        facts={**kept.answers, **kept.facts},
        lang=written["lang"],
        earlier=tuple(before[key] for key in around.get("earlier", ()) if key in before),
        answers_to=str((written.get("reply_to") or {}).get("text", "")),
        today=date.fromisoformat(today) if today else None,
    )


def _texts(force: Force, keys: Iterable[str]) -> dict[str, str]:
    rows = Version.objects.of(force).filter(pk__in={UUID(key) for key in keys})
    return {str(key): str(text) for key, text in rows.values_list("pk", "frozen__text")}
