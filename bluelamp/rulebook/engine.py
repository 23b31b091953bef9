"""The judge: packs and a draft in, an assessment out. No database, clock or network: same input, same verdict for ever."""

from collections.abc import Iterable, Sequence
from itertools import islice

from bluelamp.rulebook.checks.registry import Seeking
from bluelamp.rulebook.findings import Assessment, Finding, Outcome
from bluelamp.rulebook.findings import Draft as Draft
from bluelamp.rulebook.reading import WHOLE, Hit, Reading
from bluelamp.rulebook.rules import Check, Pack, Rule
from bluelamp.rulebook.stacking import HEAVINESS
from bluelamp.rulebook.stacking import local_of as local_of
from bluelamp.rulebook.stacking import stack as stack
from bluelamp.rulebook.when import ALWAYS

_OUTCOMES: tuple[Outcome, ...] = ("advise", "advise", "review", "block")  # by heaviness
_MOST_HITS = 200  # places of one check; all weigh the same, so the verdict does not depend on the rest
_IN_PICTURE = "In picture {number} (“{words}”): {say}"
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
        reading = Reading(draft, local_of(packs))
    except Exception:
        return [_text_not_checked()]
    found = [finding for rule in rules for finding in judge(rule, reading, last=False)]
    found += _netted(rules, reading, max((HEAVINESS[finding.weight] for finding in found), default=-1))
    if not all(draft.lang in pack.languages for pack in packs if pack.rules):
        found.append(_language_not_checked(draft.lang))
    if reading.cut_short:
        found.append(_not_checked_whole())
    return sorted(found, key=lambda finding: (-HEAVINESS[finding.weight], finding.start, finding.end, finding.rule))


def _netted(rules: Iterable[Rule], reading: Reading, heaviest: int) -> list[Finding]:
    """What only the checks that come `last` find; they speak where nothing as heavy has been said."""
    nets = (rule for rule in rules if any(check.last for check in rule.checks))
    found = [finding for rule in nets for finding in judge(rule, reading, last=True)]
    return [finding for finding in found if HEAVINESS[finding.weight] > heaviest]


def judge(rule: Rule, reading: Reading, last: bool | None = None) -> list[Finding]:
    """What one rule has to say about a draft; each place once, with the heaviest weight found for it.

    `last`: only the checks that come last, or only the others; None = all.
    """
    draft = reading.draft
    if not (rule.when is ALWAYS or rule.when.holds(draft)):
        return []
    answered = rule.answered(draft)
    places: dict[tuple[str, int, Hit], Finding] = {}
    for check in rule.checks:
        if last not in (None, check.last) or (answered and not check.final):
            continue
        if check.when is ALWAYS or check.when.holds(draft):
            for finding in _look(rule, check, reading):
                key = (finding.risk, finding.medium, (finding.start, finding.end))
                if key not in places or HEAVINESS[finding.weight] > HEAVINESS[places[key].weight]:
                    places[key] = finding
    if len(places) < 2:
        return list(places.values())
    told = sorted(_outermost(places.values()), key=lambda finding: -HEAVINESS[finding.weight])
    return told[:_MOST_A_RULE]  # the heaviest first, so that nothing light crowds out what counts


def _look(rule: Rule, check: Check, reading: Reading) -> list[Finding]:
    try:
        if isinstance(check.run, Seeking) and check.run.keys.isdisjoint(reading.text.present):
            return []
        return [_finding(rule, check, hit, reading) for hit in islice(check.run(reading), _MOST_HITS)]
    except Exception:  # whatever went wrong, the draft must not slip through
        return [_not_checked(rule)]


def _finding(rule: Rule, check: Check, hit: Hit, reading: Reading) -> Finding:
    medium = reading.medium(hit)
    start, end = WHOLE if medium else hit
    say = check.say or rule.say
    return Finding(
        rule=rule.id,
        risk=check.risk,
        weight=check.weight,
        start=start,
        end=end,
        say=_IN_PICTURE.format(number=medium, words=reading.words(hit), say=say) if medium else say,
        why=rule.why,
        basis=rule.basis,
        rewrite=check.rewrite or ("" if check.say else rule.rewrite),
        replaces="nothing" if medium else "words" if check.rewrite else rule.replaces,
        question="" if check.final else rule.question,
        question_id="" if check.final else rule.question_id,
        exception_by=rule.exception_by,
        statutory=rule.statutory,
        medium=medium,
    )


def _outermost(findings: Iterable[Finding]) -> list[Finding]:
    """Of places that lie within one another, the widest says it all, unless the inner one weighs more.

    One walk from left to right: for each risk and medium it knows how far the findings of each weight have reached.
    """
    reached: dict[tuple[str, int], list[int]] = {}
    kept = []
    for finding in sorted(findings, key=lambda finding: (finding.start, -finding.end)):
        ends = reached.setdefault((finding.risk, finding.medium), [-1] * len(HEAVINESS))
        heaviness = HEAVINESS[finding.weight]
        if (finding.start, finding.end) == WHOLE:
            kept.append(finding)
        elif all(end < finding.end for end in ends[heaviness:]):
            kept.append(finding)
            ends[heaviness] = max(ends[heaviness], finding.end)
    return kept


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


def _not_read(rule: str, say: str) -> Finding:
    return Finding(
        rule=rule,
        risk="UNVER",
        weight="review",
        start=0,
        end=0,
        say=say,
        why="A text that nobody checked must not go out by itself.",
        basis="Bluelamp: what fails is never passed in silence.",
    )


def _text_not_checked() -> Finding:
    return _not_read(
        "ENGINE-01", "Not checked: this text could not be read by the checks. Ask a second person to look at it."
    )


def _language_not_checked(lang: str) -> Finding:
    return _not_read(
        "ENGINE-02",
        f"The word checks do not know this language ({lang[:12]}) yet. Ask somebody who reads it to look at this draft.",
    )


def _not_checked_whole() -> Finding:
    return _not_read(
        "ENGINE-03",
        "Not checked to the end: this text is too long or too tangled. Make it shorter, or ask a second person to read it all.",
    )
