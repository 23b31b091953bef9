"""Pages of the case register: look, open, move on, orders, names, gates."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bluelamp.forces.access import door
from bluelamp.forces.models import Member
from bluelamp.kernel.errors import Told
from bluelamp.policy import cases_access as access
from bluelamp.policy import cases_actions as actions
from bluelamp.policy import cases_forms as forms
from bluelamp.policy import cases_listing as listing

form_page = require_http_methods(["GET", "HEAD", "POST"])
HANDS = (*access.KEEPS, access.SEES[0])
"""Officers too: one of them may be the officer in the case."""


def me(request: HttpRequest) -> Member:
    return request.member  # type: ignore[attr-defined,no-any-return]


@require_GET
@door(*access.SEES)
def cases(request: HttpRequest) -> HttpResponse:
    form = forms.SearchForm(request.GET)
    asked = form.cleaned_data["q"] if form.is_valid() else ""
    page = listing.cases(me(request), asked, request.GET.get("page"))
    may_open = bool(access.areas_to(me(request), access.KEEPS))
    return render(request, "policy/cases.html", {"form": form, "page": page, "asked": asked, "may_open": may_open})


@form_page
@door(*access.KEEPS, factor="POST")
def add(request: HttpRequest) -> HttpResponse:
    form = forms.NewCaseForm(me(request), request.POST or None)
    if form.is_valid():
        try:
            case = actions.open_case(me(request), **form.said())
            messages.success(request, _("It is in the register."))
            return redirect("policy:case", case.pk)
        except Told as told:
            form.add_error("ref", str(told))
    return render(request, "policy/case_form.html", {"form": form}, status=400 if form.errors else 200)


@require_GET
@door(*access.SEES)
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    return render(request, "policy/case.html", listing.about(me(request), access.case_for(me(request), case_id)))


@form_page
@door(*HANDS, factor="POST")
def edit(request: HttpRequest, case_id: UUID) -> HttpResponse:
    kept = access.kept_case_for(me(request), case_id)
    known = {"title": kept.title, "lead": kept.lead_id, "linked_trial": kept.linked_trial}
    form = forms.CaseForm(me(request), request.POST or None, initial={**known, "known_as": "\n".join(kept.known_as)})
    if form.is_valid():
        actions.change_case(me(request), kept, **form.said())
        messages.success(request, _("Saved."))
        return redirect("policy:case", kept.pk)
    return render(request, "policy/case_form.html", {"form": form, "case": kept}, status=400 if form.errors else 200)


@require_POST
@door(*HANDS, factor=True)
def stage(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One tap, and every post about it follows."""
    kept = access.kept_case_for(me(request), case_id)
    actions.set_stage(me(request), kept, request.POST.get("stage", ""))
    messages.success(request, _("Done. Every post about this case is judged by it from now on."))
    return redirect("policy:case", kept.pk)


@require_POST
@door(*HANDS, factor=True)
def gate(request: HttpRequest, case_id: UUID) -> HttpResponse:
    kept = access.kept_case_for(me(request), case_id)
    try:
        if ticked := request.POST.get("tick"):
            actions.tick(me(request), kept, ticked)
        else:
            actions.untick(me(request), kept, request.POST.get("untick", ""), request.POST.get("why", ""))
        messages.success(request, _("Noted, with your name and the time."))
    except Told as told:
        messages.error(request, str(told))
    return redirect("policy:case", kept.pk)


@form_page
@door(*HANDS, factor="POST")
def order(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Record what a court forbids."""
    kept = access.kept_case_for(me(request), case_id)
    form = forms.OrderForm(request.POST or None)
    if form.is_valid():
        try:
            actions.add_order(me(request), kept, **form.cleaned_data)
            messages.success(request, _("The order is in the register, and every post is checked against it."))
            return redirect("policy:case", kept.pk)
        except Told as told:
            form.add_error("made_on", str(told))
    return render(request, "policy/order_form.html", {"form": form, "case": kept}, status=400 if form.errors else 200)


@form_page
@door(*HANDS, factor="POST")
def lift(request: HttpRequest, order_id: UUID) -> HttpResponse:
    found = access.order_for(me(request), order_id)
    form = forms.LiftForm(request.POST or None)
    if form.is_valid():
        try:
            actions.lift_order(me(request), found, form.cleaned_data["on"])
            messages.success(request, _("The order is lifted, and the names it protected are deleted."))
            return redirect("policy:case", found.case_id)
        except Told as told:
            form.add_error("on", str(told))
    return render(request, "ui/confirm.html", listing.lifting(found, form), status=400 if form.errors else 200)


@form_page
@door(*HANDS, factor=True)
def names(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Names under an order, for the few who must know them. Opening this page is on record."""
    kept = access.names_case_for(me(request), case_id)
    form = forms.NameForm(request.POST or None)
    if form.is_valid():
        actions.add_name(
            me(request), access.order_for(me(request), form.cleaned_data["order"]), form.cleaned_data["words"]
        )
        messages.success(request, _("From now on no post can carry it."))
        return redirect("policy:case_names", kept.pk)
    shown = actions.look_at_names(me(request), kept)
    context = {"case": kept, "names": shown, "orders": listing.open_orders(kept), "form": form}
    return render(request, "policy/names.html", context, status=400 if form.errors else 200)


@require_POST
@door(*HANDS, factor=True)
def remove_name(request: HttpRequest, name_id: UUID) -> HttpResponse:
    found = access.name_for(me(request), name_id)
    actions.remove_name(me(request), found)
    messages.success(request, _("Taken out."))
    return redirect("policy:case_names", found.order.case_id)
