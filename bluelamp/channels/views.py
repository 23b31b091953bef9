"""The channels of a force and how they do; connecting one, step by step."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from bluelamp.adapters import registry
from bluelamp.adapters.contract import Adapter
from bluelamp.channels import access, actions, health
from bluelamp.channels.forms import ConnectForm
from bluelamp.channels.models import Channel
from bluelamp.forces.access import door
from bluelamp.forces.models import Member
from bluelamp.forces.states import Role
from bluelamp.kernel.errors import Conflict, Refused

form_page = require_http_methods(["GET", "HEAD", "POST"])


def me(request: HttpRequest) -> Member:
    return request.member  # type: ignore[attr-defined,no-any-return]


@require_GET
@door()
def channels(request: HttpRequest) -> HttpResponse:
    """Everybody sees how the channels do; administrators also see what they can do about it."""
    context = {
        "rows": [health.of(channel) for channel in access.all_channels_for(me(request))],
        "keeps": access.may_keep(me(request)),
        "kinds": [{"kind": kind.kind, "label": _(kind.label)} for kind in registry.connectable()],
    }
    return render(request, "channels/list.html", context)


@form_page
@door(Role.ADMIN, factor=True)
def connect(request: HttpRequest, kind: str) -> HttpResponse:
    return _guided(request, actions.connectable(kind), None)


@form_page
@door(Role.ADMIN, factor=True)
def reconnect(request: HttpRequest, channel_id: UUID) -> HttpResponse:
    channel = access.channel_for(me(request), channel_id)
    return _guided(request, actions.connectable(channel.kind), channel)


@form_page
@door(Role.ADMIN, factor="POST")
def disconnect(request: HttpRequest, channel_id: UUID) -> HttpResponse:
    """Asks once, and says what stays."""
    channel = access.channel_for(me(request), channel_id)
    actions.connectable(channel.kind)
    if request.method == "POST":
        actions.disconnect(me(request), channel)
        messages.success(request, _("%(name)s is disconnected.") % {"name": channel.name})
        return redirect("channels:list")
    context = {
        "question": _("Disconnect %(name)s?") % {"name": channel.name},
        "items": [
            _("We forget the password. Nothing more is sent there."),
            _("What is live there stays. Withdraw it first if it should go."),
            _("Its history stays here, and you can connect it again."),
        ],
        "verb": _("Disconnect"),
        "danger": True,
        "back": reverse("channels:list"),
    }
    return render(request, "ui/confirm.html", context)


def _guided(request: HttpRequest, adapter: type[Adapter], channel: Channel | None) -> HttpResponse:
    """One page: what to do over there, what to type here. Nothing is kept before the network has let us in."""
    form = ConnectForm(adapter, channel, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = _keep(me(request), adapter, channel, form.values())
        except (Refused, Conflict) as told:
            form.add_error(None, str(told))
        else:
            said = _("Connected. The public sees you as %(name)s.") % {"name": kept.settings["shown"]}
            messages.success(request, said)
            return redirect("channels:list")
    context = {"form": form, "label": _(adapter.label), "channel": channel}
    return render(request, "channels/connect.html", context, status=400 if form.errors else 200)


def _keep(by: Member, adapter: type[Adapter], channel: Channel | None, values: dict[str, str]) -> Channel:
    if channel is not None:
        return actions.reconnect(by, channel, values)
    return actions.connect(by, adapter.kind, values.pop("name", ""), values)
