"""The page of a post's life, taking it down, and the list of what is kept back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bluelamp.channels.access import channel_for
from bluelamp.forces.access import door
from bluelamp.forces.models import Member
from bluelamp.forces.states import Role
from bluelamp.kernel.errors import Told
from bluelamp.posts import actions as posts
from bluelamp.posts.access import WRITERS, post_for
from bluelamp.publishing import access, actions, page
from bluelamp.publishing.forms import DecideForm, WithdrawForm

form_page = require_http_methods(["GET", "HEAD", "POST"])


def me(request: HttpRequest) -> Member:
    return request.member  # type: ignore[attr-defined,no-any-return]


@require_GET
@door()
def post(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """What is live where, what is on its way, what needs somebody, and how it came about."""
    shown = post_for(me(request), post_id)
    return render(request, "publishing/post.html", page.of(me(request), shown))


@form_page
@door(*WRITERS, factor="POST")
def withdraw(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """Asks once and names every place that it will go from."""
    shown = page.to_withdraw(me(request), post_id)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        posts.retract(me(request), shown, form.cleaned_data["reason"])
        messages.success(request, _("It is being taken down everywhere. This page shows when it is gone."))
        return redirect("publishing:post", shown.pk)
    places = page.places(me(request), shown)
    count = len(places)
    context = {
        "question": ngettext("Withdraw from %(count)d place?", "Withdraw from %(count)d places?", count)
        % {"count": count},
        "sentence": _("It is taken down, and we look again to see that it is gone. You cannot undo this.")
        if places
        else _("It has not reached anybody yet. It will not go out."),
        "items": places,
        "verb": _("Withdraw everywhere"),
        "danger": True,
        "back": reverse("publishing:post", args=[shown.pk]),
        "form": form,
    }
    return render(request, "ui/confirm.html", context, status=400 if form.errors else 200)


@require_POST
@door(*access.DECIDERS, factor=True)
def decide(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """What a person saw on the network, where no machine can know."""
    delivery = access.delivery_for(me(request), delivery_id)
    form = DecideForm(request.POST)
    try:
        form.is_valid()
        actions.decide(me(request), delivery, form.cleaned_data.get("said", ""), form.cleaned_data.get("url", ""))
        messages.success(request, _("Thank you. We go on from there."))
    except Told as told:
        messages.error(request, str(told))
    return redirect("publishing:post", delivery.post_id)


@require_GET
@door(Role.SUPERVISOR, Role.PRESS, Role.ADMIN)
def withheld(request: HttpRequest) -> HttpResponse:
    """What would be out by now, and why it is not."""
    context = {"rows": access.withheld_for(me(request)), "asking": access.asking_for(me(request))[: access.SHOWN]}
    return render(request, "publishing/withheld.html", context)


@require_GET
@door()
def waiting(request: HttpRequest, channel_id: UUID) -> HttpResponse:
    """How many posts wait for a channel: a part of the channels page, which lies below this room and cannot know."""
    channel = channel_for(me(request), channel_id)
    count = access.waiting_for(me(request), channel)
    said = ngettext("%(count)d post waits", "%(count)d posts wait", count) % {"count": count}
    return HttpResponse(f" · {said}" if count else "")
