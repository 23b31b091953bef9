"""Submit, approve, give back, take over: each one transaction, each with its entry."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bluelamp.audit.append import record
from bluelamp.forces.models import Member
from bluelamp.forces.revoke import standing
from bluelamp.kernel import clock
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from bluelamp.posts import actions as posts
from bluelamp.posts import moves, recheck
from bluelamp.posts.models import Post, Version
from bluelamp.review.models import Decision, Need
from bluelamp.review.routes import plan


@transaction.atomic
def submit(
    by: Member, post: Post, seen: int, answers: Mapping[str, Any] | None = None, exception_reason: str = ""
) -> Post:
    """Freeze, judge and send on: straight out where the route asks nobody, else to those who must say yes.

    Raises Refused when a rule stops it, Conflict when the draft changed since revision `seen`.
    """
    standing(by)
    version = posts.freeze_and_submit(by, post, seen, answers, exception_reason)
    post = version.post
    Need.objects.filter(post=post, closed_at=None).update(closed_at=clock.now())
    route = plan(post.author, post, version.verdict.outcome, version.verdict.risks, exceptions_of(version))
    if route.straight:
        return _let_go(post, version, None, route=route.route)
    for role in route.needs:
        Need.objects.create(force=post.force, post=post, version=version, area=post.area, role=role, why=route.route)
    return post


def exceptions_of(version: Version) -> list[str]:
    """The roles that the blocking findings of a version name as able to let it through."""
    blocking = (f for f in version.verdict.findings if f["weight"] == "block")
    return [finding["exception_by"] for finding in blocking]


@transaction.atomic
def approve(by: Member, need: Need, digest: str, reason: str = "") -> Post:
    """Say yes to exactly the digest that was seen. The last yes lets the post go.

    Raises Refused when the rules now say more than they said when it was sent: a case has moved on, an order was made.
    """
    need, post = _decide(by, need, digest, approved=True, reason=reason)
    if said := recheck.objection(need.version):
        raise Refused(
            _("Things have changed since this was sent. The rules now say: %(say)s Return it.") % {"say": said}
        )
    if Need.objects.filter(version=need.version, closed_at=None).exists():
        record(post.force_id, "post.agree", by, post, digest=digest, role=need.role, content=reason)
        return post
    return _let_go(post, need.version, by, digest=digest, role=need.role, content=reason)


@transaction.atomic
def give_back(by: Member, need: Need, digest: str, reason: str) -> Post:
    """Say no, with a reason that helps the author. Everything the version still needed is closed."""
    if not reason.strip():
        raise Refused(_("Say in a few words what to change, so that the author can mend it."))
    need, post = _decide(by, need, digest, approved=False, reason=reason)
    Need.objects.filter(version=need.version, closed_at=None).update(closed_at=clock.now())
    return moves.make(post, "return", by, sets={"note": reason}, digest=digest, content=reason)


@transaction.atomic
def take_over(by: Member, need: Need) -> Post:
    """Make the draft one's own: it goes back to writing, and on its way out it meets the gate as one's own words do."""
    need = _open_need(by, need)
    Need.objects.filter(version=need.version, closed_at=None).update(closed_at=clock.now())
    return moves.make(need.post, "recall", by, sets={"author": by}, was=str(need.post.author_id))


def _decide(by: Member, need: Need, digest: str, *, approved: bool, reason: str) -> tuple[Need, Post]:
    need = _open_need(by, need)
    if digest != need.version.digest:
        raise Conflict(_("The draft is not the one you saw. Look at it again before you decide."))
    try:
        with transaction.atomic():
            Decision.objects.create(
                force=need.force,
                version=need.version,
                need=need,
                by=by,
                author=need.version.by,
                approved=approved,
                digest=digest,
                reason=reason,
            )
    except IntegrityError:
        raise Conflict(_("You have already decided about this draft. Another person must do the other part.")) from None
    need.closed_at = clock.now()
    need.save(update_fields=["closed_at"])
    return need, need.post


def _open_need(by: Member, need: Need) -> Need:
    """The need, locked, if it is still open, still about the newest version, and this member may meet it."""
    standing(by)
    # of=("self", "post"): two deciders meet here one after the other; neither may lock out the author's own row
    need = Need.objects.select_for_update(of=("self", "post")).select_related("post", "version", "area").get(pk=need.pk)
    if by.pk in (need.post.author_id, need.version.by_id):
        raise NotAllowed(_("You wrote this, so another person must decide."))
    if not by.holds(need.role, need.area_id):
        raise NotAllowed(_("You do not have this role in this area now."))
    newest = Version.objects.filter(post=need.post).order_by("-number").values_list("pk", flat=True).first()
    if need.closed_at or newest != need.version_id or need.post.state != "waiting":
        raise Conflict(_("Somebody was faster, or the author took the draft back. There is nothing to decide now."))
    return need


def _let_go(post: Post, version: Version, by: Member | None, **facts: Any) -> Post:
    return moves.make(post, "approve", by, sets={"approved": version}, version=version.number, **facts)
