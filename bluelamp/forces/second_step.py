"""The page before anything that publishes, approves or administers: pass a second factor, or set one up, and go on."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bluelamp.forces import factor
from bluelamp.forces.access import door
from bluelamp.kernel.errors import NotAllowed


def onward(request: HttpRequest) -> str:
    """Where the person was going; only ever to a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else "/"


@door()
def second_step(request: HttpRequest) -> HttpResponse:
    if request.second_factor:  # type: ignore[attr-defined]
        return redirect(onward(request))
    return render(request, "forces/second_step.html", _choices(request))


def _choices(request: HttpRequest) -> dict[str, Any]:
    """`uses` lead through a factor that is set up, `sets_up` to the first one, `practice` is the demonstration's own."""
    member, going = request.member, onward(request)  # type: ignore[attr-defined]
    kinds = factor.kinds_of(member)
    back = urlencode({"next": going})
    uses, sets_up = [], []
    if "webauthn" in kinds:
        uses.append((_("Use your passkey"), f"{reverse('mfa_reauthenticate_webauthn')}?{back}"))
    if "totp" in kinds:
        uses.append((_("Use a code from your app"), f"{reverse('mfa_reauthenticate')}?{back}"))
    if not kinds:
        request.session[factor.GOING] = going
        sets_up.append((_("Set up a passkey on this phone or computer"), reverse("mfa_add_webauthn")))
        sets_up.append((_("Set up an authenticator app"), reverse("mfa_activate_totp")))
    practice = reverse("forces:practice") if settings.DEMO and factor.practice_exists(member) else ""
    return {"uses": uses, "sets_up": sets_up, "practice": practice, "next": going}


@require_POST
@door()
def practice(request: HttpRequest) -> HttpResponse:
    """One tap in the demonstration, in place of a phone that an invented officer does not have."""
    if not factor.practise(request, request.member):  # type: ignore[attr-defined]
        raise NotAllowed(_("There is no practice step here."))
    messages.success(request, _("Practice step passed. A real force uses a passkey or a code here."))
    return redirect(onward(request))
