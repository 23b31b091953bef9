"""Pages about people, their roles, stopping somebody, and pausing publishing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bluelamp.forces import access, actions, forms, hold, listing, revoke
from bluelamp.forces.access import door, member_for
from bluelamp.forces.models import Member
from bluelamp.forces.states import Role

LEADS = (Role.SUPERVISOR, Role.PRESS, Role.ADMIN, Role.AUDITOR)
page_of = require_http_methods(["GET", "HEAD", "POST"])


def me(request: HttpRequest) -> Member:
    return request.member  # type: ignore[attr-defined,no-any-return]


@door(*LEADS)
def people(request: HttpRequest) -> HttpResponse:
    form = forms.PeopleFilter(me(request), request.GET)
    return render(request, "forces/people.html", {"filter": form, "page": listing.people(me(request), form)})


@door()
def person(request: HttpRequest, member_id: UUID) -> HttpResponse:
    who = member_for(me(request), member_id)
    return render(request, "forces/person.html", listing.about(me(request), who))


@page_of
@door(Role.SUPERVISOR, Role.ADMIN, factor=True)
def stop(request: HttpRequest, member_id: UUID) -> HttpResponse:
    who = access.stoppable_for(me(request), member_id)
    form = forms.StopForm(request.POST or None)
    if form.is_valid():
        revoke.suspend(me(request), who, form.cleaned_data["because"])
        messages.success(request, _("%(name)s is stopped. Nothing of theirs goes out.") % {"name": who})
        return redirect("forces:person", who.pk)
    return render(request, "forces/stop.html", {"form": form, "person": who})


@require_POST
@door(Role.SUPERVISOR, Role.ADMIN, factor=True)
def lift(request: HttpRequest, member_id: UUID) -> HttpResponse:
    who = access.stoppable_for(me(request), member_id)
    revoke.lift(me(request), who)
    messages.success(request, _("%(name)s can sign in again. What waited may go out now.") % {"name": who})
    return redirect("forces:person", who.pk)


@require_POST
@door(Role.SUPERVISOR, Role.ADMIN, factor=True)
def trust(request: HttpRequest, member_id: UUID) -> HttpResponse:
    who = access.stoppable_for(me(request), member_id)
    form = forms.TrustForm(request.POST)
    if form.is_valid():
        actions.set_trust(me(request), who, form.cleaned_data["level"], form.cleaned_data["reason"])
        messages.success(request, _("Changed. It counts from now on."))
    return redirect("forces:person", who.pk)


@page_of
@door(Role.ADMIN, factor=True)
def roles(request: HttpRequest, member_id: UUID) -> HttpResponse:
    who = member_for(me(request), member_id)
    form = forms.RoleForm(me(request), request.POST or None)
    if form.is_valid():
        actions.grant(me(request), who, form.cleaned_data["role"], form.cleaned_data["area"])
        messages.success(request, _("%(name)s has this role from now on.") % {"name": who})
        return redirect("forces:roles", who.pk)
    return render(request, "forces/roles.html", {"form": form, "person": who, "own": who == me(request)})


@require_POST
@door(Role.ADMIN, factor=True)
def remove_role(request: HttpRequest, member_id: UUID, grant_id: UUID) -> HttpResponse:
    given = access.grant_for(me(request), member_id, grant_id)
    actions.withdraw(me(request), given)
    messages.success(request, _("The role is taken away. It counts from now on."))
    return redirect("forces:roles", member_id)


@page_of
@door(Role.ADMIN, factor=True)
def invite(request: HttpRequest) -> HttpResponse:
    form = forms.InviteForm(me(request), request.POST or None)
    if form.is_valid():
        try:
            made = actions.invite(me(request), **form.cleaned_data)
        except actions.Taken as taken:
            form.add_error("email", str(taken))
        else:
            return _show_link(request, made)
    return render(request, "forces/invite.html", {"form": form})


@require_POST
@door(Role.ADMIN, factor=True)
def new_link(request: HttpRequest, member_id: UUID) -> HttpResponse:
    return _show_link(request, actions.invite_again(me(request), member_for(me(request), member_id)))


def _show_link(request: HttpRequest, made: actions.Invitation) -> HttpResponse:
    """The answer to the form itself, not a page with an address: so nobody finds the link again by going back to it."""
    return render(request, "forces/invited.html", {"person": made.member, "link": made.link})


@page_of
@door(Role.ADMIN, factor=True)
def goodbye(request: HttpRequest, member_id: UUID) -> HttpResponse:
    who = member_for(me(request), member_id)
    if request.method == "POST":
        actions.say_goodbye(me(request), who)
        messages.success(request, _("%(name)s has left. Their roles and sessions are gone.") % {"name": who})
        return redirect("forces:person", who.pk)
    return render(request, "ui/confirm.html", listing.goodbye(who))


@page_of
@door(factor="POST")
def hold_page(request: HttpRequest) -> HttpResponse:
    """Everybody may see what is paused; the form is there for those who may press it."""
    whole, areas = access.places_to_hold(me(request))
    form = forms.HoldForm(areas, whole, request.POST or None)
    if form.is_valid():
        chosen = form.cleaned_data
        hold.press(me(request), chosen["because"], chosen["where"], chosen["exempt"])
        messages.success(request, _("Publishing is paused."))
        return redirect("forces:hold")
    found: dict[str, Any] = {"form": form, "may_press": whole or areas.exists()}
    return render(request, "forces/hold.html", {**found, "holds": listing.holds(me(request))})


@require_POST
@door(Role.SUPERVISOR, Role.PRESS, Role.ADMIN, factor=True)
def lift_hold(request: HttpRequest, hold_id: UUID) -> HttpResponse:
    hold.lift(me(request), access.hold_for(me(request), hold_id))
    messages.success(request, _("Publishing goes on."))
    return redirect("forces:hold")


@door(public=True)
def closed(request: HttpRequest) -> HttpResponse:
    """Addresses and sign-ups are an administrator's business; allauth's own pages for them do not exist here."""
    raise Http404
