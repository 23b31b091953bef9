"""The force's own pack in the making: one draft at a time, kept apart from what is in force until two people agree."""

import re
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bluelamp.audit.append import record
from bluelamp.forces.models import Force, Member
from bluelamp.forces.revoke import standing
from bluelamp.kernel import clock
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from bluelamp.policy import layers, proposals
from bluelamp.policy.layers import OWN, Laid
from bluelamp.policy.models import InstalledPack, Proposal
from bluelamp.policy.models.exchange import ProposalQuerySet
from bluelamp.policy.packs_access import may_write
from bluelamp.policy.states import ProposalState
from bluelamp.rulebook import packs
from bluelamp.rulebook.editing import Table, empty, raised, table_of, text_of
from bluelamp.rulebook.rules import Pack
from bluelamp.rulebook.stacking import stack

Change = Callable[[Table], Table]


def in_force(force: Force) -> InstalledPack | None:
    """The force's own pack as it counts now."""
    own = InstalledPack.objects.of(force).in_force().filter(layer=OWN)
    return own.filter(name=name_for(force)).first() or own.first()


def draft_of(force: Force) -> Proposal | None:
    """The draft that somebody is writing."""
    return _editors(force).filter(state=ProposalState.DRAFT).select_related("by", "force").first()


def waiting(force: Force) -> Proposal | None:
    """What was sent for review and is not decided."""
    return _editors(force).filter(state=ProposalState.PROPOSED).select_related("by").first()


def table(force: Force) -> Table:
    """The own pack as plain tables: the draft, else what is in force, else an empty one."""
    draft, row = draft_of(force), in_force(force)
    if draft is not None:
        return table_of(draft.text)
    if row is not None:
        return table_of(row.text)
    return empty(name_for(force), _("%(name)s: own rules") % {"name": force.short_name}, force.name)


def below(force: Force) -> tuple[Pack, ...]:
    """What the own pack lies on."""
    row = in_force(force)
    return layers.packs_of(one for one in layers.in_force(force) if row is None or one.pack.name != row.name)


@transaction.atomic
def change(by: Member, seen: int, make: Change) -> Proposal:
    """Keep a change in the draft, which begins with the first one. `seen`: the draft's revision, 0 when there was none.

    Raises Refused for a pack that does not hold together, Conflict where somebody else was faster.
    """
    standing(by)
    _must_write(by)
    Force.objects.select_for_update().get(pk=by.force_id)
    draft = draft_of(by.force)
    if draft is not None and draft.by_id != by.pk:
        raise Conflict(
            _("%(name)s is changing these rules now. Ask them to send or drop their draft.") % {"name": draft.by}
        )
    if (draft.revision if draft else 0) != seen:
        raise Conflict(_("This draft has changed in another window. Look at it again before you save."))
    text = text_of(make(table(by.force)))
    pack = fits(by.force, text)
    if draft is None:
        draft = _begin(by, pack)
    draft.text, draft.digest, draft.revision, draft.updated_at = text, pack.digest, seen + 1, clock.now()
    draft.save(update_fields=["text", "digest", "revision", "updated_at"])
    record(by.force_id, "pack.edit", by, draft, digest=pack.digest)
    return draft


def fits(force: Force, text: str) -> Pack:
    """The pack, if it lies well on those below. Its examples may still fail: it is only a draft. Raises Refused."""
    pack = layers.read(text)
    stack([*below(force), pack])
    return pack


@transaction.atomic
def send(by: Member, draft: Proposal, saw: str, reason: str) -> Proposal:
    """Ask another person to agree. The version goes up, and the reason becomes its line in the changelog."""
    if draft.by_id != by.pk:
        raise NotAllowed(_("Only %(name)s, who wrote it, can send this.") % {"name": draft.by})
    row = in_force(by.force)
    if row is not None and row.created_at > draft.created_at:
        raise Conflict(_("Your own rules have changed since this draft was begun. Drop it and begin again."))
    if saw != proposals.seen(draft):
        raise Conflict(_("The rules have changed since you looked. Look at what this would do now."))
    words = " ".join(reason.split())
    if not words:
        raise Refused(_("Say in a few words why. It stays in the history of the rules."))
    new = raised(table_of(draft.text), row.version if row else "0.0.0", clock.now().date(), words)
    draft.text = text_of(new)
    pack = packs.parse(draft.text)
    draft.digest, draft.version = pack.digest, pack.version
    draft.save(update_fields=["text", "digest", "version"])
    proposals.propose(by, draft, proposals.seen(draft), reason)
    return draft


def _begin(by: Member, pack: Pack) -> Proposal:
    if waits := waiting(by.force):
        told = {"name": waits.by, "version": waits.version}
        raise Refused(
            _("Version %(version)s by %(name)s waits for a yes. When that is decided, go on from there.") % told
        )
    try:
        with transaction.atomic():
            return Proposal.objects.create(
                force=by.force, by=by, name=pack.name, title=pack.title[:120] or pack.name, version="",
                text="", layer=OWN, source="editor",
            )  # fmt: skip
    except IntegrityError:
        raise Conflict(_("Somebody else has just begun to change these rules. Look again.")) from None


def name_for(force: Force) -> str:
    return re.sub(r"[^a-z0-9]+", "-", force.slug.casefold()).strip("-")[:50] or "own"


def laid(force: Force, pack: Pack) -> list[Laid]:
    """The layers as they would be with this pack as the force's own."""
    return layers.with_pack(layers.in_force(force), Laid(pack, OWN))


def _editors(force: Force) -> ProposalQuerySet:
    return ProposalQuerySet(Proposal).of(force).filter(source="editor")


def _must_write(by: Member) -> None:
    if not may_write(by):
        raise NotAllowed(_("Only the press office writes the force's own rules."))
