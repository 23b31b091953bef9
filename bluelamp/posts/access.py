"""The only way from a person to a post."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from bluelamp.forces.models import Area, Member
from bluelamp.forces.states import Role
from bluelamp.kernel.errors import NotAllowed
from bluelamp.posts.models import DraftPicture, Post, PostQuerySet, Version
from bluelamp.posts.states import EDITABLE

WRITERS = (Role.OFFICER, Role.SUPERVISOR, Role.PRESS)
READERS = (Role.SUPERVISOR, Role.PRESS, Role.DESK, Role.ADMIN, Role.AUDITOR)
KEEPERS = (Role.SUPERVISOR, Role.PRESS)
"""Those who, besides the author, may correct or withdraw what is public."""


def posts_for(member: Member) -> PostQuerySet:
    """What the member wrote, also where others went on with it, and the posts of areas that a role of theirs looks after."""
    versions = Version.objects.of(member.force_id).filter(by=member)
    mine = Q(author=member) | Q(pk__in=versions.values("post_id"))
    for role in READERS:
        areas = member.areas_for(role)
        if areas is None:
            return Post.objects.of(member.force_id)
        mine |= Q(area_id__in=areas)
    return Post.objects.of(member.force_id).filter(mine)


def post_for(member: Member, post_id: UUID) -> Post:
    rows = posts_for(member).select_related("force", "area", "team", "author", "approved", "case", "consent")
    post = rows.filter(pk=post_id).first()
    if post is None:
        raise NotAllowed(_("There is no such post, or it is not one of yours."))
    return post


def may_edit(member: Member, post: Post) -> bool:
    """Only its author, and only while it is a draft or has come back."""
    return post.author_id == member.pk and post.state in EDITABLE


def draft_for(member: Member, post_id: UUID) -> Post:
    """A post that this member may write in now."""
    post = post_for(member, post_id)
    if not may_edit(member, post):
        raise NotAllowed(_("Only the person who wrote it can change it, and only while it is a draft."))
    return post


def shown_in(post: Post, shown_id: object) -> DraftPicture:
    """A picture of this post. Raises NotAllowed."""
    try:
        return post.pictures.select_related("picture__film").get(pk=UUID(str(shown_id)))
    except (ValueError, DraftPicture.DoesNotExist):
        raise NotAllowed(_("That picture is not in this post any more.")) from None


def shown_for(member: Member, shown_id: UUID) -> DraftPicture:
    """A picture in a post that this member may see. Raises NotAllowed."""
    rows = DraftPicture.objects.of(member.force_id).select_related("picture__film", "post__area", "post__force")
    shown = rows.filter(pk=shown_id, post__in=posts_for(member)).first()
    if shown is None:
        raise NotAllowed(_("There is no such picture, or it is not in a post of yours."))
    return shown


def may_keep(member: Member, post: Post) -> bool:
    """Whether this member may correct or withdraw it: the author, or who looks after the area."""
    return post.author_id == member.pk or any(member.holds(role, post.area_id) for role in KEEPERS)


def areas_to_write_in(member: Member) -> QuerySet[Area]:
    """The areas in whose name this member may start a post; their own team's area comes first in `first_area`."""
    areas = Area.objects.of(member.force_id)
    held: set[UUID] = set()
    for role in WRITERS:
        some = member.areas_for(role)
        if some is None:
            return areas
        held.update(some)
    return areas.filter(pk__in=held)


def may_write(member: Member, area: Area, kind: str) -> bool:
    """Officers, supervisors and the press office write; the desk answers."""
    roles = (*WRITERS, Role.DESK) if kind == "reply" else WRITERS
    return area.force_id == member.force_id and any(member.holds(role, area) for role in roles)
