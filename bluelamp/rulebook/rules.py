"""A pack and its rules as the engine holds them: frozen, read from TOML by packs.py."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bluelamp.rulebook.checks.registry import Run
from bluelamp.rulebook.findings import Draft, Weight

YES: tuple[Any, ...] = (True, "yes")


@dataclass(frozen=True, slots=True)
class When:
    """The drafts a rule or check is for; an empty condition lets all through."""

    kinds: tuple[str, ...] = ()
    case_states: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)

    def holds(self, draft: Draft) -> bool:
        return (
            (not self.kinds or draft.kind in self.kinds)
            and (not self.case_states or draft.case_state in self.case_states)
            and (not self.media or any(medium.kind in self.media for medium in draft.media))
            and all(draft.facts.get(name) == value for name, value in self.facts.items())
        )


@dataclass(frozen=True, slots=True)
class Check:
    """One look at the draft. Risk and weight are the rule's unless the check says otherwise.

    `final`: no answer to the rule's question silences what this check finds.
    """

    run: Run
    use: str
    risk: str
    weight: Weight
    when: When = When()
    final: bool = False


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
    question: str = ""
    question_id: str = ""
    clears_when: tuple[Any, ...] = YES
    exception_by: str = ""
    statutory: bool = False
    when: When = When()
    flags: tuple[Example, ...] = ()
    passes: tuple[Example, ...] = ()

    def answered(self, draft: Draft) -> bool:
        """The question has the answer that clears it. A statutory rule takes the exact answer and nothing like it."""
        if not self.question_id or self.question_id not in draft.facts:
            return False
        answer = draft.facts[self.question_id]
        if self.statutory:
            return any(type(answer) is type(wanted) and answer == wanted for wanted in self.clears_when)
        return _plain(answer) in {_plain(wanted) for wanted in self.clears_when}


def _plain(answer: Any) -> str:
    return {True: "yes", False: "no"}[answer] if isinstance(answer, bool) else str(answer).strip().casefold()


@dataclass(frozen=True, slots=True)
class Amendment:
    """A later pack's word on an earlier rule: another weight, or off."""

    rule: str
    weight: Weight | None
    off: bool = False


@dataclass(frozen=True)
class Pack:
    """Equal if of the same bytes: `digest` is their SHA-256 in hex."""

    name: str = field(compare=False)
    version: str = field(compare=False)
    digest: str
    rules: tuple[Rule, ...] = field(compare=False)
    amendments: tuple[Amendment, ...] = field(default=(), compare=False)
    title: str = field(default="", compare=False)
    languages: tuple[str, ...] = field(default=("en",), compare=False)
