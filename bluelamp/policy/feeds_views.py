"""Pages about other forces' feeds."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bluelamp.forces.access import door
from bluelamp.kernel.errors import Told
from bluelamp.policy import following
from bluelamp.policy import packs_access as access
from bluelamp.policy.packs_forms import FollowForm
from bluelamp.policy.packs_views import KEEPERS, form_page, me


@form_page
@door(*KEEPERS, factor="POST")
def follow(request: HttpRequest) -> HttpResponse:
    form = FollowForm(request.POST or None)
    if form.is_valid():
        try:
            feed = following.follow(me(request), form.cleaned_data["url"])
        except Told as told:
            form.add_error("url", str(told))
        else:
            following.ask(feed)
            messages.success(request, _("You follow it. What it offers stands on this page."))
            return redirect("policy:packs")
    return render(request, "policy/feed_follow.html", {"form": form}, status=400 if form.errors else 200)


@require_POST
@door(*KEEPERS, factor=True)
def ask(request: HttpRequest, feed_id: UUID) -> HttpResponse:
    following.ask(access.feed_for(me(request), feed_id))
    return redirect("policy:packs")


@require_POST
@door(*KEEPERS, factor=True)
def stop(request: HttpRequest, feed_id: UUID) -> HttpResponse:
    following.unfollow(me(request), access.feed_for(me(request), feed_id))
    messages.success(request, _("You follow it no more. What you have from it stays."))
    return redirect("policy:packs")


@require_POST
@door(*KEEPERS, factor=True)
def see(request: HttpRequest, feed_id: UUID) -> HttpResponse:
    """Fetch what they offer, and show what it would change."""
    feed = access.feed_for(me(request), feed_id)
    try:
        made = following.fetch(me(request), feed, request.POST.get("name", ""), request.POST.get("version", ""))
    except Told as told:
        messages.error(request, str(told))
        return redirect("policy:packs")
    return redirect("policy:change", made.pk)
