"""From a member, or a force, to its channels."""

from uuid import UUID

from django.utils.translation import gettext as _

from bluelamp.channels.models import Channel, ChannelQuerySet
from bluelamp.forces.models import Force, Member
from bluelamp.forces.states import Role
from bluelamp.kernel.errors import NotAllowed

KEEPER = Role.ADMIN


def channels_for(whose: Member | Force) -> ChannelQuerySet:
    """The channels of a force that a post may be meant for, in the order in which they were connected."""
    force = whose.force_id if isinstance(whose, Member) else whose
    return Channel.objects.of(force).live()


def all_channels_for(member: Member) -> ChannelQuerySet:
    """The same with those that were disconnected: their history stays."""
    return Channel.objects.of(member.force_id)


def channel_for(member: Member, channel_id: UUID) -> Channel:
    """One channel of the member's own force, connected or not. Raises NotAllowed."""
    channel = all_channels_for(member).filter(pk=channel_id).first()
    if channel is None:
        raise NotAllowed(_("Your force has no such channel."))
    return channel


def may_keep(member: Member) -> bool:
    """Whether this member connects and disconnects channels."""
    return member.holds(KEEPER)
