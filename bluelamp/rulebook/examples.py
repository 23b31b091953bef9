"""Every rule brings examples; they run here, in the tests, and when a force installs a foreign pack."""

from collections.abc import Iterator
from dataclasses import dataclass

from bluelamp.rulebook.engine import judge
from bluelamp.rulebook.reading import Reading
from bluelamp.rulebook.rules import Example, Pack, Rule


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not do what its rule promises; `wanted` is "flags" or "passes"."""

    rule: str
    wanted: str
    text: str

    def __str__(self) -> str:
        verb = "should be flagged and is not" if self.wanted == "flags" else "should pass and is flagged"
        return f"{self.rule}: {verb}: {self.text!r}"


def failures(pack: Pack) -> list[Failure]:
    """All examples that fail. A rule without both kinds of example fails too: nobody could tell whether it works."""
    return [failure for rule in pack.rules for failure in _of_rule(rule)]


def count(pack: Pack) -> int:
    return sum(len(rule.flags) + len(rule.passes) for rule in pack.rules)


def _of_rule(rule: Rule) -> Iterator[Failure]:
    for wanted, examples in (("flags", rule.flags), ("passes", rule.passes)):
        if not examples:
            yield Failure(rule.id, wanted, "(no example written)")
        yield from (Failure(rule.id, wanted, e.line) for e in examples if speaks(rule, e) != (wanted == "flags"))


def speaks(rule: Rule, example: Example) -> bool:
    """True if this rule, by itself, has something to say about the example."""
    return bool(judge(rule, Reading(example.draft)))
