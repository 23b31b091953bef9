"""Findings as cards on a page: what counts most first, few of them open, and what their author said to them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from bluelamp.policy import fine
from bluelamp.policy.words import FINE
from bluelamp.rulebook.findings import Finding
from bluelamp.rulebook.stacking import HEAVINESS

OPEN = 3
"""Cards that stand open; more than that nobody reads on a phone."""


@dataclass(frozen=True, slots=True)
class Card:
    """One finding. `answer` to its question; `said`: why its author thinks it is fine, "" while they have not said so."""

    found: Finding
    place: str
    answer: str = ""
    said: str = ""

    @property
    def reasons(self) -> list[tuple[str, str | Promise]]:
        """What can be said with one tap; own words have their own box."""
        return [(name, label) for name, label in FINE.items() if name != "own"]


@dataclass(frozen=True, slots=True)
class Cards:
    """`shown` stand open, `folded` under one line, `aside` are those that their author has answered away."""

    shown: tuple[Card, ...] = ()
    folded: tuple[Card, ...] = ()
    aside: tuple[Card, ...] = ()

    @property
    def none(self) -> bool:
        return not self.shown and not self.aside


def laid_out(
    findings: Iterable[Finding], words: str, said: Mapping[str, str], answers: Mapping[str, object] | None = None
) -> Cards:
    """The findings of one draft as cards. `said`: the reasons given, by place; `answers`: to questions, by their id."""
    given = answers or {}
    every = [_card(found, words, said, given) for found in sorted(findings, key=_first)]
    aside = tuple(card for card in every if card.said and card.found.weight in fine.LIGHT)
    left = [card for card in every if not (card.said and card.found.weight in fine.LIGHT)]
    shown = _openers(left)
    return Cards(tuple(shown), tuple(card for card in left if all(card is not one for one in shown)), aside)


def _card(found: Finding, words: str, said: Mapping[str, str], answers: Mapping[str, object]) -> Card:
    place = fine.place(found, words)
    return Card(found, place, str(answers.get(found.question_id, "")), said.get(place, ""))


def _first(found: Finding) -> tuple[int, bool, int]:
    """Heaviest first, of these what the law orders, then as the words run."""
    return -HEAVINESS[found.weight], not found.statutory, found.start


def _openers(cards: Iterable[Card]) -> list[Card]:
    """The first card of each rule, as many as stand open: a second place of the same rule teaches nothing new."""
    firsts: dict[str, Card] = {}
    for card in cards:
        firsts.setdefault(card.found.rule, card)
    return list(firsts.values())[:OPEN]
