"""What the gate would say to a draft now: the findings, the route, and the one button that tells the truth."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bluelamp.forces.models import Member
from bluelamp.forces.states import Role
from bluelamp.policy import assess
from bluelamp.posts.engine import draft_of
from bluelamp.posts.models import Post
from bluelamp.review.routes import Plan, approvers, plan
from bluelamp.rulebook.findings import Assessment, Finding


@dataclass(frozen=True)
class Gate:
    """`stops` are blocking findings nobody may excuse; `asks` those that somebody named may, with a reason."""

    said: Assessment
    plan: Plan
    button: str
    stops: tuple[Finding, ...]
    asks: tuple[Finding, ...]

    @property
    def closed(self) -> bool:
        return bool(self.stops)

    @property
    def advice(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.said.findings if finding.weight != "block")


def look(by: Member, post: Post) -> Gate:
    """Judge the draft as it is stored; stores nothing."""
    said = assess.preview(post.force, draft_of(post))
    blocking = tuple(finding for finding in said.findings if finding.weight == "block")
    asks = tuple(finding for finding in blocking if _excusable(finding))
    stops = tuple(finding for finding in blocking if not _excusable(finding))
    route = plan(by, post, said.verdict, said.risks, (finding.exception_by for finding in asks))
    return Gate(said, route, _button(by, post, route, len(stops), len(asks)), stops, asks)


def _excusable(finding: Finding) -> bool:
    return not finding.statutory and finding.exception_by not in ("", "none")


def _button(by: Member, post: Post, route: Plan, stops: int, asks: int) -> str:
    if stops:
        return ngettext("Cannot go: %(n)s thing to change", "Cannot go: %(n)s things to change", stops) % {"n": stops}
    if route.straight:
        return _("Publish at the chosen time") if post.due_at else _("Publish now")
    whom = _(" and ").join(_whom(by, post, role) for role in route.needs)
    if asks:
        return _("Ask for an exception: %(whom)s") % {"whom": whom}
    return _("Send to %(whom)s") % {"whom": whom}


def _whom(by: Member, post: Post, role: str) -> str:
    """The person, where there is only one who could say yes; else the role."""
    people = approvers(post.force_id, role, post.area_id, but=by)
    if len(people) == 1:
        return str(people[0])
    if role == Role.PRESS:
        return _("the press office")
    return _("a supervisor in %(area)s") % {"area": post.area}
