"""Before the gate (check, send) and at it (queue, need)."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bluelamp.forces.access import door
from bluelamp.forces.models import Member
from bluelamp.forces.states import Role
from bluelamp.forces.words import TRUST
from bluelamp.kernel.errors import Told
from bluelamp.policy.cases_access import case_called
from bluelamp.posts import actions as posts
from bluelamp.posts import fine
from bluelamp.posts.access import WRITERS, draft_for
from bluelamp.posts.answers import pressed
from bluelamp.posts.compose import with_safe_words
from bluelamp.posts.models import Post
from bluelamp.posts.preview import previews, previews_of
from bluelamp.review import access, actions, gate, weighing
from bluelamp.review.forms import DecisionForm, SendForm

SENDERS = (*WRITERS, Role.DESK)
APPROVERS = (Role.SUPERVISOR, Role.PRESS)
PAGE = 25


@require_GET
@door(*SENDERS)
def check(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """The live panel beside the words: what the rules say of the draft as it is kept, and the button."""
    member = request.member  # type: ignore[attr-defined]
    post = draft_for(member, post_id)
    return render(request, "review/_check.html", {"post": post, "gate": gate.look(member, post), "live": True})


@door(*SENDERS, factor="POST")
def send(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """The last look before it goes: findings, what each place will show, one button that says what will happen."""
    member = request.member  # type: ignore[attr-defined]
    post = draft_for(member, post_id)
    form = SendForm(request.POST or None, initial={"seen": post.revision})
    if request.method == "POST" and form.is_valid():
        try:
            return _do(request, member, post, form)
        except Told as told:
            form.add_error(None, str(told))
            post = draft_for(member, post_id)
    context = {"post": post, "gate": gate.look(member, post), "previews": previews(post), "form": form}
    return render(request, "review/send.html", context, status=409 if form.errors else 200)


def _do(request: HttpRequest, member: Member, post: Post, form: SendForm) -> HttpResponse:
    """Take a safe wording, keep the answers and look again, or send."""
    seen, answers = form.cleaned_data["seen"], {**form.answers(), **pressed(request.POST)}
    if choice := request.POST.get("use_this"):
        safe = with_safe_words(post, choice)
        posts.save(member, post, seen, text=post.text if safe is None else safe, answers=answers)
        return redirect("review:send", post.pk)
    if fine.asked(request.POST):
        kept = posts.save(member, post, seen, answers=answers)
        fine.answer(member, kept, request.POST)
        return redirect("review:send", post.pk)
    if ref := request.POST.get("case_is"):
        posts.save(member, post, seen, answers=answers, case=case_called(member, ref))
        return redirect("review:send", post.pk)
    if request.POST.get("do") == "look" or pressed(request.POST):
        posts.save(member, post, seen, answers=answers)
        return redirect("review:send", post.pk)
    sent = actions.submit(member, post, seen, answers, form.cleaned_data["exception_reason"])
    messages.success(request, _sent(sent.state))
    return redirect("publishing:post", sent.pk)


def _sent(state: str) -> str:
    if state == "approved":
        return _("It is on its way. You can follow it here.")
    return _("It is waiting for a yes. You will see the answer on your home page.")


@require_GET
@door(*APPROVERS)
def queue(request: HttpRequest) -> HttpResponse:
    member = request.member  # type: ignore[attr-defined]
    page = Paginator(access.queue_for(member), PAGE).get_page(request.GET.get("page"))
    return render(request, "review/queue.html", {"page": page})


@require_GET
@door(*APPROVERS)
def need(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """One draft, exactly as it will appear, and everything one must know to decide."""
    return _need_page(request, need_id, DecisionForm())


@require_POST
@door(*APPROVERS, factor=True)
def decide(request: HttpRequest, need_id: UUID) -> HttpResponse:
    member = request.member  # type: ignore[attr-defined]
    asked = access.need_for(member, need_id)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _need_page(request, need_id, form, status=400)
    said = form.cleaned_data
    try:
        if said["decision"] == "approve":
            actions.approve(member, asked, said["digest"], said["reason"])
            messages.success(request, _("You said yes."))
        elif said["decision"] == "return":
            actions.give_back(member, asked, said["digest"], said["reason"])
            messages.success(request, _("It is back with its author, with your reason."))
        else:
            return redirect("posts:edit", actions.take_over(member, asked).pk)
    except Told as told:
        form.add_error(None, str(told))
        return _need_page(request, need_id, form, status=409)
    return _next(request)


def _next(request: HttpRequest) -> HttpResponse:
    """The next one slides in; with none left, the empty queue says so."""
    following = access.queue_for(request.member).first()  # type: ignore[attr-defined]
    return redirect("review:need", following.pk) if following else redirect("review:queue")


def _need_page(request: HttpRequest, need_id: UUID, form: DecisionForm, status: int = 200) -> HttpResponse:
    member = request.member  # type: ignore[attr-defined]
    asked = access.need_for(member, need_id)
    context = {
        "need": asked,
        "version": asked.version,
        "verdict": asked.version.verdict,
        "spoken": weighing.spoken(asked.version),
        "answered": gate.answered(asked.version),
        "rules_word": gate.headline(asked.version),
        "trust": TRUST[asked.post.author.trust],
        "previews": previews_of(asked.version),
        "record": access.track_record(asked.post.author),
        "beside": access.beside(member, asked),
        "form": form,
    }
    return render(request, "review/need.html", context, status=status)
