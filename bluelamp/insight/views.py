"""Home and help."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bluelamp.forces.access import door
from bluelamp.insight import home as needs
from bluelamp.insight.frame import holds_any
from bluelamp.posts.access import WRITERS


@door()
def home(request: HttpRequest) -> HttpResponse:
    member = request.member  # type: ignore[attr-defined]
    context = {
        "tasks": needs.tasks(member),
        "went_well": needs.went_well(member),
        "writes": holds_any(member, WRITERS),
    }
    return render(request, "insight/home.html", context)


@door(public=True)
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "insight/help.html")
