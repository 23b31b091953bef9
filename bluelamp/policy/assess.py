"""Asking the rulebook with a force's own packs. Nothing in force means nothing was checked, and that needs a person."""

from dataclasses import asdict

from django.utils.translation import gettext as _

from bluelamp.forces.models import Force
from bluelamp.policy.models import InstalledPack, Verdict
from bluelamp.rulebook import engine, packs
from bluelamp.rulebook.findings import Assessment, Draft, Finding
from bluelamp.rulebook.rules import Pack

_PARSED: dict[str, Pack] = {}
"""By digest, for the life of the process: the same words are the same pack in any force."""


def packs_in_force(force: Force) -> tuple[Pack, ...]:
    """The parsed packs that judge now, base first. One query, and one more when a pack is new to this process."""
    rows = InstalledPack.objects.of(force).in_force()
    digests = list(rows.values_list("digest", flat=True))
    if missing := [digest for digest in digests if digest not in _PARSED]:
        for digest, text in rows.filter(digest__in=missing).values_list("digest", "text"):
            _PARSED[digest] = packs.parse(text)
    return tuple(_PARSED[digest] for digest in digests)


def preview(force: Force, draft: Draft) -> Assessment:
    """What the rules say about a draft; nothing is stored."""
    installed = packs_in_force(force)
    return engine.assess(installed, draft) if installed else _not_checked()


def judge(force: Force, subject: str, draft: Draft) -> Verdict:
    """The same, kept for good under `subject`, the digest of what was judged. Call inside a transaction."""
    said = preview(force, draft)
    return Verdict.objects.create(
        force=force,
        subject=subject,
        outcome=said.verdict,
        risks=list(said.risks),
        findings=[asdict(finding) for finding in said.findings],
        answers=dict(draft.facts),
        packs=list(said.packs),
    )


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
