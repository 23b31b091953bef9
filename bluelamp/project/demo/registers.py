"""Fills the case register, the consents and the calendar of the invented forces, through the actions that people use."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from bluelamp.policy import cases_actions as cases
from bluelamp.policy import register_actions as papers
from bluelamp.policy.models import Case
from bluelamp.project.demo import script
from bluelamp.project.demo.cast import Cast


def fill(casts: Mapping[str, Cast], today: date) -> None:
    """Days in the script count from `today`."""
    for told in script.registers():
        cast = casts[told["force"]]
        made = {one["ref"]: _case(cast, one, today) for one in told.get("cases", ())}
        for one in told.get("consents", ()):
            given = today - timedelta(days=one["days_ago"])
            by, area = cast.people[one["by"]], cast.areas[one["area"]]
            papers.record_consent(by, area, one["kind"], one["whom"], given, case=made.get(one.get("case", "")))
        for one in told.get("elections", ()):
            begins = today + timedelta(days=one["in_days"])
            ends = begins + timedelta(days=one["lasts_days"])
            papers.plan_election(cast.people[one["by"]], one["title"], begins, ends, (), one["candidates"])


def _case(cast: Cast, told: dict[str, Any], today: date) -> Case:
    by, lead = cast.people[told["by"]], cast.people[told["lead"]]
    case = cases.open_case(
        by, cast.areas[told["area"]], told["ref"], told["title"], lead=lead, known_as=told.get("known_as", [])
    )
    case = cases.set_stage(by, case, told["stage"])
    for gate in told.get("told", ()):
        cases.tick(by, case, gate)
    for one in told.get("orders", ()):
        order = cases.add_order(by, case, one["kind"], today - timedelta(days=one["days_ago"]), words=one["words"])
        for name in one.get("names", ()):
            cases.add_name(by, order, name)
    return case
