"""How often each rule spoke, and how often it was wrong: about rules, never about people.

Counted in posts: a rule spoke about a post when its newest version of the period, as it was handed in, holds a finding of
it, or when somebody answered it there with “this is fine because ...”. What was mended while writing leaves no trace.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import StringIO

from django.db.models import F, Func, JSONField, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bluelamp.forces.models import Force
from bluelamp.kernel import clock
from bluelamp.kernel.shares import Share
from bluelamp.policy.assess import packs_in_force
from bluelamp.policy.models import FindingAnswer
from bluelamp.posts.models import Version
from bluelamp.rulebook.stacking import stack

FEW = 20
"""Under so many posts a share says nothing."""
PERIODS = {30: gettext_lazy("Last 30 days"), 90: gettext_lazy("Last 90 days"), 365: gettext_lazy("Last 12 months")}


@dataclass(frozen=True, slots=True)
class Row:
    """One rule. `spoke`, `fine`, `wrong`, `right`: numbers of posts; `wrong` and `right` as a second person saw it."""

    rule: str
    title: str
    in_force: bool
    spoke: int
    fine: int
    wrong: int
    right: int

    @property
    def share(self) -> Share:
        return Share(self.wrong, self.spoke)

    @property
    def few(self) -> bool:
        return self.spoke < FEW

    @property
    def said(self) -> str:
        """The share in words, as far as it can be told."""
        if self.few:
            return _("Too few to say")
        low, high = round(100 * self.share.low), round(100 * self.share.high)
        return _("%(low)s to %(high)s %%") % {"low": low, "high": high}


def period(days: str) -> int:
    """One of the periods that are offered; the shortest for anything else."""
    return int(days) if days.isdecimal() and int(days) in PERIODS else min(PERIODS)


def report(force: Force, days: int) -> list[Row]:
    """The rules that spoke, most often wrong first. Three questions, however many posts there are."""
    since = clock.now() - timedelta(days=days)
    titles = {rule.id: rule.title for rule in stack(packs_in_force(force))}
    spoke: dict[str, set[str]] = {}
    for post, rule in _spoken(force, since):
        spoke.setdefault(rule, set()).add(post)
    answers = _answers(force, since)
    for rule, post, _agreed in answers:
        spoke.setdefault(rule, set()).add(post)
    rows = [_row(rule, titles, posts, [said for said in answers if said[0] == rule]) for rule, posts in spoke.items()]
    return sorted(rows, key=lambda row: (row.few, -row.share.low, -row.wrong, -row.fine, -row.spoke, row.rule))


def _row(rule: str, titles: dict[str, str], posts: set[str], answers: list[tuple[str, str, bool | None]]) -> Row:
    wrong = {post for _rule, post, agreed in answers if agreed}
    right = {post for _rule, post, agreed in answers if agreed is False} - wrong
    fine = {post for _rule, post, _agreed in answers}
    return Row(rule, titles.get(rule, rule), rule in titles, len(posts), len(fine), len(wrong), len(right))


def _spoken(force: Force, since: datetime) -> Iterator[tuple[str, str]]:
    """(post, rule) of the newest version of each post that was handed in since then."""
    ids = Func(F("verdict__findings"), Value("$[*].rule"), function="jsonb_path_query_array", output_field=JSONField())
    newest = Version.objects.of(force).filter(created_at__gte=since).order_by("post_id", "-number").distinct("post_id")
    for post, rules in newest.annotate(rules=ids).values_list("post_id", "rules"):
        yield from ((str(post), rule) for rule in set(rules))


def _answers(force: Force, since: datetime) -> list[tuple[str, str, bool | None]]:
    rows = FindingAnswer.objects.of(force).standing().filter(created_at__gte=since)
    return list(rows.values_list("rule", "subject", "agreed"))


def as_csv(rows: Iterable[Row]) -> str:
    """The same as comma-separated values, with shares as fractions; empty where there are too few to say."""
    out = StringIO()
    table = csv.writer(out)
    table.writerow(
        ("rule", "title", "spoke", "answered_fine", "agreed_wrong", "agreed_right", "share_low", "share_high")
    )
    for row in rows:
        bounds = ("", "") if row.few else (f"{row.share.low:.3f}", f"{row.share.high:.3f}")
        table.writerow((_cell(row.rule), _cell(row.title), row.spoke, row.fine, row.wrong, row.right, *bounds))
    return out.getvalue()


def _cell(words: str) -> str:
    """Words that no spreadsheet takes for a formula."""
    return f"'{words}" if words[:1] in ("=", "+", "-", "@", "\t", "\r") else words
