"""The judge: packs and a draft in, an assessment out. No database, clock or network: same input, same verdict for ever."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from bluelamp.rulebook.findings import Assessment, Finding, Outcome
from bluelamp.rulebook.findings import Draft as Draft
from bluelamp.rulebook.reading import WHOLE, Hit, Reading
from bluelamp.rulebook.rules import Check, Pack, Rule
from bluelamp.rulebook.stacking import HEAVINESS
from bluelamp.rulebook.stacking import stack as stack

_OUTCOMES: tuple[Outcome, ...] = ("advise", "advise", "review", "block")  # by heaviness
_MOST_HITS = 200  # places of one check; all weigh the same, so the verdict does not depend on the rest
_MOST_A_RULE = 20  # findings of one rule on one draft; more would only bury the rest


def assess(packs: Sequence[Pack], draft: Draft) -> Assessment:
    """Judge a draft. Any text gets a verdict; a check that fails gives the finding “not checked” and a person decides.

    Raises PackError only if the packs do not fit together.
    """
    rules = stack(packs)
    findings = tuple(_findings(rules, packs, draft))
    heaviest = max((HEAVINESS[finding.weight] for finding in findings), default=-1)
    return Assessment(
        verdict="ok" if heaviest < 0 else _OUTCOMES[heaviest],
        risks=tuple(sorted({finding.risk for finding in findings})),
        findings=findings,
        packs=tuple(pack.digest for pack in packs),
    )


def _findings(rules: Iterable[Rule], packs: Sequence[Pack], draft: Draft) -> list[Finding]:
    try:
        reading = Reading(draft)
    except Exception:
        return [_text_not_checked()]
    found = [finding for rule in rules for finding in judge(rule, reading)]
    if not all(draft.lang in pack.languages for pack in packs if pack.rules):
        found.append(_language_not_checked(draft.lang))
    return sorted(found, key=lambda finding: (-HEAVINESS[finding.weight], finding.start, finding.end, finding.rule))


def judge(rule: Rule, reading: Reading) -> list[Finding]:
    """What one rule has to say about a draft; each place once, with the heaviest weight found for it."""
    if not rule.when.holds(reading.draft):
        return []
    answered = rule.answered(reading.draft)
    places: dict[tuple[str, Hit], Finding] = {}
    for check in rule.checks:
        if (answered and not check.final) or not check.when.holds(reading.draft):
            continue
        for finding in _look(rule, check, reading):
            key = (finding.risk, (finding.start, finding.end))
            if key not in places or HEAVINESS[finding.weight] > HEAVINESS[places[key].weight]:
                places[key] = finding
    return _outermost(list(places.values()))[:_MOST_A_RULE]


def _look(rule: Rule, check: Check, reading: Reading) -> Iterator[Finding]:
    try:
        hits = list(islice(check.run(reading), _MOST_HITS))
    except Exception:  # whatever went wrong, the draft must not slip through
        yield _not_checked(rule)
        return
    yield from (_finding(rule, check, hit) for hit in hits)


def _finding(rule: Rule, check: Check, hit: Hit) -> Finding:
    return Finding(
        rule=rule.id,
        risk=check.risk,
        weight=check.weight,
        start=hit[0],
        end=hit[1],
        say=rule.say,
        why=rule.why,
        basis=rule.basis,
        rewrite=rule.rewrite,
        question="" if check.final else rule.question,
        question_id="" if check.final else rule.question_id,
        exception_by=rule.exception_by,
        statutory=rule.statutory,
    )


def _outermost(findings: list[Finding]) -> list[Finding]:
    """Of places that lie within one another, the widest says it all, unless the inner one weighs more."""
    return [inner for inner in findings if not any(_covers(outer, inner) for outer in findings if outer is not inner)]


def _covers(outer: Finding, inner: Finding) -> bool:
    return (
        outer.risk == inner.risk
        and outer.start <= inner.start
        and inner.end <= outer.end
        and (outer.start, outer.end) != WHOLE
        and HEAVINESS[outer.weight] >= HEAVINESS[inner.weight]
    )


def _not_checked(rule: Rule) -> Finding:
    return Finding(
        rule=rule.id,
        risk=rule.risk,
        weight="review",
        start=0,
        end=0,
        say=f"Not checked: the check “{rule.title}” did not work on this draft. Ask a second person to look at it.",
        why=rule.why,
        basis=rule.basis,
        exception_by=rule.exception_by,
        statutory=rule.statutory,
    )


def _text_not_checked() -> Finding:
    return Finding(
        rule="ENGINE-01",
        risk="UNVER",
        weight="review",
        start=0,
        end=0,
        say="Not checked: this text could not be read by the checks. Ask a second person to look at it.",
        why="A text that nobody checked must not go out by itself.",
        basis="Bluelamp: what fails is never passed in silence.",
    )


def _language_not_checked(lang: str) -> Finding:
    return Finding(
        rule="ENGINE-02",
        risk="UNVER",
        weight="review",
        start=0,
        end=0,
        say=f"The word checks do not know this language ({lang[:12]}) yet. Ask somebody who reads it to look at this draft.",
        why="A text that nobody checked must not go out by itself.",
        basis="Bluelamp: what fails is never passed in silence.",
    )
