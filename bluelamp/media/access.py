"""From a member to a picture of their own force."""

from uuid import UUID

from django.utils.translation import gettext as _

from bluelamp.forces.models import Member
from bluelamp.kernel.errors import NotAllowed
from bluelamp.media.models import Picture


def picture_for(member: Member, picture_id: UUID) -> Picture:
    picture = Picture.objects.of(member.force_id).filter(pk=picture_id).first()
    if picture is None:
        raise NotAllowed(_("There is no such picture."))
    return picture
