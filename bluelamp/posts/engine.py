"""A post in the words of the rulebook: what is written, and what is known around it at this moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from bluelamp.kernel import clock
from bluelamp.policy import recognise, register
from bluelamp.policy.models import Case
from bluelamp.posts.medium import media_of, media_of_frozen
from bluelamp.posts.models import Post, Version
from bluelamp.rulebook.findings import Draft, Medium

MOST_EARLIER = 30
LATELY = timedelta(days=60)
"""How far back we look for posts that name the same reference, where no case was chosen."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the rules are asked about: the draft with all facts, the versions behind `draft.earlier`, and its case."""

    draft: Draft
    earlier: tuple[str, ...] = ()
    case: Case | None = None


def draft_of(post: Post) -> Draft:
    """What is in the draft now, and what is known around it."""
    return seen_now(post).draft


def seen_now(post: Post) -> Seen:
    """The same with what it was taken from."""
    columns = {"case": post.case_id, "consent": post.consent_id}
    written = {name: getattr(post, name) for name in ("text", "kind", "case_state", "answers", "lang", "reply_to")}
    return _seen(post, {**written, **columns}, media_of(post))


def seen_of(version: Version) -> Seen:
    """The words of a version, and what is known around them now: whoever lets it go asks this, not what was true once."""
    post = Post.objects.of(version.force_id).select_related("force", "author").get(pk=version.post_id)
    return _seen(post, version.frozen, media_of_frozen(version.force_id, version.frozen))


def draft_of_frozen(frozen: Mapping[str, Any]) -> Draft:
    """Only what is written in a version (see `digest.freeze`), without anything that register or calendar know."""
    media = tuple(Medium("photo", shown["alt"], facts=shown.get("facts", {})) for shown in frozen["pictures"])
    return Draft(
        text=frozen["text"],
        kind=frozen["kind"],
        case_state=frozen["case_state"],
        media=media,
        facts=dict(frozen["answers"]),
        lang=frozen["lang"],
        answers_to=_question(frozen),
    )


def _seen(post: Post, written: Mapping[str, Any], media: tuple[Medium, ...]) -> Seen:
    texts = [written["text"], *(words for medium in media for words in (medium.alt, medium.text) if words)]
    case, consent = written.get("case"), written.get("consent")
    known = register.known(register.Asked(post.force, post.area_id, written["kind"], texts, _id(case), _id(consent)))
    before = dict(reversed(list(_earlier(post, known, written["text"]))))
    said = {name: value for name, value in written["answers"].items() if name not in register.GIVEN}
    draft = Draft(
        text=written["text"],
        kind=written["kind"],
        case_state=known.stage or written["case_state"],
        media=media,
        facts={**said, **known.facts, **_of_the_author(post, written)},
        lang=written["lang"],
        earlier=tuple(before.values()),
        answers_to=_question(written),
        today=register.today(post.force),
    )
    return Seen(draft, tuple(before), known.case)


def _of_the_author(post: Post, written: Mapping[str, Any]) -> dict[str, Any]:
    public = written["kind"] == "reply" and not (written["reply_to"] or {}).get("private")
    return {"author_trust": post.author.trust, "public_reply": public, "review_overdue": _overdue(post, written)}


def _overdue(post: Post, written: Mapping[str, Any]) -> bool:
    """The time at which somebody wanted to look at it again has passed, by the force's own clock."""
    try:
        again = datetime.fromisoformat(str(written["answers"].get("review_at", "")))
    except ValueError:
        return False
    return again.replace(tzinfo=again.tzinfo or ZoneInfo(post.force.zone)) < clock.now()


def _earlier(post: Post, known: register.Known, text: str) -> Iterable[tuple[str, str]]:
    """(id, words) of what the force has told about it, newest first: also what was withdrawn, because people read it."""
    told = Post.objects.of(post.force_id).exclude(pk=post.pk).exclude(approved=None)
    cases = [case.pk for case in (known.case, *known.others) if case]
    if cases:
        told = told.filter(case__in=cases)
    elif named := recognise.references(text):
        same = Q(pk__in=[])
        for reference in named:
            same |= Q(approved__frozen__text__icontains=reference)
        told = told.filter(same, area_id=post.area_id, first_approved_at__gte=clock.now() - LATELY)
    else:
        return []
    rows = told.order_by("-first_approved_at", "-pk").values_list("approved_id", "approved__frozen__text")[
        :MOST_EARLIER
    ]
    return [(str(version), words) for version, words in rows]


def _question(written: Mapping[str, Any]) -> str:
    return str((written.get("reply_to") or {}).get("text", ""))


def _id(value: Any) -> UUID | None:
    return UUID(str(value)) if value else None
