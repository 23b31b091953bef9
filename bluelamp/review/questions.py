"""What only a person can know: asked once for a draft, answered with one tap, told to whoever decides, taken back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from bluelamp.forces.models import Force
from bluelamp.policy import assess, register
from bluelamp.rulebook.findings import Finding
from bluelamp.rulebook.rules import Rule

WORDS: dict[str, Promise] = {"yes": gettext_lazy("Yes"), "no": gettext_lazy("No")}
FIELDS: dict[str, Promise] = {
    "owner": gettext_lazy("Who answers for this appeal?"),
    "reference": gettext_lazy("Reference"),
    "review_at": gettext_lazy("Looked at again"),
    "expires_at": gettext_lazy("Comes down"),
    "paired": gettext_lazy("The same words go out in every language at the same time."),
    "urgent": gettext_lazy("It cannot wait for a translation."),
}
"""What is kept as an answer without being a rule's question."""


@dataclass(frozen=True, slots=True)
class Question:
    """`open`: to be answered in words, not with yes or no. `register`: only the case register can answer it."""

    id: str
    text: str
    say: str
    answer: str = ""
    open: bool = False
    register: bool = False

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        return [(value, str(word), value == self.answer) for value, word in WORDS.items()]


@dataclass(frozen=True, slots=True)
class Given:
    """An answer with who gave it and when, for people."""

    id: str
    question: str
    said: str
    by: str = ""
    at: datetime | None = None


def standing(force: Force, findings: Iterable[Finding], answers: Mapping[str, Any]) -> list[Question]:
    """The questions that matter for this draft, each once, heaviest finding first."""
    found: dict[str, Question] = {}
    rules = _rules(force)
    for finding in findings:
        name = finding.question_id
        if finding.question and name not in found:
            rule = rules.get(name)
            said = str(answers.get(name, ""))
            found[name] = Question(name, finding.question, finding.say, said, _in_words(rule), name in register.GIVEN)
    return list(found.values())


def given(force: Force, answers: Mapping[str, Any], answered: Mapping[str, Any]) -> list[Given]:
    """All that was answered, by whom and when. A question that no rule asks any more shows its name."""
    asked: dict[str, str] = {name: rule.question for name, rule in _rules(force).items()}
    asked |= {name: str(label) for name, label in FIELDS.items()}
    return [_given(name, asked.get(name, name), said, answered.get(name) or {}) for name, said in answers.items()]


def _given(name: str, question: str, said: Any, who: Mapping[str, str]) -> Given:
    at = datetime.fromisoformat(who["at"]) if who.get("at") else None
    return Given(name, question, str(WORDS.get(str(said), said)), who.get("name", ""), at)


def _rules(force: Force) -> dict[str, Rule]:
    rules = (rule for pack in assess.packs_in_force(force) for rule in pack.rules)
    return {rule.question_id: rule for rule in rules if rule.question_id}


def _in_words(rule: Rule | None) -> bool:
    """A rule that neither yes nor no clears wants words, for the person who decides."""
    return rule is not None and not any(plain in (True, False, "yes", "no") for plain in rule.clears_when)
