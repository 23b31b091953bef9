"""A second person's word on “this is fine because ...”: was the rule wrong?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bluelamp.forces.access import door
from bluelamp.policy import fine
from bluelamp.review import weighing
from bluelamp.ui.doors import way_back


@require_GET
@door(*weighing.WEIGHERS)
def answers(request: HttpRequest) -> HttpResponse:
    """What nobody has weighed yet."""
    waiting = weighing.waiting(request.member)  # type: ignore[attr-defined]
    return render(request, "review/answers.html", {"waiting": waiting})


@require_POST
@door(*weighing.WEIGHERS)
def weigh(request: HttpRequest, answer_id: UUID) -> HttpResponse:
    """One tap: right or wrong. Back to where the button was."""
    member = request.member  # type: ignore[attr-defined]
    answer, post = weighing.answer_for(member, answer_id)
    said = fine.weigh(member, post, answer, request.POST.get("agrees") == "yes")
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "review/_weigh.html", {"said": said})
    messages.success(request, _("Your word is kept. It helps to mend the rule."))
    back = way_back(request)
    return redirect("review:answers" if back == "/" else back)
