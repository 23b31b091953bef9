"""Asking the rulebook with a force's own packs. Nothing in force means nothing was checked, and that needs a person."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from bluelamp.forces.models import Force
from bluelamp.kernel import digests
from bluelamp.policy import layers, register
from bluelamp.policy.models import Verdict
from bluelamp.rulebook import engine
from bluelamp.rulebook.findings import Assessment, Draft, Finding
from bluelamp.rulebook.rules import Pack


def packs_in_force(force: Force) -> tuple[Pack, ...]:
    """The parsed packs that judge now, base first. One query, and one more when a pack is new to this process."""
    return layers.packs_of(layers.in_force(force))


def preview(force: Force, draft: Draft) -> Assessment:
    """What the rules say about a draft; nothing is stored."""
    installed = packs_in_force(force)
    return engine.assess(installed, draft) if installed else _not_checked()


def judge(force: Force, subject: str, draft: Draft, earlier: Sequence[str] = ()) -> Verdict:
    """The same, kept for good under `subject`, the digest of what was judged. Call inside a transaction.

    `earlier` names the versions from which `draft.earlier` was taken.
    """
    said = preview(force, draft)
    answers, facts = _told_apart(draft)
    return Verdict.objects.create(
        force=force,
        subject=subject,
        outcome=said.verdict,
        risks=list(said.risks),
        findings=[asdict(finding) for finding in said.findings],
        answers=answers,
        facts=facts,
        around=_around(draft, earlier),
        circumstances=circumstances(draft, earlier),
        packs=list(said.packs),
    )


def circumstances(draft: Draft, earlier: Sequence[str] = ()) -> str:
    """One digest over all that can change while the words stay: the register, the calendar, the pictures' own facts."""
    _answers, facts = _told_apart(draft)
    media = [[medium.kind, digests.digest(dict(medium.facts))] for medium in draft.media]
    return digests.digest({"facts": facts, "around": _around(draft, earlier), "media": media})


def _told_apart(draft: Draft) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the author answered, and what the house knew."""
    facts = {name: value for name, value in draft.facts.items() if name in register.GIVEN}
    answers = {name: value for name, value in draft.facts.items() if name not in facts}
    if "protected" in facts:
        facts["protected"] = [_sealed(name) for name in facts["protected"]]
    return answers, facts


def _sealed(name: str) -> str:
    """A protected name as it may be kept: a seal by which nobody without the server's secret can test a guess."""
    return salted_hmac("bluelamp.policy.protected", name, algorithm="sha256").hexdigest()


def _around(draft: Draft, earlier: Sequence[str]) -> dict[str, Any]:
    today = draft.today.isoformat() if draft.today else ""
    return {"case_state": draft.case_state, "lang": draft.lang, "today": today, "earlier": list(earlier)}


def _not_checked() -> Assessment:
    nothing = Finding(
        rule="not-checked",
        risk="COMM",
        weight="review",
        start=0,
        end=0,
        say=_("No rules are installed, so nothing was checked. Somebody else has to read this first."),
        why=_("A post that nobody has checked must not go out by itself."),
        basis=_("House rule"),
    )
    return Assessment("review", ("COMM",), (nothing,), ())
