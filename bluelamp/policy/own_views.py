"""The editor of the force's own pack: a draft that counts nowhere, with a live test beside it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bluelamp.forces.access import door
from bluelamp.forces.states import Role
from bluelamp.kernel.errors import Told
from bluelamp.policy import own as own_pack
from bluelamp.policy import own_editing, own_listing, trying
from bluelamp.policy.own_editing import Editing
from bluelamp.policy.own_forms import REGISTER, LinesForm, ListsForm, TryForm
from bluelamp.policy.packs_views import form_page, me
from bluelamp.rulebook.editing import with_lines

KEEP = {"keep_flags": "flags", "keep_passes": "passes"}


@require_GET
@door(Role.PRESS)
def own(request: HttpRequest) -> HttpResponse:
    return render(request, "policy/own.html", own_listing.page(me(request).force, request.GET.get("q", "")[:80]))


@form_page
@door(Role.PRESS, factor="POST")
def change_rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    desk = own_editing.open_rule(me(request).force, rule_id, request.POST or None)
    if request.method == "POST":
        return _act(request, desk)
    return _page(request, desk, TryForm())


@form_page
@door(Role.PRESS, factor="POST")
def add_rule(request: HttpRequest) -> HttpResponse:
    desk = own_editing.open_new(me(request).force, request.POST or None)
    if request.method == "POST":
        return _act(request, desk, new=True)
    return _page(request, desk, TryForm(), new=True)


@require_POST
@door(Role.PRESS)
def try_rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """The live test as a part of the page. Nothing is kept."""
    return _live(request, own_editing.open_rule(me(request).force, rule_id, request.POST))


@require_POST
@door(Role.PRESS)
def try_new(request: HttpRequest) -> HttpResponse:
    return _live(request, own_editing.open_new(me(request).force, request.POST))


@form_page
@door(Role.PRESS, factor="POST")
def lists(request: HttpRequest) -> HttpResponse:
    named = {name: (name, entries) for name, entries in own_pack.table(me(request).force).get("lists", {}).items()}
    form = ListsForm(named, request.POST or None, initial={"seen": own_editing.revision(me(request).force)})
    return _lines_page(request, form, "lists", _("Your lists of words"))


@form_page
@door(Role.PRESS, factor="POST")
def register(request: HttpRequest) -> HttpResponse:
    there = own_pack.table(me(request).force).get("register", {})
    named = {name: (label, there.get(name, [])) for name, label in REGISTER.items()}
    form = LinesForm(named, request.POST or None, initial={"seen": own_editing.revision(me(request).force)})
    return _lines_page(request, form, "register", _("What is public in your force"))


def _act(request: HttpRequest, desk: Editing, new: bool = False) -> HttpResponse:
    """Save, try, keep the sentence as an example, or go back to what the packs below say."""
    do, by = request.POST.get("do", "save"), me(request)
    trial = TryForm(request.POST)
    if do == "try" or not (desk.form.is_valid() and trial.is_valid()):
        return _page(request, desk, trial, new, status=200 if do == "try" else 400)
    example = trial.example() if do in KEEP else None
    try:
        if new:
            own_editing.must_be_new(by.force, desk.rule)
        make = desk.dropped if do == "reset" else (lambda table: desk.table(table, example, KEEP.get(do, "")))
        own_pack.change(by, desk.form.cleaned_data["seen"], make)
    except Told as told:
        desk.form.add_error(None, str(told))
        return _page(request, desk, trial, new, status=409)
    messages.success(request, _("Saved in your draft. It counts nowhere until somebody else has agreed."))
    gone = do == "reset" and desk.below is None
    return redirect("policy:own") if gone else redirect("policy:change_rule", desk.rule)


def _live(request: HttpRequest, desk: Editing) -> HttpResponse:
    return render(request, "policy/_live.html", {"tried": _tried(request, desk, TryForm(request.POST)), "desk": desk})


def _tried(request: HttpRequest, desk: Editing, trial: TryForm) -> trying.Tried:
    """What the rule says as the form has it now; without a form sent, as the draft has it."""
    force = me(request).force
    if not desk.form.is_bound:
        return trying.look(force, own_pack.table(force), desk.rule)
    if not (desk.form.is_valid() and trial.is_valid()):
        return trying.Tried(problem=_("Fill in the other parts of the form first, then it can be tried."))
    said = trial.cleaned_data
    try:
        table = desk.table(own_pack.table(force))
    except Told as told:
        return trying.Tried(said["sentence"], problem=str(told))
    return trying.look(force, table, desk.rule, said["sentence"], said["kind"], said["stage"])


def _page(request: HttpRequest, desk: Editing, trial: TryForm, new: bool = False, status: int = 200) -> HttpResponse:
    tried = None if new and not desk.form.is_bound else _tried(request, desk, trial)
    context: dict[str, Any] = {"desk": desk, "form": desk.form, "trial": trial, "new": new, "tried": tried}
    return render(request, "policy/own_rule.html", context | own_listing.around(desk), status=status)


def _lines_page(request: HttpRequest, form: LinesForm, section: str, title: str) -> HttpResponse:
    if form.is_valid():
        try:
            own_pack.change(
                me(request), form.cleaned_data["seen"], lambda table: with_lines(table, section, form.lists())
            )
        except Told as told:
            form.add_error(None, str(told))
        else:
            messages.success(request, _("Saved in your draft. It counts nowhere until somebody else has agreed."))
            return redirect("policy:own")
    context = {"form": form, "title": title, "section": section}
    return render(request, "policy/own_lines.html", context, status=400 if form.errors else 200)
