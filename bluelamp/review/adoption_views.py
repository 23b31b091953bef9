"""The page on which a force takes the approval matrix of a pack."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bluelamp.forces.access import door
from bluelamp.kernel.errors import Told
from bluelamp.policy.packs_access import KEEPERS, pack_for
from bluelamp.policy.packs_forms import ReasonForm
from bluelamp.review import adoption
from bluelamp.review.words import said_row
from bluelamp.rulebook import packs


@require_http_methods(["GET", "HEAD", "POST"])
@door(*KEEPERS, factor="POST")
def adopt(request: HttpRequest, pack_id: UUID) -> HttpResponse:
    member = request.member  # type: ignore[attr-defined]
    row = pack_for(member, pack_id)
    pack = packs.parse(row.text)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            adoption.adopt(member, pack.routes, request.POST.get("seen", ""), form.cleaned_data["reason"], row.name)
        except Told as told:
            form.add_error(None, str(told))
        else:
            messages.success(request, _("This is who approves what from now on."))
            return redirect("policy:pack", row.pk)
    lines = [(line, said_row(line.now), said_row(line.new)) for line in adoption.preview(member.force, pack.routes)]
    context = {"row": row, "pack": pack, "lines": lines, "form": form, "seen": adoption.seen(member.force, pack.routes)}
    return render(request, "review/adopt.html", context, status=400 if form.errors else 200)
