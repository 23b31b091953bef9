"""The packs of a force as their pages show them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from bluelamp.forces.models import Force, Member
from bluelamp.policy import effect, layers, own, packs_access, proposals, publishing, signed
from bluelamp.policy.models import Following, InstalledPack, Proposal, PublishedPack, Signer
from bluelamp.policy.naming import LAYERS, OUTCOMES, SOURCES, STATES, TONE_OF_OUTCOME, TONES
from bluelamp.rulebook import packs
from bluelamp.rulebook.rules import Pack


@dataclass(frozen=True)
class Lying:
    """A pack in force, with whoever signed it, if this force knows them."""

    row: InstalledPack
    pack: Pack
    seal: signed.Seal
    known: Signer | None
    published: bool

    @property
    def title(self) -> str:
        return self.pack.title or self.pack.name

    @property
    def whose(self) -> str:
        return self.pack.force or self.pack.author


@dataclass(frozen=True)
class Layer:
    name: str
    packs: tuple[Lying, ...]


def page(member: Member) -> dict[str, Any]:
    """Everything on /packs/: what is in force by layer, what waits, what others offer."""
    force = member.force
    lying = in_force(force)
    return {
        "layers": [Layer(str(name), tuple(one for one in lying if one.row.layer == n)) for n, name in LAYERS.items()],
        "changes": [_line(one) for one in _open(force)],
        "offers": list(offers(force)),
        "feeds": Following.objects.of(force),
        "signers": Signer.objects.of(force).filter(dropped_at=None).select_related("by"),
        "countries": countries(lying),
        "published": publishing.shown(force),
        "keeps": packs_access.may_keep(member),
        "writes": packs_access.may_write(member),
        "draft": own.draft_of(force),
    }


def in_force(force: Force) -> list[Lying]:
    """Base first. Three questions, however many packs."""
    rows = {row.digest: row for row in InstalledPack.objects.of(force).in_force().select_related("by", "agreed_by")}
    known = {signer.public_key: signer for signer in Signer.objects.of(force).filter(dropped_at=None)}
    shown = set(PublishedPack.objects.of(force).shown().values_list("name", "version"))
    return [
        _lying(rows[one.pack.digest], one.pack, known, (one.pack.name, one.pack.version) in shown)
        for one in layers.in_force(force)
    ]


def _lying(row: InstalledPack, pack: Pack, known: dict[str, Signer], shown: bool) -> Lying:
    return Lying(row, pack, signed.seal_of(row.text), known.get(row.signer), shown)


def countries(lying: list[Lying]) -> list[dict[str, Any]]:
    """The packs for the law of a country that come with Bluelamp."""
    there = {one.pack.name for one in lying}
    return [{"name": name, "title": title, "there": name in there} for name, title in layers.countries()]


def offers(force: Force) -> Iterator[dict[str, Any]]:
    """What followed feeds offer and this force neither has nor is looking at: {"feed", "offer"}."""
    there = set(InstalledPack.objects.of(force).in_force().values_list("name", "version"))
    there |= set(Proposal.objects.of(force).open().values_list("name", "version"))
    for feed in Following.objects.of(force):
        for offer in feed.offers:
            if (offer["name"], offer["version"]) not in there:
                yield {"feed": feed, "offer": offer}


def offers_for(member: Member) -> list[dict[str, Any]]:
    """The offers that this member may take up; none for those who keep no packs."""
    return list(offers(member.force)) if packs_access.may_keep(member) else []


def about(member: Member, row: InstalledPack) -> dict[str, Any]:
    """A pack's own page: what is in it, and every version that was ever in force."""
    pack = packs.parse(row.text)
    history = InstalledPack.objects.of(member.force_id).filter(name=row.name).select_related("by", "agreed_by")
    seal = signed.seal_of(row.text)
    return {
        "row": row,
        "pack": pack,
        "title": pack.title or pack.name,
        "seal": seal,
        "known": signed.signer(row.force, seal.key),
        "history": history.defer("text").order_by("-created_at"),
        "keeps": packs_access.may_keep(member),
        "layer": LAYERS[row.layer],
        "own": row.layer == layers.OWN,
        "published": PublishedPack.objects.of(row.force).shown().filter(name=row.name, version=row.version).first(),
        "removable": row.layer != layers.BASE and row.retired_at is None,
    }


def change(member: Member, proposal: Proposal) -> dict[str, Any]:
    """The page of a change: what it would do, and what this person can do about it."""
    still = proposal.state in ("draft", "proposed")
    found = proposals.looked(proposal) if still or not proposal.effect else effect.of_plain(proposal.effect)
    pack = packs.parse(proposal.text) if proposal.text else None
    seal = signed.seal_of(proposal.text)
    mine = proposal.by_id == member.pk
    return {
        "change": proposal,
        "effect": found,
        "posts": [_post(one) for one in found.changes],
        "pack": pack,
        "seal": seal,
        "known": signed.signer(proposal.force, seal.key),
        "state": STATES[proposal.state],
        "tone": TONES[proposal.state],
        "source": SOURCES[proposal.source],
        "seen": proposals.seen(proposal),
        "why_two": proposals.why_two(proposal, found),
        "mine": mine,
        "may_send": proposal.state == "draft" and (mine or proposal.source != "editor"),
        "may_decide": proposal.state == "proposed" and not mine,
        "may_drop": proposal.state == "draft" or (proposal.state == "proposed" and mine),
        "was": InstalledPack.objects.of(proposal.force).in_force().filter(name=proposal.name).defer("text").first(),
    }


def _post(told: dict[str, str]) -> dict[str, str]:
    words = {"old": str(OUTCOMES[told["old"]]), "new": str(OUTCOMES[told["new"]])}
    return {**told, **words, "old_tone": TONE_OF_OUTCOME[told["old"]], "new_tone": TONE_OF_OUTCOME[told["new"]]}


def _open(force: Force) -> list[Proposal]:
    return list(Proposal.objects.of(force).open().select_related("by").defer("text", "effect"))


def _line(proposal: Proposal) -> dict[str, Any]:
    verb = _("Decide") if proposal.state == "proposed" else _("Look")
    return {"row": proposal, "state": STATES[proposal.state], "tone": TONES[proposal.state], "verb": verb}
