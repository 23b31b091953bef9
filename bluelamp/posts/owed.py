"""What went out in one language because it could not wait: the other one is owed within the hour."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from bluelamp.forces.models import Force, Member
from bluelamp.kernel import clock
from bluelamp.language.lang import guess
from bluelamp.posts.access import KEEPERS
from bluelamp.posts.models import Post, PostQuerySet

WITHIN = timedelta(hours=1)
LATELY = timedelta(days=7)
"""What was not paired in a week is news no more."""


def other_language(force: Force, text: str) -> str:
    """The code of the language that is not there, or "" where the force publishes in one, or all of it is there."""
    written = guess(text)
    missing = [code for code in force.languages if code != (written or "en")]
    return missing[0] if len(force.languages) > 1 and written != "mixed" else ""


def verb(post: Post) -> str:
    """What is to be done about it, on a button."""
    return _("Add the Welsh") if other_language(post.force, post.text) == "cy" else _("Add the other language")


def until(post: Post) -> datetime | None:
    """When the other language of a post that is public has to be there; None where nothing is owed."""
    said = post.approved.frozen if post.approved else {}
    answers = said.get("answers", {})
    if answers.get("urgent") != "yes" or answers.get("paired") == "yes" or not post.first_approved_at:
        return None
    return post.first_approved_at + WITHIN if other_language(post.force, said["text"]) else None


def owed_by(member: Member) -> Iterator[tuple[Post, datetime]]:
    """Posts of this member, and of the areas they look after, whose other language is still to come: oldest first."""
    if len(member.force.languages) < 2:
        return
    for post in _urgent(member).order_by("first_approved_at"):
        if due := until(post):
            yield post, due


def _urgent(member: Member) -> PostQuerySet:
    mine = Q(author=member)
    for role in KEEPERS:
        areas = member.areas_for(role)
        mine |= Q(force=member.force_id) if areas is None else Q(area_id__in=areas)
    rows = Post.objects.of(member.force_id).wanted().filter(mine, first_approved_at__gte=clock.now() - LATELY)
    return rows.filter(approved__frozen__answers__urgent="yes").select_related("approved", "force", "author")
