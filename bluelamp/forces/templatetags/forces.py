"""`{% load forces %}`: roles in words, and questions about the person who is looking."""

from django import template
from django.utils.functional import Promise

from bluelamp.forces import words
from bluelamp.forces.listing import roles_of
from bluelamp.forces.models import Member
from bluelamp.forces.states import Role

register = template.Library()


@register.filter
def roles(person: Member) -> list[str]:
    """“Officer, Harby”: one for each role."""
    return roles_of(person)


@register.filter
def role_name(role: str) -> Promise | str:
    return words.ROLES.get(role, role)


@register.filter(name="is")
def is_(person: Member | None, role: str) -> bool:
    """`{% if request.member|is:"admin" %}`"""
    return person is not None and person.holds(role)


@register.filter
def leads(person: Member | None) -> bool:
    """Whether somebody may see the list of people."""
    return person is not None and any(
        person.holds(role) for role in (Role.SUPERVISOR, Role.PRESS, Role.ADMIN, Role.AUDITOR)
    )
