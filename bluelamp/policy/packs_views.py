"""Pages of packs: what is in force, what others offer, and each change step by step."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bluelamp.forces.access import door
from bluelamp.forces.models import Member
from bluelamp.forces.states import Role
from bluelamp.kernel.errors import NotAllowed, Told
from bluelamp.policy import keys, own, proposals, publishing
from bluelamp.policy import packs_access as access
from bluelamp.policy import packs_listing as listing
from bluelamp.policy.models import Proposal
from bluelamp.policy.packs_forms import DecideForm, ReasonForm, TrustForm, UploadForm

form_page = require_http_methods(["GET", "HEAD", "POST"])
KEEPERS = access.KEEPERS
VERBS = ("install", "propose", "agree", "refuse", "withdraw", "trust")


def me(request: HttpRequest) -> Member:
    return request.member  # type: ignore[attr-defined,no-any-return]


@require_GET
@door(*KEEPERS, Role.AUDITOR)
def packs(request: HttpRequest) -> HttpResponse:
    return render(request, "policy/packs.html", listing.page(me(request)))


@require_GET
@door()
def pack(request: HttpRequest, pack_id: UUID) -> HttpResponse:
    """What is in a pack. Everybody may read the rules, and the strategies are for everybody."""
    return render(request, "policy/pack.html", listing.about(me(request), access.pack_for(me(request), pack_id)))


@require_GET
@door()
def strategies(request: HttpRequest, pack_id: UUID) -> HttpResponse:
    return render(request, "policy/strategies.html", listing.about(me(request), access.pack_for(me(request), pack_id)))


@require_GET
@door(*KEEPERS, Role.AUDITOR)
def download(request: HttpRequest, pack_id: UUID) -> HttpResponse:
    row = access.pack_for(me(request), pack_id)
    return _file(row.text, f"{row.name}-{row.version}.toml")


@form_page
@door(*KEEPERS, factor="POST")
def upload(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = proposals.offer(me(request), form.cleaned_data["pack"], "upload")
        except Told as told:
            form.add_error("pack", str(told))
        else:
            return redirect("policy:change", made.pk)
    return render(request, "policy/pack_upload.html", {"form": form}, status=400 if request.method == "POST" else 200)


@require_POST
@door(*KEEPERS, factor=True)
def country(request: HttpRequest) -> HttpResponse:
    return redirect("policy:change", proposals.offer_country(me(request), request.POST.get("name", "")).pk)


@require_POST
@door(*KEEPERS, factor=True)
def back(request: HttpRequest, pack_id: UUID) -> HttpResponse:
    """Go back to an earlier version: a change like any other, with its page."""
    row = access.pack_for(me(request), pack_id)
    return redirect("policy:change", proposals.offer_earlier(me(request), row).pk)


@require_POST
@door(*KEEPERS, factor=True)
def remove(request: HttpRequest, pack_id: UUID) -> HttpResponse:
    row = access.pack_for(me(request), pack_id)
    return redirect("policy:change", proposals.offer_removal(me(request), row).pk)


@require_POST
@door(*KEEPERS, factor=True)
def publish(request: HttpRequest, pack_id: UUID) -> HttpResponse:
    row = access.pack_for(me(request), pack_id)
    publishing.publish(me(request), row)
    messages.success(request, _("It is signed, and on your public site in a minute."))
    return redirect("policy:pack", row.pk)


@require_POST
@door(*KEEPERS, factor=True)
def unpublish(request: HttpRequest, published_id: UUID) -> HttpResponse:
    publishing.unpublish(me(request), access.published_for(me(request), published_id))
    messages.success(request, _("It is off your public site in a minute. Who has taken it keeps it."))
    return redirect("policy:packs")


@require_POST
@door(*KEEPERS, factor=True)
def distrust(request: HttpRequest, signer_id: UUID) -> HttpResponse:
    keys.drop(me(request), access.signer_for(me(request), signer_id))
    messages.success(request, _("Their signature counts no more. What is in force stays."))
    return redirect("policy:packs")


@require_GET
@door(*KEEPERS, Role.AUDITOR)
def change(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """What a change would do, in plain sentences."""
    return _change_page(request, access.proposal_for(me(request), proposal_id))


@require_GET
@door(*KEEPERS, Role.AUDITOR)
def change_file(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    row = access.proposal_for(me(request), proposal_id)
    return _file(row.text, f"{row.name}-{row.version or 'draft'}.toml")


@require_POST
@door(*KEEPERS, factor=True)
def decide(request: HttpRequest, proposal_id: UUID, verb: str) -> HttpResponse:
    """One verb about a change. What it refuses is told on its page."""
    row = access.proposal_for(me(request), proposal_id)
    if verb not in VERBS:
        raise NotAllowed(_("There is nothing like this to do here."))
    try:
        said = _done(request, row, verb)
    except Told as told:
        messages.error(request, str(told))
        return redirect("policy:change", row.pk)
    if said is None:
        return _change_page(request, row, request.POST, verb)
    messages.success(request, said)
    return redirect(
        "policy:packs" if verb == "withdraw" else "policy:change", *([] if verb == "withdraw" else [row.pk])
    )


def _done(request: HttpRequest, row: Proposal, verb: str) -> str | None:
    """What to say when it is done; None where the form has to be looked at again."""
    by, saw = me(request), request.POST.get("seen", "")
    if verb == "withdraw":
        proposals.withdraw(by, row)
        return _("Dropped. Nothing has changed.")
    if verb == "trust":
        form = TrustForm(request.POST)
        if not form.is_valid():
            return None
        keys.trust(by, row.signer, form.cleaned_data["name"])
        return _("You trust this key from now on.")
    if verb in ("agree", "refuse"):
        return _decided(by, row, verb, saw, request)
    why = ReasonForm(request.POST)
    return _sent(by, row, verb, saw, why.cleaned_data["reason"]) if why.is_valid() else None


def _decided(by: Member, row: Proposal, verb: str, saw: str, request: HttpRequest) -> str | None:
    form = DecideForm(request.POST)
    if not form.is_valid():
        return None
    words = form.cleaned_data["words"]
    if verb == "refuse":
        proposals.refuse(by, row, words)
        return _("You said no. %(name)s sees your reason.") % {"name": row.by}
    proposals.agree(by, row, saw, words)
    return _("In force from now on, for every draft.")


def _sent(by: Member, row: Proposal, verb: str, saw: str, reason: str) -> str:
    if row.source == "editor":
        own.send(by, row, saw, reason)
        return _("Sent. It counts when another person has agreed.")
    if verb == "propose":
        proposals.propose(by, row, saw, reason)
        return _("Sent. It counts when another person has agreed.")
    proposals.install(by, row, saw, reason)
    return _("In force from now on, for every draft.")


def _change_page(
    request: HttpRequest, row: Proposal, data: object = None, verb: str = "", status: int = 200
) -> HttpResponse:
    context = listing.change(me(request), row)
    name = context["seal"].by
    context["trust_form"] = TrustForm(data if verb == "trust" else None, initial={"name": name})  # type: ignore[arg-type]
    context["decide_form"] = DecideForm(data if verb in ("agree", "refuse") else None)
    context["reason_form"] = ReasonForm(data if verb in ("install", "propose") else None)  # type: ignore[arg-type]
    return render(request, "policy/change.html", context, status=400 if verb else status)


def _file(text: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
