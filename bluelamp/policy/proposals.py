"""Changing the packs in force, step by step: bring one in and see what it does, put it in force, or ask a second person."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from bluelamp.audit.append import record
from bluelamp.forces.models import Force, Member
from bluelamp.forces.revoke import standing
from bluelamp.kernel import clock
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from bluelamp.kernel.text import plain
from bluelamp.policy import actions, effect, layers, moves, signed
from bluelamp.policy.layers import COUNTRY, Laid
from bluelamp.policy.models import InstalledPack, Proposal
from bluelamp.policy.packs_access import may_keep
from bluelamp.rulebook import packs

REASON = 500


@transaction.atomic
def offer(by: Member, text: str, source: str, layer: int | None = None) -> Proposal:
    """A pack from elsewhere, to look at before anything counts. Raises Refused for what cannot be read or was tampered with."""
    _must_keep(by)
    pack = layers.read(text)
    seal = signed.seal_of(text)
    if seal.wrong:
        raise Refused(seal.wrong)
    lies = layers.layer_for(by.force, pack, foreign=True) if layer is None else layer
    proposal = Proposal.objects.create(
        force=by.force,
        by=by,
        name=pack.name,
        title=plain(pack.title)[:120] or pack.name,
        version=pack.version,
        text=text,
        digest=pack.digest,
        layer=lies,
        source=source,
        signer=seal.key,
    )
    record(by.force_id, "pack.offer", by, proposal, source=source, digest=pack.digest, signer=seal.key)
    return proposal


def offer_country(by: Member, name: str) -> Proposal:
    """A built-in pack for the law of a country."""
    if name not in dict(layers.countries()):
        raise Refused(_("Choose the pack of your country from the list."))
    return offer(by, packs.bundle(layers.BUILTIN / name), "builtin", COUNTRY)


def offer_earlier(by: Member, row: InstalledPack) -> Proposal:
    """A version that was in force once, to go back to."""
    return offer(by, row.text, "earlier", row.layer)


@transaction.atomic
def offer_removal(by: Member, row: InstalledPack) -> Proposal:
    """The thought of taking a pack out."""
    _must_keep(by)
    told = {"name": row.name, "title": row.name, "version": row.version, "layer": row.layer, "source": "removal"}
    proposal = Proposal.objects.create(force=by.force, by=by, **told)
    record(by.force_id, "pack.offer", by, proposal, source="removal", digest=row.digest)
    return proposal


def planned(proposal: Proposal) -> tuple[Sequence[Laid], Sequence[Laid]]:
    """What is in force, and what would be. Raises Refused where the pack does not fit at all."""
    old = layers.in_force(proposal.force)
    if not proposal.text:
        return old, layers.without(old, proposal.name)
    return old, layers.with_pack(old, Laid(packs.parse(proposal.text), proposal.layer, proposal.text))


def looked(proposal: Proposal) -> effect.Effect:
    """What the change would do, worked out once and again when the packs in force have changed since."""
    if proposal.effect and tuple(proposal.effect["against"]) == effect.now(proposal.force):
        return effect.of_plain(proposal.effect)
    try:
        found = effect.look(proposal.force, *planned(proposal))
    except Refused as refused:
        found = effect.Effect(problem=str(refused), against=effect.now(proposal.force))
    Proposal.objects.filter(pk=proposal.pk, revision=proposal.revision).update(effect=found.plain())
    proposal.effect = found.plain()
    return found


def why_two(proposal: Proposal, found: effect.Effect) -> str:
    """Why a second person must agree; "" where one is enough."""
    if proposal.source == "editor":
        return _("Every change of your own rules is read by a second person.")
    if found.loosens:
        return _("It makes something looser, so a second person must agree.")
    if proposal.source in ("upload", "feed") and not signed.signer(proposal.force, proposal.signer):
        return _("Nobody whom you trust has signed it, so a second person must agree.")
    return ""


def seen(proposal: Proposal) -> str:
    """What a page was about: this text against these packs."""
    return signed.short_digest([proposal.digest, proposal.revision, *effect.now(proposal.force)])


@transaction.atomic
def install(by: Member, proposal: Proposal, saw: str, reason: str) -> InstalledPack | None:
    """One person puts it in force. Raises Refused where two are needed, Conflict where it is not what was seen."""
    found = _ready(by, proposal, saw)
    if why := why_two(proposal, found):
        raise Refused(why)
    moves.make(proposal, "install", by, sets={"reason": _reason(reason)}, content=reason)
    return _carry_out(proposal, by, None)


@transaction.atomic
def propose(by: Member, proposal: Proposal, saw: str, reason: str) -> None:
    """Ask for the yes of another person."""
    _ready(by, proposal, saw)
    moves.make(proposal, "propose", by, sets={"reason": _reason(reason)}, content=reason)


@transaction.atomic
def agree(by: Member, proposal: Proposal, saw: str, words: str = "") -> InstalledPack | None:
    """The second person's yes puts it in force."""
    _ready(by, proposal, saw)
    _not_mine(by, proposal)
    told = {"decided_by": by, "decided_at": clock.now(), "answer": words[:REASON]}
    moves.make(proposal, "agree", by, sets=told, content=words)
    return _carry_out(proposal, proposal.by, by)


@transaction.atomic
def refuse(by: Member, proposal: Proposal, words: str) -> None:
    """The second person's no, with a reason that helps."""
    _must_keep(by)
    _not_mine(by, proposal)
    told = {"decided_by": by, "decided_at": clock.now(), "answer": _reason(words)}
    moves.make(proposal, "refuse", by, sets=told, content=words)


@transaction.atomic
def withdraw(by: Member, proposal: Proposal) -> None:
    """Whoever brought it in drops it; what nobody has proposed yet, anybody who keeps the packs may drop."""
    _must_keep(by)
    if proposal.state == "proposed" and proposal.by_id != by.pk:
        raise NotAllowed(_("Only %(name)s can take this back. You can say no.") % {"name": proposal.by})
    moves.make(proposal, "withdraw", by)


def _ready(by: Member, proposal: Proposal, saw: str) -> effect.Effect:
    standing(by)
    _must_keep(by)
    Force.objects.select_for_update().get(pk=proposal.force_id)
    if saw != seen(proposal):
        raise Conflict(_("The rules have changed since you looked. Look at what this would do now."))
    found = looked(proposal)
    if found.problem:
        raise Refused(found.problem)
    return found


def _carry_out(proposal: Proposal, by: Member, agreed_by: Member | None) -> InstalledPack | None:
    reason = proposal.reason
    if not proposal.text:
        actions.remove(proposal.force, by, proposal.name, reason)
        return None
    row = actions.install(
        proposal.force,
        by,
        proposal.text,
        proposal.layer,
        reason=reason,
        signer=proposal.signer,
        agreed_by=agreed_by,
    )
    Proposal.objects.filter(pk=proposal.pk).update(installed=row)
    return row


def _must_keep(by: Member) -> None:
    if not may_keep(by):
        raise NotAllowed(_("Only the press office and administrators change the rules."))


def _not_mine(by: Member, proposal: Proposal) -> None:
    if proposal.by_id == by.pk:
        raise Refused(_("This is your own change. Another person must decide about it."))


def _reason(words: str) -> str:
    said = plain(words)
    if not said:
        raise Refused(_("Say in a few words why. It stays in the history of the rules."))
    return said[:REASON]
