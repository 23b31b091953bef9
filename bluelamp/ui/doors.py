"""The one door of every view: sign-in, role, second factor.

It stands on the ground floor, so that every room can hang it; who a member is, `forces` says (its middleware sets
`request.member` and `request.second_factor`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal, Protocol
from urllib.parse import urlencode, urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

View = Callable[..., HttpResponseBase]
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Comer(Protocol):
    """A member as far as a door knows one."""

    def holds(self, role: str) -> bool: ...
    def may_act(self, request: HttpRequest) -> bool: ...


@dataclass(frozen=True)
class Door:
    """Who may come through: no roles = anybody signed in; `factor` "POST" asks for it only where something is done."""

    roles: frozenset[str] = frozenset()
    factor: bool | Literal["POST"] = False
    public: bool = False

    def lets_in(self, member: Comer) -> bool:
        return not self.roles or any(member.holds(role) for role in self.roles)

    def wants_factor(self, method: str) -> bool:
        return self.factor is True or (self.factor == "POST" and method not in SAFE)


class Guarded(Protocol):
    """A view with its door on it, for those who check that every view has one."""

    door: Door

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase: ...


def door(*roles: str, factor: bool | Literal["POST"] = False, public: bool = False) -> Callable[[View], Guarded]:
    """The one door of a view: sign-in, then role (PermissionDenied), then second factor. Objects are `x_for`'s business."""
    the_door = Door(frozenset(str(role) for role in roles), factor, public)

    def hang(view: View) -> Guarded:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            answer = turn_away(the_door, request) or view(request, *args, **kwargs)
            if not public and not answer.has_header("Cache-Control"):
                add_never_cache_headers(answer)  # a stopped member's phone must not keep pages
            return answer

        guarded.door = the_door  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return hang


def turn_away(the_door: Door, request: HttpRequest) -> HttpResponseBase | None:
    """What somebody sees who may not pass yet; None for those who may. Raises PermissionDenied without the role."""
    if the_door.public:
        return None
    member: Comer | None = request.member  # type: ignore[attr-defined]
    if member is None:
        return send_to("account_login", request)
    if not the_door.lets_in(member):
        raise PermissionDenied(_("This page is for other roles than yours."))
    if the_door.wants_factor(request.method or "GET") and not member.may_act(request):
        return send_to("forces:second_step", request)
    return None


def send_to(name: str, request: HttpRequest) -> HttpResponse:
    """To another page and, after it, back; also when HTMX asked for a part of a page."""
    url = f"{resolve_url(name)}?{urlencode({'next': way_back(request)})}"
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def way_back(request: HttpRequest) -> str:
    """The page the person was on: this one, or the one that held the form or part that was asked for."""
    if request.method in SAFE and request.headers.get("HX-Request") != "true":
        return request.get_full_path()
    came_from = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        parts = urlsplit(came_from)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return "/"
