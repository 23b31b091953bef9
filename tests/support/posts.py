"""Builders of posts and of places where they go. No network is named here: kinds come from the registry."""

from collections.abc import Sequence
from typing import Any

import pytest

from bluelamp.adapters import registry
from bluelamp.channels.models import Channel
from bluelamp.forces.models import Force, Member
from bluelamp.policy import assess
from bluelamp.posts import actions, link, moves
from bluelamp.posts.models import Post, Version
from bluelamp.rulebook.findings import Assessment, Draft, Finding


def make_channel(force: Force, name: str = "Our own site", limit: bool = False, **settings: str) -> Channel:
    """A channel that needs no network: one with a limit of length, or one without. Asked twice, the same one."""
    kinds = (kind for kind in registry.kinds() if not registry.get(kind).leaves_the_machine)
    kind = next(kind for kind in kinds if bool(registry.get(kind).abilities.text_limit) is limit)
    return Channel.objects.get_or_create(force=force, name=name, kind=kind, defaults={"settings": settings})[0]


def make_places(force: Force) -> tuple[Channel, Channel]:
    """The own site, on which the canonical link leads somewhere, and a network with a limit."""
    base = link.settings.PUBLIC_URL + f"/site/{force.slug}"
    return make_channel(force, "Our own site", base_url=base), make_channel(force, "Practice network", limit=True)


def make_draft(author: Member, text: str = "We are at Harby market on Saturday from 10 to 12.", **fields: Any) -> Post:
    """A draft in the author's team's area, to wherever the force publishes (at least one place is made)."""
    if not Channel.objects.of(author.force_id).exists():
        make_places(author.force)
    area = fields.pop("area", None) or author.team.area  # type: ignore[union-attr]
    return actions.start(author, area, text=text, **fields)


def make_waiting(
    author: Member, text: str = "We are at Harby market on Saturday from 10 to 12.", **fields: Any
) -> Version:
    """A post before review: its newest version."""
    post = make_draft(author, text, **fields)
    return actions.freeze_and_submit(author, post, post.revision)


def make_approved(author: Member, by: Member | None = None, **fields: Any) -> Post:
    """A post that was agreed to, as review does it."""
    version = make_waiting(author, **fields)
    return moves.make(version.post, "approve", by, sets={"approved": version})


def finding(weight: str = "block", **fields: Any) -> Finding:
    plain: dict[str, Any] = {
        "rule": "TEST-01", "risk": "PERS", "weight": weight, "start": 0, "end": 0,
        "say": "Leave out the street.", "why": "Somebody could work out who this is.", "basis": "A made-up law",
    }  # fmt: skip
    return Finding(**{**plain, **fields})


def rules_say(
    monkeypatch: pytest.MonkeyPatch, *findings: Finding, packs: Sequence[str] = ("digest-of-a-pack",)
) -> None:
    """The rulebook's word on every draft for the length of a test."""
    order = ["ok", "advise", "review", "block"]
    weights = ["advise" if found.weight == "fix" else found.weight for found in findings]
    verdict: Any = max(weights, key=order.index, default="ok")
    said = Assessment(verdict, tuple(sorted({found.risk for found in findings})), findings, tuple(packs))

    def preview(_force: Force, _draft: Draft) -> Assessment:
        return said

    monkeypatch.setattr(assess, "preview", preview)
