"""Answers “this is fine because ...” before a second person: where they stand, and who may say whether the rule was wrong."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from bluelamp.forces.models import Member
from bluelamp.kernel.errors import NotAllowed
from bluelamp.policy import fine
from bluelamp.policy.listing import WEIGHERS as WEIGHERS
from bluelamp.policy.models import FindingAnswer
from bluelamp.policy.models.answers import FindingAnswerQuerySet
from bluelamp.posts.models import Post, Version
from bluelamp.rulebook.findings import Finding

MOST = 200
"""Answers that a page of them looks through."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """An answer beside the words it is about, as far as the newest version still holds them."""

    answer: FindingAnswer
    words: str
    lang: str


def spoken(version: Version) -> list[tuple[Finding, FindingAnswer | None]]:
    """What the rules said about a version, each with what its author said to that."""
    said = fine.standing(version.force, str(version.post_id))
    return [(found, said.get(fine.place(found, version.text))) for found in version.verdict.said]


def answers_for(member: Member) -> FindingAnswerQuerySet:
    """The answers from areas in which this member decides; never their own."""
    held = [member.areas_for(role) for role in WEIGHERS]
    areas = None if None in held else [area for some in held for area in some or []]
    return FindingAnswer.objects.of(member.force_id).standing().in_areas(areas).exclude(by=member)


def answer_for(member: Member, answer_id: UUID) -> tuple[FindingAnswer, Post]:
    """One of them, and its post. Raises NotAllowed."""
    answer = answers_for(member).filter(pk=answer_id).first()
    post = Post.objects.of(member.force_id).filter(pk=answer.subject).first() if answer else None
    if answer is None or post is None or post.author_id == member.pk:
        raise NotAllowed(_("There is nothing here for you to weigh."))
    return answer, post


def waiting(member: Member) -> list[Weighed]:
    """Those that nobody has weighed yet, newest first."""
    answers = list(answers_for(member).unweighed().order_by("-created_at")[:MOST])
    posts = Post.objects.of(member.force_id).in_bulk([UUID(answer.subject) for answer in answers])
    about = ((answer, posts.get(UUID(answer.subject))) for answer in answers)
    return [Weighed(answer, post.text, post.lang) for answer, post in about if post and post.author_id != member.pk]
