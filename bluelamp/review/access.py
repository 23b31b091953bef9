"""From a member to what waits for their yes."""

from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from bluelamp.forces.models import Member
from bluelamp.kernel.errors import Conflict, NotAllowed
from bluelamp.posts.states import PostState
from bluelamp.review.models import Decision, Need, NeedQuerySet


def queue_for(member: Member) -> NeedQuerySet:
    """Open needs this member could meet now, oldest first; their own posts are somebody else's to decide."""
    # A plain NOT EXISTS: the planner turns it into one hashed pass, where `exclude` across the join cost minutes.
    decided = Decision.objects.of(member.force_id).filter(version=OuterRef("version"), by=member)
    return (
        Need.objects.of(member.force_id)
        .open()
        .for_member(member.grants_list())
        .filter(post__state=PostState.WAITING)
        .exclude(post__author=member)
        .exclude(version__by=member)
        .exclude(Exists(decided))
        .select_related("post__author", "post__team", "area", "version__verdict")
        .order_by("created_at")
    )


def need_for(member: Member, need_id: UUID) -> Need:
    """Raises Conflict for what was this member's to decide until somebody was faster, NotAllowed for anything else."""
    need = queue_for(member).filter(pk=need_id).first()
    if need is not None:
        return need
    theirs = Need.objects.of(member.force_id).for_member(member.grants_list()).exclude(post__author=member)
    if theirs.filter(pk=need_id).exclude(closed_at=None).exists():
        raise Conflict(_("Somebody was faster, or the author took the draft back. There is nothing to decide now."))
    raise NotAllowed(_("There is nothing here for you to decide."))


def track_record(author: Member) -> list[Decision]:
    """The last ten decisions about this author's posts, newest first: how far their words have carried."""
    return list(
        Decision.objects.of(author.force_id).filter(author=author).select_related("by").order_by("-created_at")[:10]
    )


def beside(member: Member, need: Need) -> tuple[UUID | None, UUID | None]:
    """The needs before and after this one in the member's queue, for going through it with j and k."""
    queue = list(queue_for(member).values_list("pk", flat=True)[:200])
    at = queue.index(need.pk) if need.pk in queue else -1
    before = queue[at - 1] if at > 0 else None
    after = queue[at + 1] if 0 <= at < len(queue) - 1 else None
    return before, after
