"""“Would you send this?”: six short drafts from the packs in force, each judged by the rules themselves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256

from bluelamp.forces.models import Force
from bluelamp.policy import assess, register
from bluelamp.policy.cards import Cards, laid_out
from bluelamp.rulebook import engine
from bluelamp.rulebook.extras import later_wins
from bluelamp.rulebook.findings import Draft, Finding
from bluelamp.rulebook.rules import Pack
from bluelamp.rulebook.stacking import stack

SIX = 6
STOPPED = 4
SETS = 100
"""After so many the first comes again."""

_HURTS = ("HATE", "SUICIDE")
"""Risks whose examples nobody wants to meet by surprise."""
_SHORTEST, _LONGEST = 25, 220


@dataclass(frozen=True, slots=True)
class Slip:
    """A draft, whether one could send it, and what a training card says it teaches."""

    draft: Draft
    send: bool
    learn: str
    cards: Cards

    @property
    def found(self) -> list[Finding]:
        """What to mark in the words."""
        return [card.found for card in (*self.cards.shown, *self.cards.folded)]


@dataclass(frozen=True, slots=True)
class Run:
    """Where somebody stands in a set. `sent`: what they said to this draft, None before that; `right`: so far."""

    number: int
    slips: tuple[Slip, ...]
    at: int
    right: int
    sent: bool | None = None

    @property
    def slip(self) -> Slip:
        return self.slips[self.at]

    @property
    def place(self) -> int:
        return self.at + 1

    @property
    def correct(self) -> bool:
        return self.sent == self.slip.send

    @property
    def over(self) -> bool:
        return self.at >= len(self.slips)

    @property
    def last(self) -> bool:
        return self.place == len(self.slips)

    @property
    def following(self) -> int:
        return self.number + 1


def run_of(force: Force, data: Mapping[str, str]) -> Run:
    """From what the page holds: set, at, right, and answer ("yes" or "no") where one was given."""
    number = _number(data.get("set"), SETS - 1)
    slips = six(assess.packs_in_force(force), number, register.today(force))
    at, right = _number(data.get("at"), len(slips)), _number(data.get("right"), len(slips))
    answer = data.get("answer", "")
    if answer not in ("yes", "no") or at >= len(slips):
        return Run(number, slips, at, right)
    sent = answer == "yes"
    return Run(number, slips, at, min(right + (sent == slips[at].send), at + 1), sent)


@lru_cache(maxsize=32)
def six(packs: tuple[Pack, ...], number: int, today: date) -> tuple[Slip, ...]:
    """The same six for the same number, packs and day: some that would be stopped, some that are fine."""
    stopped: list[Slip] = []
    fine: list[Slip] = []
    once = {draft.text: (draft, learn) for draft, learn in _drafts(packs)}
    for draft, learn in sorted(once.values(), key=lambda one: _mixed(number, one[0])):
        if len(stopped) == STOPPED and len(fine) == SIX - STOPPED:
            break
        slip = _slip(packs, draft, learn, today)
        if slip is not None:
            wanted, most = (fine, SIX - STOPPED) if slip.send else (stopped, STOPPED)
            wanted.extend([slip] if len(wanted) < most else [])
    return tuple(sorted([*stopped, *fine], key=lambda slip: _mixed(number + SETS, slip.draft)))


def _drafts(packs: Sequence[Pack]) -> Iterator[tuple[Draft, str]]:
    """Training cards with what they teach, and of each rule the examples that are plain short words."""
    for card in later_wins(pack.cards for pack in packs):
        yield Draft(card.draft, card.kind, card.case_state, lang=card.lang), card.learn
    for rule in stack(packs):
        for example in (*rule.flags[:3], *rule.passes[:3]):
            draft = example.draft
            plain = draft == Draft(draft.text, draft.kind, draft.case_state)
            if rule.risk not in _HURTS and plain and _SHORTEST <= len(draft.text) <= _LONGEST:
                yield draft, ""


def _slip(packs: Sequence[Pack], draft: Draft, learn: str, today: date) -> Slip | None:
    """None where advice leaves it open whether to send it: that would be a trick question."""
    said = engine.assess(packs, Draft(draft.text, draft.kind, draft.case_state, lang=draft.lang, today=today))
    known = {rule.id for rule in stack(packs)}
    if said.verdict == "advise" or set(_HURTS) & set(said.risks) or any(f.rule not in known for f in said.findings):
        return None
    return Slip(draft, said.verdict == "ok", learn, laid_out(said.findings, draft.text, {}))


def _mixed(number: int, draft: Draft) -> str:
    return sha256(f"{number} {draft.text}".encode()).hexdigest()


def _number(value: str | None, most: int) -> int:
    return min(int(value), most) if value and value.isdecimal() and len(value) < 6 else 0
