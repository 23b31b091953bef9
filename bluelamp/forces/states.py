"""Words of this room that are stored: roles, trust, and what a hold lets through."""

from enum import IntEnum, StrEnum


class Role(StrEnum):
    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    PRESS = "press"
    DESK = "desk"
    ADMIN = "admin"
    AUDITOR = "auditor"


class Trust(IntEnum):
    """The trust ladder: each step adds to the one before."""

    TRAINEE = 0
    LOW_RISK = 1
    REPLIES = 2
    APPROVES = 3


HOLD_EXEMPT = ("warning", "appeal_missing")
"""Kinds of post that a hold lets through unless the one who presses it says otherwise."""
