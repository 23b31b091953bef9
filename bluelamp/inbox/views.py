"""The one inbox: who waits longest, the thread, the answer."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bluelamp.forces.access import door
from bluelamp.inbox import access, actions, thread
from bluelamp.inbox.access import ANSWERERS, READERS
from bluelamp.inbox.forms import AnswerForm, AssignForm
from bluelamp.inbox.models import Conversation
from bluelamp.inbox.states import ConversationState
from bluelamp.kernel.errors import Refused, Told
from bluelamp.policy import replies

PAGE = 25
SHOWN = {
    "waiting": [ConversationState.OPEN],
    "answered": [ConversationState.ANSWERED],
    "closed": [ConversationState.CLOSED],
}


@require_GET
@door(*READERS)
def inbox(request: HttpRequest) -> HttpResponse:
    member = request.member  # type: ignore[attr-defined]
    shown = request.GET.get("show", "waiting")
    rows = access.conversations_for(member).filter(state__in=SHOWN.get(shown, SHOWN["waiting"]))
    rows = rows.longest_waiting() if shown == "waiting" else rows.order_by("-last_at")
    if request.GET.get("mine"):
        rows = rows.filter(assigned=member)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "inbox/list.html", {"page": page, "shown": shown, "mine": request.GET.get("mine", "")})


@require_GET
@door(*READERS)
def conversation(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    member = request.member  # type: ignore[attr-defined]
    row = access.conversation_for(member, conversation_id)
    actions.read(member, row)
    return _page(request, row, AnswerForm())


@require_POST
@door(*ANSWERERS, factor=True)
def answer(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    member = request.member  # type: ignore[attr-defined]
    row = access.conversation_for(member, conversation_id)
    if name := request.POST.get("use"):
        return _page(request, row, _begun(request, row, name))
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form, status=400)
    try:
        sent = actions.answer(member, row, form.cleaned_data["text"])
    except Refused as refused:
        kept = getattr(refused, "post", None)
        if kept is None:
            form.add_error(None, str(refused))
            return _page(request, row, form, status=409)
        messages.warning(request, _kept(row, _("Your answer is kept. Look at what the rules say before it can go.")))
        return redirect("review:send", kept.pk)
    said = _("Your answer is on its way.") if sent.state == "approved" else _("Your answer waits for a yes.")
    messages.success(request, _kept(row, said))
    return redirect("inbox:conversation", row.pk)


def _begun(request: HttpRequest, row: Conversation, name: str) -> AnswerForm:
    """The answer with a template before what was typed already."""
    chosen = replies.template(request.member.force, row.last_text, name)  # type: ignore[attr-defined]
    words = [chosen.text if chosen else "", request.POST.get("text", "")]
    return AnswerForm(initial={"text": "\n\n".join(part.strip() for part in words if part.strip())})


def _kept(row: Conversation, sentence: str) -> str:
    """The sentence, with the sign for the device that it need not keep these words any longer."""
    return format_html('{}<span data-draft-done="answer-{}" hidden></span>', sentence, row.pk)


@require_POST
@door(*ANSWERERS, factor=True)
def act(request: HttpRequest, conversation_id: UUID, verb: str) -> HttpResponse:
    """Assign, close or open again."""
    member = request.member  # type: ignore[attr-defined]
    row = access.conversation_for(member, conversation_id)
    try:
        _act(request, row, verb)
    except Told as told:
        messages.error(request, str(told))
    return redirect("inbox:conversation", row.pk)


def _act(request: HttpRequest, row: Conversation, verb: str) -> None:
    member = request.member  # type: ignore[attr-defined]
    if verb == "close":
        actions.close(member, row)
    elif verb == "reopen":
        actions.reopen(member, row)
    elif verb == "assign":
        form = AssignForm(request.POST, access.may_be_assigned(row))
        if form.is_valid():
            actions.assign(member, row, form.chosen())


def _page(request: HttpRequest, row: Conversation, form: AnswerForm, status: int = 200) -> HttpResponse:
    member = request.member  # type: ignore[attr-defined]
    may = access.may_answer(member, row)
    assign = AssignForm(None, access.may_be_assigned(row), row.assigned) if may else None
    context = {"row": row, "talk": thread.talk(row), "form": form, "assign": assign, "may_answer": may}
    if may:
        context["templates"] = replies.offered(member.force, row.last_text)
    return render(request, "inbox/conversation.html", context, status=status)
