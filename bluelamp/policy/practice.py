"""Trying drafts against the rules in force. Nothing here is written down: no row, no entry in the record, no line in a log."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from bluelamp.forces.models import Force
from bluelamp.kernel import text
from bluelamp.policy import assess, cards, fine, register
from bluelamp.policy.words import FINE
from bluelamp.rulebook.extras import Card, later_wins
from bluelamp.rulebook.findings import Assessment, Draft, Medium

LONGEST = 10_000
MOST_FACTS = 60
OWN = {"source": "own", "checked": True, "stripped": True}
"""What is known of a pretend picture: the officer's own, looked at, its hidden data taken out."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What the rules say about a draft that nobody keeps. `said`: reasons given in this page, by place."""

    text: str
    assessment: Assessment
    cards: cards.Cards
    said: Mapping[str, str]

    @property
    def word(self) -> str:
        """The verdict in one line."""
        return {
            "ok": _("This could go out: the rules have nothing against it."),
            "advise": _("This could go out. The rules have some advice."),
            "review": _("Somebody else would look at this first."),
            "block": _("This would be stopped."),
        }[self.assessment.verdict]

    @property
    def tone(self) -> str:
        return {"ok": "fine", "advise": "lamp", "review": "care", "block": "stop"}[self.assessment.verdict]


def try_out(force: Force, written: Mapping[str, Any], said: Mapping[str, str], facts: Mapping[str, str]) -> Tried:
    """`written`: text, kind, case_state, lang, picture ("", "photo" or "video"), alt. `facts`: answers to questions."""
    words = text.plain(str(written.get("text") or ""))[:LONGEST]
    known = {name: value for name, value in list(facts.items())[:MOST_FACTS] if name not in register.GIVEN}
    draft = Draft(
        text=words,
        kind=written.get("kind") or "update",
        case_state=written.get("case_state") or "none",
        media=_media(written),
        facts={**known, "languages": list(force.languages)},
        lang=written.get("lang") or "en",
        today=register.today(force),
    )
    assessment = assess.preview(force, draft)
    return Tried(words, assessment, cards.laid_out(assessment.findings, words, said, known), said)


def _media(written: Mapping[str, Any]) -> tuple[Medium, ...]:
    kind = written.get("picture")
    return (Medium(kind, text.plain(str(written.get("alt") or ""))[:LONGEST], facts=OWN),) if kind else ()


def reasons(data: Any) -> dict[str, str]:
    """“This is fine because ...” as it stands in the page: what was said before, and what this button says. By place."""
    said = dict(line.partition(":")[::2] for line in data.getlist("said"))
    if "unfine" in data:
        said.pop(data["unfine"], None)
    if "fine" in data:
        place, _colon, reason = data["fine"].partition(":")
        own = next(filter(None, data.getlist(f"fine-words-{place}")), "")[: fine.LONGEST]
        if because := own if reason == "own" else str(FINE.get(reason, "")):
            said[place] = because
    return said


def in_place(tried: Tried, choice: str) -> str:
    """The words with a safe wording put in: `choice` is "<rule>:<start>:<end>", as the finding's button sends it."""
    for found in tried.assessment.findings:
        if found.replaces == "words" and found.rewrite and f"{found.rule}:{found.start}:{found.end}" == choice:
            return tried.text[: found.start] + found.rewrite + tried.text[found.end :]
    return tried.text


def training_cards(force: Force) -> tuple[Card, ...]:
    """The cards of the packs in force; a later pack's card stands in for the earlier one with its id."""
    return later_wins(pack.cards for pack in assess.packs_in_force(force))
