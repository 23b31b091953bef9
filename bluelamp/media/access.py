"""From a member to a picture of their own force, and who may say to which case it belongs."""

from uuid import UUID

from django.utils.translation import gettext as _

from bluelamp.forces.models import Member
from bluelamp.forces.states import Role
from bluelamp.kernel.errors import NotAllowed
from bluelamp.media.models import Picture

TIERS = (Role.SUPERVISOR, Role.PRESS)


def may_tie(member: Member) -> bool:
    """A picture may come up again anywhere, so whoever looks after some area may tie it."""
    return any(member.holds(role) for role in TIERS)


def picture_for(member: Member, picture_id: UUID) -> Picture:
    picture = Picture.objects.of(member.force_id).filter(pk=picture_id).first()
    if picture is None:
        raise NotAllowed(_("There is no such picture."))
    return picture
