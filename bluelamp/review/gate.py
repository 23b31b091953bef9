"""What the gate would say to a draft now: the findings, the route, and the one button that tells the truth."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bluelamp.forces.models import Member
from bluelamp.forces.states import Role
from bluelamp.policy import assess
from bluelamp.posts.engine import draft_of
from bluelamp.posts.models import Post, Version
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
    answers: Mapping[str, Any]

    @property
    def spoken(self) -> list[tuple[Finding, str]]:
        """Each finding with what was answered to its question before; "" where nothing was."""
        return [(finding, str(self.answers.get(finding.question_id, ""))) for finding in self.said.findings]

    @property
    def closed(self) -> bool:
        return bool(self.stops)

    @property
    def questions(self) -> bool:
        return any(finding.question for finding in self.said.findings)

    @property
    def clean(self) -> bool:
        return not self.said.findings


def look(by: Member, post: Post) -> Gate:
    """Judge the draft as it is stored; stores nothing."""
    said = assess.preview(post.force, draft_of(post))
    blocking = tuple(finding for finding in said.findings if finding.weight == "block")
    asks = tuple(finding for finding in blocking if _excusable(finding))
    stops = tuple(finding for finding in blocking if not _excusable(finding))
    route = plan(by, post, said.verdict, said.risks, (finding.exception_by for finding in asks))
    return Gate(said, route, _button(by, post, route, len(stops), len(asks)), stops, asks, post.answers)


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


def answered(version: Version) -> list[tuple[str, str]]:
    """(question, answer) as the author gave them, for whoever decides. A question no longer asked shows its name."""
    given = version.frozen["answers"]
    asked = {rule.question_id: rule.question for pack in assess.packs_in_force(version.force) for rule in pack.rules}
    words = {"yes": _("Yes"), "no": _("No")}
    return [(asked.get(name, name), words.get(said, said)) for name, said in given.items()]


def headline(version: Version) -> str:
    """The rules' word on a version in one line."""
    count = len(version.verdict.findings)
    if not count:
        return _("The rules have nothing against it")
    return ngettext("The rules say %(n)s thing", "The rules say %(n)s things", count) % {"n": count}
