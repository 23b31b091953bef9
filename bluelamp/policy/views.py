"""The rules, for everybody who has to live by them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bluelamp.forces.access import door
from bluelamp.policy import listing


@require_GET
@door()
def rules(request: HttpRequest) -> HttpResponse:
    force = request.member.force  # type: ignore[attr-defined]
    context = {"groups": listing.groups(force), "packs": listing.installed(force)}
    return render(request, "policy/rules.html", context)
