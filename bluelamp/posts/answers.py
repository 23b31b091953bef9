"""Answers to the rules' questions: kept with who gave them and when, changed, taken back."""

from collections.abc import Mapping
from typing import Any

from bluelamp.forces.models import Member
from bluelamp.kernel import clock
from bluelamp.kernel.text import storable
from bluelamp.policy import register
from bluelamp.posts.models import Post

MOST = 60
SENT = "answer"
"""The button of an answer sends `answer=<question id>:<said>`; nothing after the colon takes it back."""
APPEAL = ("owner", "reference", "review_at", "expires_at")
"""What an appeal must have: asked as fields, kept as answers."""
IN_LANGUAGES = ("paired", "urgent")
"""Boxes of the composer in a force that publishes in more than one language, kept as answers."""


def taken(by: Member, post: Post, given: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The columns `answers` and `answered` of a post after `by` gave these; an empty answer takes one back.

    What only the register can say is nobody's answer, and leaves no trace.
    """
    answers, answered = dict(post.answers), dict(post.answered)
    for name, said in list(_clean(given).items())[:MOST]:
        if not said:
            answers.pop(name, None)
            answered.pop(name, None)
        elif answers.get(name) != said:
            answers[name] = said
            answered[name] = {"by": str(by.pk), "name": str(by), "at": clock.now().isoformat(timespec="seconds")}
    return {"answers": answers, "answered": answered}


def pressed(data: Mapping[str, Any]) -> dict[str, str]:
    """The answer of the button that was pressed, if one was: `answer=<question id>:<said>`."""
    name, colon, said = str(data.get(SENT, "")).partition(":")
    return {name: said} if colon else {}


def _clean(given: Mapping[str, Any]) -> dict[str, str]:
    """Short and storable, whoever wrote the form."""
    plain = {storable(str(name))[:60]: storable(str(said)).strip()[:200] for name, said in given.items()}
    return {name: said for name, said in plain.items() if name and name not in register.GIVEN}
