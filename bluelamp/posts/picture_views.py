"""One picture of a post: cover parts of it, or tie it to a case."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bluelamp.forces.access import door
from bluelamp.forces.models import Member
from bluelamp.kernel.errors import Conflict, Refused
from bluelamp.media import actions as media
from bluelamp.media.access import may_tie
from bluelamp.posts import access, actions, picture_card
from bluelamp.posts.medium import medium_of
from bluelamp.posts.models import DraftPicture
from bluelamp.posts.picture_forms import CoverForm, TieForm


@require_http_methods(["GET", "HEAD", "POST"])
@door()
def picture(request: HttpRequest, shown_id: UUID) -> HttpResponse:
    member: Member = request.member  # type: ignore[attr-defined]
    shown = access.shown_for(member, shown_id)
    cover = CoverForm(shown.picture, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, member, shown, cover)
    try:
        said = _do(member, shown, cover, request)
    except (Refused, Conflict) as told:
        messages.error(request, str(told))
        return _page(request, member, shown, cover, 409 if isinstance(told, Conflict) else 400)
    messages.success(request, said)
    return redirect("posts:picture", shown.pk)


def _do(member: Member, shown: DraftPicture, cover: CoverForm, request: HttpRequest) -> str:
    """What the button asked for, and the sentence that tells it. Raises Refused, Conflict, NotAllowed."""
    what, _colon, which = request.POST.get("do", "").partition(":")
    if what == "tie":
        media.tie(member, shown.picture, request.POST.get("case_ref", ""))
        return _("From now on the rules know that this picture belongs to that case.")
    if what == "untie":
        media.untie(member, shown.picture, which)
        return _("It is not tied to that case any more.")
    if what == "captions":
        file = request.FILES.get("captions")
        if file is None:
            raise Refused(_("Choose the file with the captions first."))
        actions.set_captions(member, shown.post, shown, file)
        return _(
            "The captions are kept. Play the film, read them along, and then say in the post that you checked them."
        )
    if not cover.is_valid():
        raise Refused(_("Give each of the four numbers in whole pixels."))
    if what == "all":
        actions.cover_found(member, shown.post, shown)
    else:
        actions.blur(member, shown.post, shown, _chosen(cover, what, which))
    return _("Done. Nobody can read that any more.")


def _chosen(cover: CoverForm, what: str, which: str) -> list[list[int]]:
    """One box by its own button, or everything that is marked."""
    if what != "one":
        return cover.boxes()
    return [cover.found[int(which)][1]] if which.isdecimal() and int(which) < len(cover.found) else []


def _page(
    request: HttpRequest, member: Member, shown: DraftPicture, cover: CoverForm, status: int = 200
) -> HttpResponse:
    facts = medium_of(shown).facts
    film = getattr(shown.picture, "film", None)
    context: dict[str, Any] = {
        "shown": shown,
        "picture": shown.picture,
        "film": film,
        "hints": picture_card.seen_in(shown.picture),
        "warnings": picture_card.warnings(facts),
        "found": [{"number": at, "box": box, "name": _name(what, at)} for at, (what, box) in enumerate(cover.found)],
        "form": cover,
        "sign": max(shown.picture.width, shown.picture.height) // 20,
        "may_edit": access.may_edit(member, shown.post),
        "may_cover": access.may_edit(member, shown.post) and film is None,
        "may_tie": may_tie(member),
        "tie": TieForm(),
        "ties": facts.get("tied_to", []),
        "sent": shown.post.versions.exists(),
    }
    return render(request, "posts/picture.html", context, status=status)


def _name(what: str, number: int) -> str:
    said = _("Box %(number)d: a face") if what == "faces" else _("Box %(number)d: a number plate")
    return said % {"number": number + 1}
