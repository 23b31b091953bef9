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
    sought = request.GET.get("q", "")[:100].strip()
    context = {"groups": listing.groups(force, sought), "packs": listing.installed(force), "sought": sought}
    member = request.member  # type: ignore[attr-defined]
    context |= {"reports": listing.holds(member, listing.READERS), "weighs": listing.holds(member, listing.WEIGHERS)}
    return render(request, "policy/rules.html", context)


@require_GET
@door()
def rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """One rule with all that is known of it."""
    member = request.member  # type: ignore[attr-defined]
    page = listing.rule_for(member.force, rule_id)
    context = {"page": page, "rule": page.rule, "changes": listing.holds(member, listing.WRITERS)}
    return render(request, "policy/rule.html", context)
