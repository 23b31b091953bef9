"""Drafts and assessments as they are written outside: JSON objects, and lines for people."""

from collections.abc import Iterator
from typing import Any

from bluelamp.language.jsonl import BadLine
from bluelamp.rulebook.findings import CASE_STATES, KINDS, MEDIA_KINDS, Assessment, Draft, Finding, Medium

_SHOWN = (
    "rule",
    "risk",
    "weight",
    "start",
    "end",
    "say",
    "why",
    "basis",
    "rewrite",
    "question",
    "question_id",
    "exception_by",
)
_VERDICTS = {
    "ok": "Fine: nothing found.",
    "advise": "Please mend this, then it can go.",
    "review": "A second person must look at this.",
    "block": "This must not go out as it is.",
}


def draft_of(record: dict[str, Any]) -> Draft:
    """A record with a checked text -> a draft. Raises BadLine, saying which field to mend."""
    facts = record.get("facts") or {}
    if not isinstance(facts, dict):
        raise BadLine('"facts" should be an object: the answers by question id.')
    return Draft(
        text=record["text"],
        kind=_one_of(record, "kind", KINDS, "update"),
        case_state=_one_of(record, "case_state", CASE_STATES, "none"),
        media=tuple(_media(record)),
        facts=facts,
        lang=str(record.get("lang") or "en"),
    )


def _one_of(record: dict[str, Any], name: str, options: tuple[str, ...], default: str) -> str:
    value = record.get(name) or default
    if value not in options:
        raise BadLine(f'"{name}" should be one of: {", ".join(options)}.')
    return str(value)


def _media(record: dict[str, Any]) -> Iterator[Medium]:
    media = record.get("media") or []
    if not isinstance(media, list) or not all(isinstance(item, dict) for item in media):
        raise BadLine('"media" should be a list of objects such as {"kind": "photo", "alt": "..."}.')
    for item in media:
        alt = item.get("alt") or ""
        if not isinstance(alt, str):
            raise BadLine('"alt" of a medium should be a text.')
        yield Medium(_one_of(item, "kind", MEDIA_KINDS, "photo"), alt)


def reply_to(assessment: Assessment) -> dict[str, Any]:
    """What `policy check` answers for one draft, without its id."""
    findings = [{name: getattr(finding, name) for name in _SHOWN} for finding in assessment.findings]
    return {"verdict": assessment.verdict, "risks": list(assessment.risks), "findings": findings}


def told(assessment: Assessment, text: str) -> str:
    """An assessment in lines for people."""
    parts = [_VERDICTS[assessment.verdict], *(_told(finding, text) for finding in assessment.findings)]
    return "\n".join(parts) + "\n"


def _told(finding: Finding, text: str) -> str:
    words = text[finding.start : finding.end]
    lines = [
        f"\n[{finding.weight}] {finding.rule}" + (f": “{words}”" if words else ""),
        f"  {finding.say}",
        f"  Why: {finding.why}",
    ]
    if finding.rewrite:
        lines.append(f"  You could write: {finding.rewrite}")
    if finding.question:
        lines.append(f"  Question: {finding.question}")
    return "\n".join(lines)
