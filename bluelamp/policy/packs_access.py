"""From a member to the packs of their force, their history and the changes that wait."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from bluelamp.forces.models import Member
from bluelamp.forces.states import Role
from bluelamp.kernel.errors import NotAllowed
from bluelamp.policy.models import Following, InstalledPack, Proposal, PublishedPack, Signer
from bluelamp.policy.models.exchange import ProposalQuerySet
from bluelamp.policy.states import ProposalState

KEEPERS = (Role.ADMIN, Role.PRESS)
"""Who changes the rules of a force."""

Row = TypeVar("Row", bound=Model)


def may_keep(member: Member) -> bool:
    return any(member.holds(role) for role in KEEPERS)


def may_write(member: Member) -> bool:
    """Whether this member writes the force's own rules."""
    return member.holds(Role.PRESS)


def changes_to_decide(member: Member) -> ProposalQuerySet:
    """What others have proposed about the rules, oldest first; nothing for those who keep no packs."""
    rows = ProposalQuerySet(Proposal).of(member.force_id)
    if not may_keep(member):
        return rows.none()
    waiting = rows.filter(state=ProposalState.PROPOSED).exclude(by=member)
    return waiting.select_related("by").defer("text", "effect").order_by("updated_at")


def pack_for(member: Member, pack_id: UUID) -> InstalledPack:
    """A version of a pack of the member's own force, in force or not: anybody may read the rules."""
    return _one(InstalledPack.objects.of(member.force_id).select_related("by", "agreed_by", "force"), pack_id)


def proposal_for(member: Member, proposal_id: UUID) -> Proposal:
    return _one(Proposal.objects.of(member.force_id).select_related("by", "decided_by", "force"), proposal_id)


def signer_for(member: Member, signer_id: UUID) -> Signer:
    return _one(Signer.objects.of(member.force_id).filter(dropped_at=None), signer_id)


def feed_for(member: Member, feed_id: UUID) -> Following:
    return _one(Following.objects.of(member.force_id).select_related("force"), feed_id)


def published_for(member: Member, published_id: UUID) -> PublishedPack:
    return _one(PublishedPack.objects.of(member.force_id).shown(), published_id)


def _one(rows: "QuerySet[Row]", identity: UUID) -> Row:
    row = rows.filter(pk=identity).first()
    if row is None:
        raise NotAllowed(_("Your force has no such thing."))
    return row
