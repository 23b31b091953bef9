"""The stage: what residents see on the practice network, and a box to answer as one of them."""

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from bluelamp.kernel.errors import NotAllowed, Refused
from bluelamp.project.demo import stage
from bluelamp.ui.doors import door


@require_GET
@door(public=True)
def index(request: HttpRequest) -> HttpResponse:
    forces = stage.forces()
    if not forces:
        raise NotAllowed
    return redirect("stage:network", forces[0].slug)


@require_http_methods(["GET", "HEAD", "POST"])
@door(public=True)
def network(request: HttpRequest, force: str) -> HttpResponse:
    ours = stage.force_called(force)
    context = {"force": ours, "limit": stage.TEXT_LIMIT, "name_limit": stage.NAME_LIMIT}
    if request.method == "POST":
        try:
            said = stage.answer(
                ours,
                request.POST.get("to", ""),
                request.POST.get("name", ""),
                request.POST.get("text", ""),
                request.META.get("REMOTE_ADDR", ""),
            )
        except Refused as refused:
            context |= {"told": str(refused), "given": request.POST}
        else:
            return redirect(f"{reverse('stage:network', args=[force])}#{said}")
    context |= {"threads": stage.threads(ours), "forces": stage.forces()}
    return render(request, "stage/network.html", context, status=400 if "told" in context else 200)


@require_GET
@door(public=True)
def picture(request: HttpRequest, force: str, message_id: str, name: str) -> HttpResponseBase:
    path, mime = stage.picture(stage.force_called(force), message_id, name)
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "public, max-age=60"}
    return FileResponse(path.open("rb"), content_type=mime, headers=headers)


@require_GET
@door(public=True)
def moved(request: HttpRequest, force: str) -> HttpResponse:
    """The address that the channel itself gives out; a browser keeps the #part of it."""
    return redirect("stage:network", stage.force_called(force).slug)
