"""Every rule brings examples; they run here, in the tests, and when a force installs a foreign pack."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bluelamp.language.local import Local
from bluelamp.rulebook.engine import judge, local_of, stack
from bluelamp.rulebook.reading import NOWHERE, Reading
from bluelamp.rulebook.rules import Amendment, Example, Pack, Rule


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not do what its rule promises; `wanted` is "flags" or "passes"."""

    rule: str
    wanted: str
    text: str

    def __str__(self) -> str:
        verb = "should be flagged and is not" if self.wanted == "flags" else "should pass and is flagged"
        return f"{self.rule}: {verb}: {self.text!r}"


def failures(pack: Pack, below: Sequence[Pack] = ()) -> list[Failure]:
    """All examples that fail when this pack lies on those `below`: of the rules it brings and of those it amends.

    A rule without both kinds of example fails too: nobody could tell whether it works. Raises PackError if it does not fit.
    """
    packs = [*below, pack]
    rules, local = {rule.id: rule for rule in stack(packs)}, local_of(packs)
    own = [rules.get(rule.id, rule) for rule in pack.rules]
    found = [failure for rule in own for failure in _of_rule(rule, local)]
    return found + [failure for amendment in pack.amendments for failure in _of_amended(rules, amendment, local)]


def count(pack: Pack) -> int:
    """The examples that this pack brings."""
    entries: tuple[Rule | Amendment, ...] = (*pack.rules, *pack.amendments)
    return sum(len(entry.flags) + len(entry.passes) for entry in entries)


def _of_rule(rule: Rule, local: Local) -> Iterator[Failure]:
    for wanted, examples in (("flags", rule.flags), ("passes", rule.passes)):
        if not examples:
            yield Failure(rule.id, wanted, "(no example written)")
        yield from _wrong(rule, wanted, examples, local)


def _of_amended(rules: dict[str, Rule], amendment: Amendment, local: Local) -> Iterator[Failure]:
    """A rule that asks something else, or speaks on other drafts, leaves its older examples behind."""
    rule = rules.get(amendment.rule)
    if rule is None:
        return
    if amendment.checks and not amendment.flags:
        yield Failure(rule.id, "flags", "(no example written for the check that is added)")
    anew = amendment.when is not None or "question_id" in dict(amendment.words)
    source: Rule | Amendment = amendment if anew else rule
    yield from _wrong(rule, "flags", source.flags, local)
    yield from _wrong(rule, "passes", source.passes, local)


def _wrong(rule: Rule, wanted: str, examples: Iterable[Example], local: Local) -> Iterator[Failure]:
    return (Failure(rule.id, wanted, e.line) for e in examples if speaks(rule, e, local) != (wanted == "flags"))


def speaks(rule: Rule, example: Example, local: Local = NOWHERE) -> bool:
    """True if this rule, by itself, has something to say about the example."""
    return bool(judge(rule, Reading(example.draft, local)))
