"""Writing, and the list of what was written. What a post has become is publishing's page; sending it on is review's."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bluelamp.forces.access import door
from bluelamp.forces.models import Member
from bluelamp.forces.states import Role
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from bluelamp.policy.cases_access import case_called
from bluelamp.posts import access, actions, answers, compose, fine, forms, listing, preview
from bluelamp.posts.draft import Stale
from bluelamp.posts.models import Post

HANDS = (*access.WRITERS, Role.DESK)
form_page = require_http_methods(["GET", "HEAD", "POST"])


def me(request: HttpRequest) -> Member:
    return request.member  # type: ignore[attr-defined,no-any-return]


@require_GET
@door()
def posts(request: HttpRequest) -> HttpResponse:
    form = listing.form_for(me(request), request.GET)
    page = listing.page_of(me(request), form, request.GET.get("page"))
    return render(request, "posts/list.html", {"form": form, "page": page})


@require_GET
@door(*access.WRITERS)
def write(request: HttpRequest) -> HttpResponse:
    """An empty composer. The draft comes to be when the first words are saved."""
    post = compose.blank(me(request), request.GET.get("kind", ""), request.GET.get("area", ""))
    return _composer(request, post, forms.of(me(request), post))


@form_page
@door(*HANDS)
def edit(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """The composer; a POST keeps everything and then does what the button says."""
    post = _post(request, post_id)
    if not access.may_edit(me(request), post):
        return _too_late(request, post)
    if request.method != "POST":
        return _composer(request, post, forms.of(me(request), post))
    form = forms.DraftForm(me(request), post, request.POST, request.FILES)
    try:
        kept = _keep(request, post, form)
    except Stale as stale:
        form.data = {**form.data.dict(), "base": stale.post.revision}  # type: ignore[attr-defined]
        form.add_error(None, str(stale))
        return _composer(request, stale.post, form, 409, stale.post)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _composer(request, post, form, 400)
    if form.errors:
        return _composer(request, kept, form, 400)
    return _then(request, kept, form)


@require_POST
@door(*HANDS)
def save(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """The same for the script in the page, without pictures: JSON, with the revision to go on from in a header."""
    post = _post(request, post_id)
    form = forms.DraftForm(me(request), post, request.POST)
    try:
        kept = _keep(request, post, form)
    except Stale as stale:
        theirs = {"told": str(stale), "seen": stale.post.revision, "theirs": stale.post.text}
        return JsonResponse(theirs, status=409)
    except Conflict as conflict:
        return JsonResponse({"told": str(conflict)}, status=409)
    except Refused as refused:
        return JsonResponse({"told": str(refused)}, status=400)
    problems = [said for field in form.errors.values() for said in field]
    return JsonResponse({"seen": kept.revision, "told": problems}, headers=compose.headers(kept))


@require_GET
@door(*HANDS)
def previews(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """How each place will show the draft as it is kept: a part of the composer."""
    post = access.draft_for(me(request), post_id)
    return render(request, "posts/_previews.html", {"post": post, "previews": preview.previews(post)})


def _post(request: HttpRequest, post_id: UUID) -> Post:
    """The post, or the blank one for which this id was set aside. Raises NotAllowed."""
    try:
        return access.post_for(me(request), post_id)
    except NotAllowed:
        if not compose.was_set_aside(me(request), post_id, request.POST.get("new", "")):
            raise
    return compose.blank(me(request), identity=post_id)


def _keep(request: HttpRequest, post: Post, form: forms.DraftForm) -> Post:
    """Everything typed, kept; a draft comes to be at its first words."""
    fields = form.to_keep()
    member = me(request)
    if post._state.adding:
        area = fields.get("area") or post.area
        post = actions.start(member, area, fields.get("kind") or post.kind, identity=post.pk)
        return actions.save(member, post, post.revision, **fields)
    seen = form.cleaned_data.get("base")
    return actions.save(member, post, post.revision if seen is None else seen, **fields)


def _then(request: HttpRequest, post: Post, form: forms.DraftForm) -> HttpResponse:
    """What the button asked for, now that the words are safe."""
    what, _colon, which = request.POST.get("do", "save").partition(":")
    member = me(request)
    try:
        for upload, facts in form.uploads():
            actions.add_picture(member, post, upload, facts=facts)
        if what == "remove":
            actions.remove_picture(member, post, access.shown_in(post, which))
        if what == "blur":
            actions.cover_found(member, post, access.shown_in(post, which))
        if choice := request.POST.get("use_this"):
            _use(request, post, choice)
        if fine.asked(request.POST):
            fine.answer(member, post, request.POST)
            return _beside(request, post)
        if done := tapped(request, post):
            return done
    except Refused as refused:
        messages.error(request, str(refused))
    if what == "cover":
        return redirect("posts:picture", access.shown_in(post, which).pk)
    if what == "check":
        return redirect("review:send", post.pk)
    if what == "save":
        messages.success(request, _("Saved."))
    return redirect("posts:edit", post.pk)


def tapped(request: HttpRequest, post: Post) -> HttpResponse | None:
    """A question answered, or a case taken up, with one tap in the live panel; the page goes on writing as the same hand."""
    hand = request.POST.get("hand", "")[:20]
    if said := answers.pressed(request.POST):
        actions.save(me(request), post, post.revision, hand, answers=said)
        return _whole(request, post) if said.keys() & set(answers.IN_LANGUAGES) else _beside(request, post)
    if ref := request.POST.get("case_is"):
        actions.save(me(request), post, post.revision, hand, case=case_called(me(request), ref))
        return _whole(request, post)
    return None


def _whole(request: HttpRequest, post: Post) -> HttpResponse:
    """The whole page drawn again: the form has a field for what was tapped."""
    whole = reverse("posts:edit", args=[post.pk])
    return HttpResponse(status=204, headers={"HX-Redirect": whole}) if request.htmx else redirect(whole)  # type: ignore[attr-defined]


def _beside(request: HttpRequest, post: Post) -> HttpResponse:
    """Back to the live panel where it asked, else to the whole composer."""
    return redirect("review:check" if request.htmx else "posts:edit", post.pk)  # type: ignore[attr-defined]


def _use(request: HttpRequest, post: Post, choice: str) -> None:
    safe = compose.with_safe_words(post, choice)
    if safe is None:
        messages.warning(request, _("The words have changed meanwhile, so nothing was put in."))
        return
    actions.save(me(request), post, post.revision, text=safe)


def _composer(
    request: HttpRequest, post: Post, form: forms.DraftForm, status: int = 200, theirs: Post | None = None
) -> HttpResponse:
    return render(request, "posts/compose.html", compose.page(me(request), post, form, theirs), status=status)


def _too_late(request: HttpRequest, post: Post) -> HttpResponse:
    """It is no longer a draft in these hands. Words that were just typed are given back."""
    mine: Any = request.POST.get("text", "")
    if not mine:
        return redirect("publishing:post", post.pk)
    return render(request, "posts/too_late.html", {"post": post, "mine": mine}, status=409)
