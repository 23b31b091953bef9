"""From a member to conversations: one's own areas; desk and press see the whole force."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from bluelamp.forces.models import Member, Suspension
from bluelamp.forces.states import Role
from bluelamp.inbox.models import Answer, Conversation, ConversationQuerySet
from bluelamp.kernel.errors import NotAllowed

READERS = (Role.OFFICER, Role.SUPERVISOR, Role.PRESS, Role.DESK, Role.AUDITOR)
ANSWERERS = (Role.OFFICER, Role.SUPERVISOR, Role.PRESS, Role.DESK)


def conversations_for(member: Member, roles: tuple[Role, ...] = READERS) -> ConversationQuerySet:
    """What this member may read.

    `stopped` tells that the person it is assigned to may not act now, `answering` that an answer is on its way.
    """
    grants = [(role, area) for role, area in member.grants_list() if role in roles]
    rows = Conversation.objects.of(member.force_id)
    if not any(area is None for _role, area in grants):
        rows = rows.filter(Q(area_id__in=[area for _role, area in grants]))
    stopped = Suspension.objects.open().filter(member=OuterRef("assigned"))
    answering = Answer.objects.on_the_way().filter(conversation=OuterRef("pk"))
    rows = rows.select_related("channel", "area", "team", "assigned", "post")
    return rows.annotate(stopped=Exists(stopped), answering=Exists(answering))


def conversation_for(member: Member, conversation_id: UUID) -> Conversation:
    conversation = conversations_for(member).filter(pk=conversation_id).first()
    if conversation is None:
        raise NotAllowed(_("There is no such conversation for you."))
    return conversation


def may_answer(member: Member, conversation: Conversation) -> bool:
    return any(member.holds(role, conversation.area_id) for role in ANSWERERS)


def may_be_assigned(conversation: Conversation) -> "list[Member]":
    """The people who could take this conversation: active, with a role in its area."""
    people = Member.objects.of(conversation.force_id).active()
    fitting = Member.objects.none()
    for role in ANSWERERS:
        fitting = fitting | people.holding(role, conversation.area_id)
    return list(fitting.distinct().order_by("name"))
