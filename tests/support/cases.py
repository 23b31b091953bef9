"""Builders for the case register."""

from datetime import date, timedelta
from typing import Any

from bluelamp.forces.models import Area, Member
from bluelamp.policy import cases_actions as actions
from bluelamp.policy import register
from bluelamp.policy.models import Case, CourtOrder

REF = "14/20345/26"


def make_case(by: Member, ref: str = REF, stage: str = "investigation", area: Area | None = None, **more: Any) -> Case:
    """A case in the area of the keeper's team."""
    area = area or (by.team.area if by.team else Area.objects.of(by.force_id)[0])
    return actions.open_case(by, area, ref, more.pop("title", "Robbery in Mill Street"), stage, **more)


def make_order(by: Member, case: Case | None = None, kind: str = "witness_anonymity", **more: Any) -> CourtOrder:
    """An order that binds since a week ago."""
    made_on: date = more.pop("made_on", register.today(by.force) - timedelta(days=7))
    return actions.add_order(by, case or make_case(by), kind, made_on, **more)
