"""What the gate would say to a draft now: the findings, the route, and the one button that tells the truth."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bluelamp.forces.models import Member
from bluelamp.forces.states import Role
from bluelamp.policy import assess, cases_words, register
from bluelamp.policy.cards import Cards
from bluelamp.policy.cases_access import SEES, areas_of
from bluelamp.policy.models import Case
from bluelamp.posts import fine
from bluelamp.posts.engine import Seen, seen_now
from bluelamp.posts.models import Post, Version
from bluelamp.review import questions
from bluelamp.review.questions import Given, Question
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
    cards: Cards
    questions: list[Question]
    given: list[Given]
    seen: Seen
    suggested: list[Case]

    @property
    def closed(self) -> bool:
        return bool(self.stops)

    @property
    def clean(self) -> bool:
        return not self.said.findings

    @property
    def case(self) -> Case | None:
        """The case that was chosen, or that the words name."""
        return self.seen.case

    @property
    def stage_word(self) -> str:
        return str(cases_words.SHORT[self.case.stage]) if self.case else ""

    @property
    def ladder(self) -> tuple[str | Promise, str | Promise]:
        """What may be said at this stage, and what stays out."""
        return cases_words.LADDER[self.case.stage] if self.case else ("", "")

    @property
    def orders(self) -> bool:
        return bool(self.seen.draft.facts.get("case_orders"))

    @property
    def election(self) -> bool:
        return bool(self.seen.draft.facts.get("election"))

    @property
    def paused(self) -> str:
        """Why publishing is paused for this draft, or ""."""
        return str(self.seen.draft.facts.get("hold_note", ""))


def look(by: Member, post: Post) -> Gate:
    """Judge the draft as it is stored; stores nothing."""
    seen = seen_now(post)
    said = assess.preview(post.force, seen.draft)
    blocking = tuple(finding for finding in said.findings if finding.weight == "block")
    asks = tuple(finding for finding in blocking if _excusable(finding))
    stops = tuple(finding for finding in blocking if not _excusable(finding))
    route = plan(by, post, said.verdict, said.risks, (finding.exception_by for finding in asks))
    cards = fine.laid_out(post, said.findings)
    asked = questions.standing(post.force, said.findings, post.answers)
    open_still = {question.id for question in asked if not question.open}
    given = [one for one in questions.given(post.force, post.answers, post.answered) if one.id not in open_still]
    button = _button(by, post, route, len(stops), len(asks))
    return Gate(said, route, button, stops, asks, cards, asked, given, seen, _suggested(by, post, seen))


def _suggested(by: Member, post: Post, seen: Seen) -> list[Case]:
    """Cases that it may be about, by the words under which people know them; none once one is chosen or named."""
    if seen.case is not None:
        return []
    asked = register.Asked(post.force, post.area_id, post.kind, [post.text])
    return register.suggestions(asked, areas_of(by, SEES))


def _excusable(finding: Finding) -> bool:
    return not finding.statutory and finding.exception_by not in ("", "none")


def _button(by: Member, post: Post, route: Plan, stops: int, asks: int) -> str:
    if stops:
        must = stops + asks  # the cards of both say that it must change, and people count cards
        return ngettext("Cannot go: %(n)s thing to change", "Cannot go: %(n)s things to change", must) % {"n": must}
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


def answered(version: Version) -> list[Given]:
    """The questions as the author answered them, with who and when, for whoever decides."""
    return questions.given(version.force, version.frozen["answers"], version.frozen.get("answered", {}))


def headline(version: Version) -> str:
    """The rules' word on a version in one line."""
    count = len(version.verdict.findings)
    if not count:
        return _("The rules have nothing against it")
    return ngettext("The rules say %(n)s thing", "The rules say %(n)s things", count) % {"n": count}
