"""The styleguide (demonstration only) and the stylesheet of a force's own colours."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bluelamp.kernel.errors import Refused
from bluelamp.ui import samples, theme
from bluelamp.ui.doors import door


@require_safe
@door(public=True)
@cache_control(public=True, max_age=31536000, immutable=True)
def stylesheet(request: HttpRequest, token: str) -> HttpResponse:
    try:
        return HttpResponse(theme.css(token), content_type="text/css; charset=utf-8")
    except (ValueError, Refused):
        raise Http404 from None


@door(public=True)
def styleguide(request: HttpRequest) -> HttpResponse:
    """All components on one page, with invented words; it does not exist outside the demonstration."""
    if not settings.DEMO:
        raise Http404
    return render(request, "ui/styleguide.html", samples.page(request))
