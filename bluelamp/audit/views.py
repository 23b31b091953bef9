"""Pages for those who read the record. Every look is an entry itself."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from bluelamp.audit import actions, proofs, words
from bluelamp.audit.access import READERS, Reader, entry_for, history_for, ledger_for
from bluelamp.audit.append import Thing
from bluelamp.audit.forms import Filter
from bluelamp.ui.doors import door

PAGE = 50


reading = door(*READERS, factor=True)
"""Every look at the record needs the role and the second factor, and leaves no copy on the device."""


def me(request: HttpRequest) -> Reader:
    return request.member  # type: ignore[attr-defined,no-any-return]


@require_safe
@reading
def entries(request: HttpRequest) -> HttpResponse:
    form = Filter(request.GET)
    sought = form.sought()
    actions.view(me(request), None, **sought)
    found = list(ledger_for(me(request)).matching(**sought).newest_first(form.start())[: PAGE + 1])
    older = found[PAGE - 1].index if len(found) > PAGE else None
    head = proofs.head_of(me(request).force_id)
    page = {"filter": form, "sought": sought, "told": words.told(found[:PAGE]), "older": older, "head": head}
    return render(request, "audit/entries.html", page)


@require_safe
@reading
def entry(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    found = entry_for(me(request), entry_id)
    actions.view(me(request), Thing("entry", found.pk, f"#{found.index}"))
    page = {"entry": found, "told": words.tell(found), "proof": proofs.inclusion(found)}
    return render(request, "audit/entry.html", page)


@require_safe
@reading
def history(request: HttpRequest, object_type: str, object_id: str) -> HttpResponse:
    found = list(history_for(me(request), object_type, object_id))
    actions.view(me(request), Thing(object_type, object_id, found[-1].object_name))
    return render(request, "audit/history.html", {"thing": words.thing(found[-1]), "events": words.events(found)})


@require_POST
@reading
def export(request: HttpRequest) -> StreamingHttpResponse:
    lines = actions.export(me(request).force_id, me(request))
    answer = StreamingHttpResponse(lines, content_type="application/jsonl; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="record.jsonl"'
    return answer
