"""Home, help, and what the rules were worth."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bluelamp.forces.access import door
from bluelamp.insight import alarms
from bluelamp.insight import home as needs
from bluelamp.insight.frame import holds_any
from bluelamp.policy.listing import READERS
from bluelamp.policy.listing import WRITERS as WRITERS_OF_RULES
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


@require_GET
@door(*READERS)
def rules_report(request: HttpRequest) -> HttpResponse:
    """How often each rule spoke and was wrong; with `?as=csv` for a spreadsheet."""
    days = alarms.period(request.GET.get("days", ""))
    rows = alarms.report(request.member.force, days)  # type: ignore[attr-defined]
    if request.GET.get("as") == "csv":
        head = {"Content-Disposition": f'attachment; filename="rules-{days}-days.csv"'}
        return HttpResponse(alarms.as_csv(rows), content_type="text/csv; charset=utf-8", headers=head)
    context = {"rows": rows, "days": days, "periods": alarms.PERIODS, "few": alarms.FEW}
    context["changes"] = holds_any(request.member, WRITERS_OF_RULES)  # type: ignore[attr-defined]
    return render(request, "insight/rules_report.html", context)
