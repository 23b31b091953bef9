"""Views of the buttons that a post's author has besides writing: discard, take back, correct."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bluelamp.forces.access import door
from bluelamp.posts import access, actions
from bluelamp.posts.views import HANDS, form_page, me


@form_page
@door(*HANDS)
def discard(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """Asks once, naming what happens: a draft is put away, a correction is dropped and the public one stays."""
    post = access.draft_for(me(request), post_id)
    if request.method == "POST":
        (actions.keep if post.approved_id else actions.discard)(me(request), post)
        messages.success(request, _("It stays as it was.") if post.approved_id else _("Discarded."))
        return redirect("posts:list")
    question = _("Drop this correction?") if post.approved_id else _("Discard this draft?")
    sentence = _("What the public sees stays as it is.") if post.approved_id else _("Nobody outside has seen it.")
    context = {
        "question": question,
        "sentence": sentence,
        "verb": _("Drop it") if post.approved_id else _("Discard it"),
        "danger": True,
        "back": reverse("posts:edit", args=[post.pk]),
    }
    return render(request, "ui/confirm.html", context)


@require_POST
@door(*HANDS)
def recall(request: HttpRequest, post_id: UUID) -> HttpResponse:
    post = actions.recall(me(request), access.post_for(me(request), post_id))
    messages.success(request, _("It is a draft again. Nobody will approve it until you send it."))
    return redirect("posts:edit", post.pk)


@require_POST
@door(*HANDS)
def correct(request: HttpRequest, post_id: UUID) -> HttpResponse:
    post = actions.correct(me(request), access.post_for(me(request), post_id))
    messages.success(request, _("Change the words here. The public sees the old ones until the new ones are agreed."))
    return redirect("posts:edit", post.pk)
