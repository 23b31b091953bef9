"""The list of posts that a member may see, newest first."""

from typing import Any

from django.core.paginator import Page, Paginator

from bluelamp.forces.models import Area, Member
from bluelamp.posts.access import posts_for
from bluelamp.posts.forms import ListForm
from bluelamp.posts.models import Post
from bluelamp.posts.words import state, tone

PAGE = 25


def form_for(member: Member, asked: Any) -> ListForm:
    return ListForm([(str(area.pk), area.name) for area in Area.objects.of(member.force_id)], asked)


def page_of(member: Member, form: ListForm, number: str | None) -> "Page[Post]":
    """One page of what was asked for; an answer that the form does not know counts as not asked."""
    form.is_valid()
    asked = form.cleaned_data
    rows = posts_for(member).select_related("author", "area").defer("answers", "reply_to")
    if (asked.get("whose") or "mine") == "mine":
        rows = rows.filter(author=member)
    if asked.get("state"):
        rows = rows.filter(state=asked["state"])
    if asked.get("area"):
        rows = rows.filter(area_id=asked["area"])
    if asked.get("case"):
        rows = rows.filter(case__ref__iexact=asked["case"])
    found = Paginator(rows, PAGE).get_page(number)
    for post in found:
        post.word, post.tone = state(post.state), tone(post.state)  # type: ignore[attr-defined]
    return found
