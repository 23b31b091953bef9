"""Drafts and assessments as they are written outside: JSON objects, and lines for people."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from bluelamp.language.jsonl import LONGEST_TEXT, BadLine, check_text
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
    "replaces",
    "question",
    "question_id",
    "exception_by",
    "medium",
)
_VERDICTS = {
    "ok": "Fine: nothing found.",
    "advise": "Please mend this, then it can go.",
    "review": "A second person must look at this.",
    "block": "This must not go out as it is.",
}


def draft_of(record: dict[str, Any], today: date | None = None) -> Draft:
    """A record with a checked text -> a draft; `today` counts if it names no day. Raises BadLine, saying which field to mend."""
    earlier, answers_to = _earlier(record), _text(record, "answers_to")
    draft = Draft(
        text=record["text"],
        kind=_one_of(record, "kind", KINDS, "update"),
        case_state=_one_of(record, "case_state", CASE_STATES, "none"),
        media=tuple(_media(record)),
        facts=_facts(record, '"facts" should be an object: the answers by question id.'),
        lang=str(record.get("lang") or "en"),
        earlier=earlier,
        answers_to=answers_to,
        today=_day(record) or today,
    )
    _check_length((draft.text, *(words for medium in draft.media for words in (medium.alt, medium.text))))
    _check_length((*earlier, answers_to))
    return draft


def _one_of(record: dict[str, Any], name: str, options: tuple[str, ...], default: str) -> str:
    value = record.get(name) or default
    if value not in options:
        raise BadLine(f'"{name}" should be one of: {", ".join(options)}.')
    return str(value)


def _text(record: dict[str, Any], name: str, of: str = "") -> str:
    value = record.get(name) or ""
    if not isinstance(value, str):
        raise BadLine(f'"{name}"{of} should be a text.')
    check_text(value)
    return value


def _facts(record: dict[str, Any], hope: str) -> dict[str, Any]:
    facts = record.get("facts") or {}
    if not isinstance(facts, dict):
        raise BadLine(hope)
    return facts


def _earlier(record: dict[str, Any]) -> tuple[str, ...]:
    earlier = record.get("earlier") or []
    if not isinstance(earlier, list) or not all(isinstance(text, str) for text in earlier):
        raise BadLine('"earlier" should be a list of texts: what was published before, oldest first.')
    for text in earlier:
        check_text(text)
    return tuple(earlier)


def _day(record: dict[str, Any]) -> date | None:
    written = record.get("today")
    try:
        return date.fromisoformat(written) if written else None
    except (TypeError, ValueError):
        raise BadLine('"today" should be a day, such as "2027-05-03".') from None


def _media(record: dict[str, Any]) -> Iterator[Medium]:
    """A "path" may stand there and is not opened: looking into files is not the judge's work."""
    media = record.get("media") or []
    if not isinstance(media, list) or not all(isinstance(item, dict) for item in media):
        raise BadLine('"media" should be a list of objects such as {"kind": "photo", "alt": "..."}.')
    for item in media:
        yield Medium(
            kind=_one_of(item, "kind", MEDIA_KINDS, "photo"),
            alt=_text(item, "alt", " of a medium"),
            text=_text(item, "text", " of a medium"),
            facts=_facts(item, '"facts" of a medium should be an object, such as {"source": "own"}.'),
        )


def _check_length(words: tuple[str, ...]) -> None:
    if sum(map(len, words)) > LONGEST_TEXT:
        raise BadLine(f"All words of a draft together are more than {LONGEST_TEXT:,} characters. Leave some out.")


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
