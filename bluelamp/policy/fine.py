"""“This is fine because ...”: what an author says to a finding, and what a reviewer makes of it. It never clears a rule."""

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from bluelamp.audit.append import record
from bluelamp.forces.models import Area, Force, Member
from bluelamp.kernel import clock, digests, text
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from bluelamp.policy.assess import packs_in_force
from bluelamp.policy.listing import speaks_of
from bluelamp.policy.models import FindingAnswer
from bluelamp.policy.words import FINE
from bluelamp.rulebook.findings import Finding
from bluelamp.rulebook.rules import Pack

LONGEST = 200
LIGHT = ("advise", "fix")
"""Weights whose card goes away once the author has said why it is fine: they stop nothing anyway."""


def place(found: Finding, words: str) -> str:
    """Names a finding by its rule and the words it is about: the same while these stand, wherever they move."""
    about = words[found.start : found.end] if found.end > found.start else ""
    return digests.digest([found.rule, found.medium, about.casefold()])[:32]


def standing(force: Force, subject: str) -> dict[str, FindingAnswer]:
    """What was answered about this subject and not taken back, by place. One query."""
    return {said.place: said for said in FindingAnswer.objects.of(force).about(subject)}


@transaction.atomic
def say_fine(
    by: Member, about: models.Model, area: Area, found: Finding, words: str, reason: str, own_words: str = ""
) -> FindingAnswer:
    """Keep why `by` thinks that this finding is wrong about `words`; a second reason takes the place of the first.

    Raises Refused for a reason that is not offered, or for own words that are missing or too long.
    """
    why = _own(own_words) if reason == "own" else ""
    if reason not in FINE:
        raise Refused(_("Choose one of the reasons."))
    FindingAnswer.objects.of(by.force_id).about(str(about.pk)).filter(place=place(found, words)).update(
        taken_back_at=clock.now()
    )
    said = FindingAnswer.objects.create(
        force=by.force,
        subject=str(about.pk),
        area=area,
        rule=found.rule[:60],
        weight=found.weight,
        pack=_speaker(packs_in_force(by.force), found.rule),
        place=place(found, words),
        by=by,
        reason=reason,
        words=why,
    )
    facts = {"rule": said.rule, "weight": said.weight, "reason": reason, "pack": said.pack, "answer": str(said.pk)}
    record(by.force_id, "finding.fine", by, about, content=why, **facts)
    return said


@transaction.atomic
def take_back(by: Member, about: models.Model, named: str) -> None:
    """The author thinks again: the card is back. Nothing to take back is no trouble."""
    mine = FindingAnswer.objects.of(by.force_id).about(str(about.pk)).filter(place=named).first()
    if mine is None:
        return
    FindingAnswer.objects.of(by.force_id).filter(pk=mine.pk).update(taken_back_at=clock.now())
    record(by.force_id, "finding.unfine", by, about, rule=mine.rule, answer=str(mine.pk))


@transaction.atomic
def weigh(by: Member, about: models.Model, answer: FindingAnswer, agrees: bool) -> FindingAnswer:
    """A second person's word: was the rule wrong here? It can be changed, and never comes from the author."""
    said = FindingAnswer.objects.of(by.force_id).select_for_update().get(pk=answer.pk)
    if said.by_id == by.pk:
        raise NotAllowed(_("You said this yourself, so another person must weigh it."))
    if said.taken_back_at:
        raise Conflict(_("The author has taken this back. There is nothing to weigh now."))
    said.agreed, said.weighed_by, said.weighed_at = agrees, by, clock.now()
    said.save(update_fields=["agreed", "weighed_by", "weighed_at"])
    record(by.force_id, "finding.weigh", by, about, rule=said.rule, agreed=agrees, answer=str(said.pk))
    return said


def _own(words: str) -> str:
    if not text.plain(words):
        raise Refused(_("Say in a few words why this is fine."))
    return text.clean(words, LONGEST)[:LONGEST]


def _speaker(packs: tuple[Pack, ...], rule: str) -> dict[str, Any]:
    """The pack that said the last word about a rule: the one that brings it, or a later one that changes it."""
    for pack in reversed(packs):
        if speaks_of(pack, rule):
            return {"name": pack.name, "version": pack.version, "digest": pack.digest}
    return {}
