"""What changes for a force when other packs count: told in plain sentences, and tried on examples and real posts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bluelamp.language.local import Local
from bluelamp.rulebook.amending import HEAVINESS
from bluelamp.rulebook.comparing import MEANS, Lists, Reason, Way, reasons
from bluelamp.rulebook.engine import assess, judge, local_of
from bluelamp.rulebook.findings import Draft, Outcome
from bluelamp.rulebook.reading import Reading
from bluelamp.rulebook.rules import Pack, Rule
from bluelamp.rulebook.stacking import stack_anew
from bluelamp.rulebook.surroundings import around, now_public, touching

_WORDS = ("title", "say", "why", "basis", "rewrite", "replaces", "question")
_ORDER: tuple[Outcome, ...] = ("ok", "advise", "review", "block")


@dataclass(frozen=True, slots=True)
class Change:
    """What is different about one rule, or about a register (then `rule` is ""), in one sentence."""

    rule: str
    title: str
    sentence: str

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True, slots=True)
class Turned:
    """A draft (by its place among those given, from 1) that is judged otherwise, and the rules that make the difference."""

    number: int
    old: Outcome
    new: Outcome
    rules: tuple[str, ...]

    @property
    def lighter(self) -> bool:
        return _ORDER.index(self.new) < _ORDER.index(self.old)


@dataclass(frozen=True, slots=True)
class Differences:
    """`around`: what else changed, a sentence each. `turned`: of the `tried` drafts, those with another verdict."""

    stricter: tuple[Change, ...] = ()
    looser: tuple[Change, ...] = ()
    added: tuple[Change, ...] = ()
    gone: tuple[Change, ...] = ()
    reworded: tuple[Change, ...] = ()
    around: tuple[str, ...] = ()
    turned: tuple[Turned, ...] = ()
    tried: int = 0

    @property
    def loosens(self) -> bool:
        """Something that was held back before could go out now."""
        return bool(self.looser or self.gone or any(draft.lighter for draft in self.turned))

    def sentences(self) -> list[str]:
        """All of it for people, what lets more through first."""
        sorts = (
            ("Gone", self.gone),
            ("Looser", self.looser),
            ("Stricter", self.stricter),
            ("New", self.added),
            ("Other words", self.reworded),
        )
        told = [f"{sort}: {change}" for sort, changes in sorts for change in changes]
        told += [*self.around, *self._tried()]
        return told or ["Nothing changes."]

    def _tried(self) -> Iterator[str]:
        if self.tried:
            yield f"Of {self.tried} drafts that both judged, {len(self.turned)} get another verdict."
        for draft in self.turned:
            yield f"Draft {draft.number}: {draft.old} before, {draft.new} now ({', '.join(draft.rules)})."


def differences(old: Sequence[Pack], new: Sequence[Pack], drafts: Sequence[Draft] = ()) -> Differences:
    """What the new stack does otherwise than the old one. Raises PackError where one of them does not fit together.

    Rules that differ are tried on the examples of both sides as well, as words alone do not tell everything.
    """
    before, after = {rule.id: rule for rule in stack_anew(old)}, {rule.id: rule for rule in stack_anew(new)}
    both = [(before[name], after[name]) for name in before if name in after]
    told = _told(both, _Side(_lists_of(old), local_of(old)), _Side(_lists_of(new), local_of(new)))
    public = (Change("", "Register", sentence) for sentence in now_public(local_of(old), local_of(new)))
    return Differences(
        stricter=tuple(_changes(both, told, "stricter")),
        looser=(*_changes(both, told, "looser"), *public),
        added=tuple(_named(rule, MEANS[rule.weight]) for name, rule in after.items() if name not in before),
        gone=tuple(_named(rule, f"was: {MEANS[rule.weight]}") for name, rule in before.items() if name not in after),
        reworded=tuple(_reworded(both, told)),
        around=tuple(around(old, new)),
        turned=tuple(_turned(old, new, drafts)),
        tried=len(drafts),
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """The lists by which each check was written, and what the register knows."""

    lists: Mapping[int, Lists]
    local: Local


def _lists_of(packs: Sequence[Pack]) -> Mapping[int, Lists]:
    """For every check, by the id of its function, the lists of the pack that wrote it."""
    found: dict[int, Lists] = {}
    for pack in packs:
        found |= {id(check.run): pack.lists for rule in pack.rules for check in rule.checks}
        found |= {id(added.check.run): pack.lists for amendment in pack.amendments for added in amendment.checks}
    return found


def _told(both: Sequence[tuple[Rule, Rule]], before: _Side, after: _Side) -> dict[str, list[Reason]]:
    told: dict[str, list[Reason]] = {}
    touched = touching(before.local, after.local)
    for old, new in both:
        found = reasons(old, new, before.lists, after.lists)
        examples = {example.line: example.draft for example in (*old.flags, *old.passes, *new.flags, *new.passes)}
        tried = {line: draft for line, draft in examples.items() if found or touched(line)}
        told[new.id] = [*found, *_shown_by(tried, (old, before.local), (new, after.local), {r.way for r in found})]
    return told


def _shown_by(
    examples: Mapping[str, Draft], before: tuple[Rule, Local], after: tuple[Rule, Local], known: set[Way]
) -> Iterator[Reason]:
    """What the wording did not tell, the examples of both sides may."""
    for line, draft in examples.items():
        was, now = _heaviest(*before, draft), _heaviest(*after, draft)
        way: Way = "stricter" if now > was else "looser"
        if now != was and way not in known:
            known.add(way)
            verb = "is stricter with" if way == "stricter" else "is milder with"
            yield Reason(way, f"{verb} an example: “{line[:80]}”")


def _heaviest(rule: Rule, local: Local, draft: Draft) -> int:
    return max((HEAVINESS[finding.weight] for finding in judge(rule, Reading(draft, local))), default=-1)


def _changes(both: Sequence[tuple[Rule, Rule]], told: Mapping[str, list[Reason]], way: Way) -> Iterator[Change]:
    for _, rule in both:
        if words := [reason.words for reason in told[rule.id] if reason.way == way]:
            yield _named(rule, "; ".join(words))


def _reworded(both: Sequence[tuple[Rule, Rule]], told: Mapping[str, list[Reason]]) -> Iterator[Change]:
    for old, new in both:
        words = [f"“{name}” reads otherwise" for name in _WORDS if getattr(old, name) != getattr(new, name)]
        words += [reason.words for reason in told[new.id] if reason.way == "other"]
        if words:
            yield _named(new, "; ".join(words))


def _named(rule: Rule, words: str) -> Change:
    return Change(rule.id, rule.title, f"{rule.id} ({rule.title}): {words}.")


def _turned(old: Sequence[Pack], new: Sequence[Pack], drafts: Sequence[Draft]) -> Iterator[Turned]:
    for number, draft in enumerate(drafts, 1):
        was, now = assess(old, draft), assess(new, draft)
        if was.verdict != now.verdict:
            before = {(finding.rule, finding.weight) for finding in was.findings}
            after = {(finding.rule, finding.weight) for finding in now.findings}
            yield Turned(number, was.verdict, now.verdict, tuple(sorted({rule for rule, _ in before ^ after})))
