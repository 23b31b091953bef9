"""Pages of the consents and of the election calendar."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from bluelamp.forces.access import door
from bluelamp.kernel.errors import Told
from bluelamp.policy import cases_access as access
from bluelamp.policy import cases_forms as forms
from bluelamp.policy import cases_listing as listing
from bluelamp.policy import register_actions as actions
from bluelamp.policy.cases_views import HANDS, form_page, me


@require_GET
@door(*access.SEES)
def consents(request: HttpRequest) -> HttpResponse:
    return render(request, "policy/consents.html", listing.consents(me(request), request.GET.get("page")))


@form_page
@door(*HANDS, factor="POST")
def add_consent(request: HttpRequest) -> HttpResponse:
    form = forms.ConsentForm(me(request), request.POST or None, initial={"case": request.GET.get("case", "")})
    if form.is_valid():
        try:
            made = actions.record_consent(me(request), **form.cleaned_data)
            messages.success(request, _("Recorded as %(number)s.") % {"number": made.number})
            return redirect("policy:consents")
        except Told as told:
            form.add_error("given_on", str(told))
    return render(request, "policy/consent_form.html", {"form": form}, status=400 if form.errors else 200)


@form_page
@door(*HANDS, factor="POST")
def withdraw(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    found = access.consent_for(me(request), consent_id)
    if request.method == "POST":
        actions.withdraw_consent(me(request), found)
        messages.success(request, _("No post can rest on it any more."))
        return redirect("policy:consents")
    return render(request, "ui/confirm.html", listing.withdrawing(found))


@require_GET
@door()
def calendar(request: HttpRequest) -> HttpResponse:
    return render(request, "policy/calendar.html", listing.calendar(me(request)))


@form_page
@door(*access.PLANS, factor="POST")
def plan(request: HttpRequest) -> HttpResponse:
    form = forms.ElectionForm(me(request), request.POST or None)
    if form.is_valid():
        said = {**form.cleaned_data, "candidates": forms.lines_of(form.cleaned_data["candidates"])}
        try:
            actions.plan_election(me(request), **said)
            messages.success(request, _("It is in the calendar."))
            return redirect("policy:calendar")
        except Told as told:
            form.add_error("ends_on", str(told))
    return render(request, "policy/election_form.html", {"form": form}, status=400 if form.errors else 200)


@form_page
@door(*access.PLANS, factor="POST")
def drop(request: HttpRequest, election_id: UUID) -> HttpResponse:
    found = access.election_for(me(request), election_id)
    if request.method == "POST":
        actions.drop_election(me(request), found)
        messages.success(request, _("Taken out of the calendar."))
        return redirect("policy:calendar")
    return render(request, "ui/confirm.html", listing.dropping(found))
