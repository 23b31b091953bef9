"""What every page's frame shows: where one can go, what waits there, and whether publishing is paused."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bluelamp.channels import account
from bluelamp.channels.access import channels_for
from bluelamp.forces import hold
from bluelamp.forces.models import Member
from bluelamp.forces.states import Role
from bluelamp.inbox.access import READERS, conversations_for
from bluelamp.policy.cases_access import SEES
from bluelamp.posts.access import WRITERS
from bluelamp.review.access import queue_for
from bluelamp.ui import theme
from bluelamp.ui.frame import Frame, NavItem

APPROVERS = (Role.SUPERVISOR, Role.PRESS)
ROLE_WORDS = {
    Role.OFFICER: gettext_lazy("Officer"),
    Role.SUPERVISOR: gettext_lazy("Supervisor"),
    Role.PRESS: gettext_lazy("Press office"),
    Role.DESK: gettext_lazy("Digital desk"),
    Role.ADMIN: gettext_lazy("Administrator"),
    Role.AUDITOR: gettext_lazy("Auditor"),
}

BELONGS = {"/consents/": "/cases/", "/calendar/": "/cases/", "/pictures/": "/posts/"}
"""Pages that stand in another place of the menu than their address says."""


def frame(request: HttpRequest) -> dict[str, Any]:
    """The `frame` of the page. Lazy: a part of a page that does not draw the frame costs no query."""
    return {"frame": SimpleLazyObject(lambda: _frame(request))}


def _frame(request: HttpRequest) -> Frame:
    member: Member | None = getattr(request, "member", None)
    demo = _demo(member) if settings.DEMO else ""
    if member is None:
        return Frame(demo=demo)
    return Frame(
        member=member,
        role=_roles(member),
        force=member.force,
        nav=tuple(_nav(member, request.path)),
        hold=_holding(member),
        demo=demo,
        theme=theme.for_force(member.force.colour),
    )


def _demo(member: Member | None) -> str:
    """The demonstration's line. It promises that nothing leaves only where that is so."""
    said = _("The forces, places and people here are invented. Nothing leaves this machine.")
    if member is None or not member.force.is_demo:
        return said
    kinds = [account.known(channel) for channel in channels_for(member)]
    if any(kind and kind.leaves_the_machine for kind in kinds):
        said = _("The people here are invented, but a real network is connected: strangers read what you send there.")
    url = reverse("stage:network", args=[member.force.slug])
    return format_html(
        '{} <a class="govuk-link" href="{}">{}</a>', said, url, _("See what residents see, and answer as one.")
    )


def _roles(member: Member) -> str:
    held = {role for role, _area in member.grants_list()}
    return ", ".join(str(word) for role, word in ROLE_WORDS.items() if role in held)


def _holding(member: Member) -> str:
    holds = hold.open_holds(member.force)
    return " · ".join(f"{h.area or member.force.short_name}: {h.reason}" for h in holds)


def holds_any(member: Member, roles: tuple[Role, ...]) -> bool:
    return any(member.holds(role) for role in roles)


def _nav(member: Member, path: str) -> "list[NavItem]":
    """The places for this member, the four most used first: a phone shows those, and the rest behind *More*."""
    approves, writes = holds_any(member, APPROVERS), holds_any(member, WRITERS)
    reads = holds_any(member, READERS)
    rows = [
        (True, _("Home"), "insight:home", 0),
        (writes, _("Write"), "posts:write", 0),
        (approves, _("Approve"), "review:queue", queue_for(member).count() if approves else 0),
        (reads, _("Inbox"), "inbox:list", conversations_for(member).open().count() if reads else 0),
        (True, _("Posts"), "posts:list", 0),
        (holds_any(member, SEES), _("Cases"), "policy:cases", 0),
        (holds_any(member, (*APPROVERS, Role.ADMIN)), _("Pause publishing"), "forces:hold", 0),
        (holds_any(member, (*APPROVERS, Role.ADMIN)), _("Withheld"), "publishing:withheld", 0),
        (True, _("People"), "forces:people", 0),
        (True, _("Channels"), "channels:list", 0),
        (True, _("Rules"), "policy:rules", 0),
        (holds_any(member, (Role.ADMIN, Role.PRESS, Role.AUDITOR)), _("Packs"), "policy:packs", 0),
        (True, _("Try it out"), "policy:practice", 0),
        (holds_any(member, (Role.ADMIN, Role.AUDITOR)), _("Record"), "audit:list", 0),
        (True, _("Help"), "insight:help", 0),
    ]
    shown = [(label, reverse(name), count) for show, label, name, count in rows if show]
    best = _nearest([url for _label, url, _count in shown], path)
    return [NavItem(label, url, url == best, count) for label, url, count in shown]


def _nearest(urls: list[str], path: str) -> str:
    """The place to which a page belongs, the longest fit first; home is itself only. "" = to none of them."""
    begins, room = next((pair for pair in BELONGS.items() if path.startswith(pair[0])), ("", ""))
    path = room + path.removeprefix(begins)
    return max((url for url in urls if path == url or (url != "/" and path.startswith(url))), key=len, default="")
