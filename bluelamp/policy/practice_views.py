"""Trying drafts out, for everybody who writes, or wonders what one may write. POST only carries words; it stores nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from bluelamp.forces.access import door
from bluelamp.forces.models import Force
from bluelamp.policy import practice, practice_forms, quiz

page = require_http_methods(["GET", "HEAD", "POST"])


def _force(request: HttpRequest) -> Force:
    return request.member.force  # type: ignore[attr-defined,no-any-return]


@page
@door()
def try_out(request: HttpRequest) -> HttpResponse:
    """The box for words and, by POST, what the rules say to them: as a whole page, or as the part HTMX asks for."""
    force = _force(request)
    cards = practice.training_cards(force)
    card = next((card for card in cards if card.id == request.GET.get("card")), None)
    if request.method != "POST":
        context = {"form": practice_forms.of(card), "cards": cards, "card": card}
        return render(request, "policy/practice.html", context)
    form = practice_forms.PracticeForm(request.POST)
    tried = practice.try_out(force, form.written(), practice.reasons(request.POST), form.facts())
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "policy/_practice.html", {"tried": tried})
    if choice := request.POST.get("use_this"):
        chosen = {**form.written(), "text": practice.in_place(tried, choice)}
        form = practice_forms.PracticeForm(initial=chosen)
        tried = practice.try_out(force, chosen, tried.said, {})
    return render(request, "policy/practice.html", {"form": form, "cards": cards, "card": card, "tried": tried})


@page
@door()
def run(request: HttpRequest) -> HttpResponse:
    """Six short drafts: would you send this? The score travels in the page and is nowhere else."""
    data = request.POST if request.method == "POST" else request.GET
    return render(request, "policy/run.html", {"run": quiz.run_of(_force(request), data)})
