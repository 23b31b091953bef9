"""Who is asking: sets `request.member`, ends sessions that are over, and turns the house's errors into kind pages."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import page_not_found

from bluelamp.forces import factor, signin
from bluelamp.forces.models import Member
from bluelamp.kernel.errors import Conflict, NotAllowed, Told


class MemberMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        member = who(request)
        request.member = member  # type: ignore[attr-defined]
        request.second_factor = member is not None and factor.passed(request, member)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotAllowed):
            return page_not_found(request, error)
        if isinstance(error, Told):
            status = 409 if isinstance(error, Conflict) else 400
            return render(request, "forces/told.html", {"sentence": str(error)}, status=status)
        return None


def who(request: HttpRequest) -> Member | None:
    """The member whose session this is. A session that is over ends here, before any view has seen it."""
    if not request.user.is_authenticated:
        if SESSION_KEY in request.session:
            request.session.flush()  # of a sign-in that no longer exists: it must not come back to life either
        return None
    member = signin.member_of(request.user)
    sentence = signin.why_ended(member, getattr(request.user, "stopped", True), request.session)
    if not sentence:
        return member
    logout(request)
    messages.warning(request, sentence)
    return None
