"""Who must say yes. A route is a row of the force's own approval matrix; the first that fits decides."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from bluelamp.audit.append import record
from bluelamp.forces.models import Force, Member
from bluelamp.forces.states import Role, Trust
from bluelamp.posts.models import Post
from bluelamp.review.models import Route

_BOTH = [Role.SUPERVISOR, Role.PRESS]
_LAW = ["CHARGE", "SUBJ", "VICT", "YOUTH", "SUICIDE", "MED", "POL"]

DEFAULT: tuple[dict[str, Any], ...] = (
    {
        "name": gettext_noop("Picture of somebody we look for"),
        "kinds": ["appeal_wanted", "appeal_cctv"],
        "needs": _BOTH,
    },
    {"name": gettext_noop("Missing person"), "kinds": ["appeal_missing"], "needs": _BOTH},
    {"name": gettext_noop("Arrest, charge and court"), "kinds": ["court"], "needs": [Role.PRESS]},
    {"name": gettext_noop("Putting a rumour right"), "kinds": ["rebuttal"], "needs": [Role.PRESS]},
    {"name": gettext_noop("An exception to a rule"), "outcomes": ["block"], "needs": []},
    {
        "name": gettext_noop("The law, or a person, is at stake"),
        "outcomes": ["review"],
        "risks": _LAW,
        "needs": [Role.PRESS],
    },
    {"name": gettext_noop("Appeal for witnesses"), "kinds": ["appeal_witness"], "needs": [Role.SUPERVISOR]},
    {"name": gettext_noop("A rule asks for a second look"), "outcomes": ["review"], "needs": [Role.SUPERVISOR]},
    {
        "name": gettext_noop("Reply by somebody new to it"),
        "kinds": ["reply"],
        "trust_below": Trust.REPLIES,
        "needs": [Role.SUPERVISOR],
    },
    {"name": gettext_noop("Reply"), "kinds": ["reply"], "needs": []},
    {"name": gettext_noop("First posts"), "trust_below": Trust.LOW_RISK, "needs": [Role.SUPERVISOR]},
    {"name": gettext_noop("Low risk, trusted officer"), "needs": []},
)
"""The matrix a force starts with. An exception adds the roles that its rules name to whatever its route asks."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The route that fits, and the roles that must say yes; none = it goes straight out."""

    route: str
    needs: tuple[str, ...]

    @property
    def straight(self) -> bool:
        return not self.needs


@transaction.atomic
def install_default(force: Force, by: Member | None = None) -> None:
    """Give the force the default matrix in place of whatever it had."""
    Route.objects.of(force).delete()
    for place, line in enumerate(DEFAULT):
        Route.objects.create(force=force, place=place, **line)
    record(force.pk, "route.install", by, force, lines=len(DEFAULT))


def plan(author: Member, post: Post, outcome: str, risks: Iterable[str], exceptions: Iterable[str] = ()) -> Plan:
    """Which yeses this draft needs. `exceptions` = roles named by blocking rules that may let it through."""
    wanted = set(risks)
    for route in Route.objects.of(author.force_id):
        if _fits(route, author, post, outcome, wanted):
            return Plan(route.name, _in_order([*route.needs, *exceptions]))
    return Plan(gettext_noop("No route fits, so somebody looks"), _in_order([Role.SUPERVISOR, *exceptions]))


def _fits(route: Route, author: Member, post: Post, outcome: str, risks: set[str]) -> bool:
    return (
        (not route.kinds or post.kind in route.kinds)
        and (not route.outcomes or outcome in route.outcomes)
        and (not route.risks or bool(risks & set(route.risks)))
        and (route.trust_below is None or author.trust < route.trust_below)
    )


def _in_order(roles: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(role) for role in roles))


def approvers(force: "Force | UUID", role: str, area: Any, but: Member) -> list[Member]:
    """The people who could say yes now, without the author; for the button that says where a draft goes."""
    return list(Member.objects.of(force).active().holding(role, area).exclude(pk=but.pk).distinct()[:3])
