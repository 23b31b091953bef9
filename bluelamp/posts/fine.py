"""Saying in the composer that a finding is fine, and taking that back."""

from collections.abc import Mapping
from typing import Any

from bluelamp.forces.models import Member
from bluelamp.policy import assess, cards, fine
from bluelamp.posts.draft import REASON_LIMIT
from bluelamp.posts.engine import draft_of
from bluelamp.posts.models import Post
from bluelamp.rulebook.findings import Finding

SAY, BACK, WORDS = "fine", "unfine", "fine-words-"


def asked(data: Mapping[str, Any]) -> bool:
    """Whether the form was sent by one of the buttons under “This is fine because ...”."""
    return SAY in data or BACK in data


def answer(by: Member, post: Post, data: Any) -> None:
    """Do what that button says, to the draft as it is kept. A finding that is gone meanwhile needs no answer.

    Raises Refused when own words are missing or too long.
    """
    if BACK in data:
        fine.take_back(by, post, data[BACK])
        return
    place, _colon, reason = str(data[SAY]).partition(":")
    words = next(filter(None, data.getlist(f"{WORDS}{place}")), "")
    for found in assess.preview(post.force, draft_of(post)).findings:
        if fine.place(found, post.text) == place:
            fine.say_fine(by, post, post.area, found, post.text, reason, words[:REASON_LIMIT])
            return


def said(post: Post) -> dict[str, str]:
    """The reasons given about this post so far, by place."""
    return {place: kept.because for place, kept in fine.standing(post.force, str(post.pk)).items()}


def laid_out(post: Post, findings: tuple[Finding, ...]) -> cards.Cards:
    """The findings about a draft as the composer and the page before it goes show them."""
    return cards.laid_out(findings, post.text, said(post), post.answers)
