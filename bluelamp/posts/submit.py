"""From draft to frozen version: what is sent for a yes is exactly what was judged."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bluelamp.forces.models import Member
from bluelamp.kernel import clock
from bluelamp.kernel.errors import NotAllowed, Refused
from bluelamp.policy import assess
from bluelamp.policy.models import Verdict
from bluelamp.posts import moves
from bluelamp.posts.access import may_write
from bluelamp.posts.answers import taken
from bluelamp.posts.digest import digest, freeze
from bluelamp.posts.draft import REASON_LIMIT, locked, words
from bluelamp.posts.engine import seen_now
from bluelamp.posts.models import Post, Version
from bluelamp.posts.preview import previews


class Blocked(Refused):
    """Rules say no. `findings` are the ones that do, as plain data."""

    def __init__(self, findings: list[dict[str, Any]]) -> None:
        count = len(findings)
        head = ngettext("Cannot go: %(count)d thing to change.", "Cannot go: %(count)d things to change.", count)
        super().__init__(f"{head % {'count': count}} {findings[0]['say']}")
        self.findings = findings


def freeze_and_submit(
    by: Member, post: Post, seen: int, answers: Mapping[str, Any] | None = None, exception_reason: str = ""
) -> Version:
    """Freeze the draft as it was seen, have it judged, and put it before review.

    Raises Stale, Refused for a draft that is not ready, Blocked when a rule forbids it and either allows nobody an
    exception or no `exception_reason` is given. Nothing is stored then.
    """
    why = words(exception_reason, REASON_LIMIT)
    with transaction.atomic():
        draft = locked(by, post, seen, {})
        _ready(by, draft)
        for column, value in taken(by, draft, answers or {}).items():
            setattr(draft, column, value)
        judged = seen_now(draft)
        frozen = freeze(draft, why)
        named = digest(frozen)
        verdict = assess.judge(draft.force, named, judged.draft, judged.earlier)
        if refusing := not_excused(verdict, why):
            raise Blocked(refusing)
        number = draft.versions.count() + 1
        version = Version.objects.create(
            force=draft.force, post=draft, number=number, by=by, frozen=frozen, digest=named, verdict=verdict
        )
        facts = {"version": str(version.pk), "number": number, "digest": named, "outcome": verdict.outcome}
        sets = {"answers": draft.answers, "answered": draft.answered, "note": ""}
        moves.make(draft, "submit", by, sets=sets, content=why, risks=verdict.risks, **facts)
    post.refresh_from_db()
    return version


def not_excused(verdict: Verdict, why: str) -> list[dict[str, Any]]:
    """The blocking findings that stand: all of them without a reason, else those that nobody may excuse."""
    blocking = [finding for finding in verdict.findings if finding["weight"] == "block"]
    return [finding for finding in blocking if not why or not may_be_excused(finding)]


def may_be_excused(finding: Mapping[str, Any]) -> bool:
    return not finding["statutory"] and finding["exception_by"] not in ("", "none")


def _ready(by: Member, draft: Post) -> None:
    """What must be there whatever the rules say."""
    if not may_write(by, draft.area, draft.kind):
        raise NotAllowed(_("You do not write for this area any more."))
    if not draft.text and not draft.pictures.exists():
        raise Refused(_("There are no words here yet. Write something first."))
    if not draft.channels.exists():
        raise Refused(_("Choose at least one place where this post should go."))
    if draft.due_at and draft.due_at <= clock.now() and draft.first_approved_at is None:
        raise Refused(_("The time you chose has passed. Choose a later one, or send it now."))
    for shown in previews(draft):
        if shown.limit is not None and shown.count > shown.limit:
            over = {"where": shown.where, "over": shown.count - shown.limit}
            raise Refused(_("This is %(over)s characters too long for %(where)s. Make it shorter.") % over)
