"""Only what the frame itself needs, so that these tests stand on their own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import RequestContext, Template
from django.urls import include, path

SAVED: list[dict[str, str]] = []
"""What the draft's own address was sent, oldest first."""

WRITING = """{% extends "ui/page.html" %}{% load ui %}
{% block title %}Write{% endblock %}{% block heading %}Write{% endblock %}
{% block content %}
<form method="post" action="/kept/" data-autosave="/save/" data-draft-key="post-1" data-draft-base="{{ base }}">
  {% csrf_token %}<label for="words">Words</label><textarea id="words" name="words">{{ words }}</textarea>
  <input type="hidden" name="base" value="{{ base }}">
  {% include "ui/autosave.html" %}{% chip "Practice" "practice" limit=10 target="words" %}
  <button id="send">Send</button>
</form>{% endblock %}"""
KEPT = '{% extends "ui/page.html" %}{% block content %}<p data-draft-done="post-1">Sent</p>{% endblock %}'


def writing(request: HttpRequest) -> HttpResponse:
    """A page with a draft; `?base=` and `?words=` say what the server holds."""
    facts = {"base": request.GET.get("base", "1"), "words": request.GET.get("words", "")}
    return HttpResponse(Template(WRITING).render(RequestContext(request, facts)))


def save(request: HttpRequest) -> HttpResponse:
    SAVED.append(request.POST.dict())
    return HttpResponse(status=204, headers={"X-Draft-Base": str(len(SAVED) + 1)})


def kept(request: HttpRequest) -> HttpResponse:
    return HttpResponse(Template(KEPT).render(RequestContext(request)))


def kind_page(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, f"{name}.html")


urlpatterns = [
    path("ui/", include("bluelamp.ui.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("writing/", writing),
    path("save/", save),
    path("kept/", kept),
    path("pages/<str:name>/", kind_page),
]
