"""A pack and its rules as the engine holds them: frozen, read from TOML by packs.py."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from bluelamp.language.local import Local
from bluelamp.rulebook.checks.registry import Run
from bluelamp.rulebook.extras import Card, Change, RouteRow, Strategy, Template
from bluelamp.rulebook.findings import Draft, Weight
from bluelamp.rulebook.values import plain
from bluelamp.rulebook.when import ALWAYS
from bluelamp.rulebook.when import When as When

YES: tuple[Any, ...] = (True, "yes")


@dataclass(frozen=True, slots=True)
class Check:
    """One look at the draft. Risk and weight are the rule's unless the check says otherwise.

    `final`: no answer to the rule's question silences what this check finds. `rewrite`: words that fit exactly in the
    place of those this check finds, instead of the rule's wording. `say`: what to do about exactly this, likewise; the
    rule's wording is not offered with it, because it answers another sentence. `last`: a net below all other checks, see engine.
    `settings`: as the pack wrote them, for those who compare packs.
    """

    run: Run
    use: str
    risk: str
    weight: Weight
    when: When = ALWAYS
    final: bool = False
    last: bool = False
    say: str = ""
    rewrite: str = ""
    settings: Any = None


@dataclass(frozen=True, slots=True)
class Example:
    draft: Draft
    line: str  # as written, for the report


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    title: str
    risk: str
    weight: Weight
    say: str
    why: str
    basis: str
    checks: tuple[Check, ...]
    rewrite: str = ""
    replaces: str = "nothing"
    question: str = ""
    question_id: str = ""
    clears_when: tuple[Any, ...] = YES
    exception_by: str = ""
    statutory: bool = False
    when: When = ALWAYS
    flags: tuple[Example, ...] = ()
    passes: tuple[Example, ...] = ()

    def answered(self, draft: Draft) -> bool:
        """The question has the answer that clears it. A statutory rule takes the exact answer and nothing like it."""
        if not self.question_id or self.question_id not in draft.facts:
            return False
        answer = draft.facts[self.question_id]
        if self.statutory:
            return any(type(answer) is type(wanted) and answer == wanted for wanted in self.clears_when)
        return plain(answer) in {plain(wanted) for wanted in self.clears_when}


@dataclass(frozen=True, slots=True)
class Addition:
    """A further check for a rule of an earlier pack; without a risk or weight of its own it takes the rule's."""

    check: Check
    risk: str = ""
    weight: Weight | None = None

    def to(self, rule: Rule) -> Check:
        return replace(self.check, risk=self.risk or rule.risk, weight=self.weight or rule.weight)


@dataclass(frozen=True, slots=True)
class Amendment:
    """A later pack's word on an earlier rule. `words`: fields of Rule to replace; the rest is added or narrowed.

    `weight`: for every check of the rule. `off`: the rule is gone. `when`: in place of the rule's own.
    """

    rule: str
    weight: Weight | None = None
    off: bool = False
    words: tuple[tuple[str, str], ...] = ()
    when: When | None = None
    checks: tuple[Addition, ...] = ()
    flags: tuple[Example, ...] = ()
    passes: tuple[Example, ...] = ()


@dataclass(frozen=True)
class Pack:
    """Equal if of the same bytes: `digest` is their SHA-256 in hex.

    `author`: who wrote it. `force`: the force it comes from. `begins`: since when it is meant to count (told, not heeded:
    rules heed their own `when.from`). `requires`: names of packs that must lie below it, each with the least version.
    """

    name: str = field(compare=False)
    version: str = field(compare=False)
    digest: str
    rules: tuple[Rule, ...] = field(compare=False)
    amendments: tuple[Amendment, ...] = field(default=(), compare=False)
    title: str = field(default="", compare=False)
    languages: tuple[str, ...] = field(default=("en",), compare=False)
    jurisdiction: str = field(default="", compare=False)
    author: str = field(default="", compare=False)
    force: str = field(default="", compare=False)
    licence: str = field(default="", compare=False)
    begins: date | None = field(default=None, compare=False)
    requires: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    changelog: tuple[Change, ...] = field(default=(), compare=False)
    register: Local = field(default=Local(), compare=False)
    templates: tuple[Template, ...] = field(default=(), compare=False)
    strategies: tuple[Strategy, ...] = field(default=(), compare=False)
    cards: tuple[Card, ...] = field(default=(), compare=False)
    routes: tuple[RouteRow, ...] = field(default=(), compare=False)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False)
