"""A post in the words of the rulebook."""

from collections.abc import Mapping
from typing import Any

from bluelamp.posts.models import Post
from bluelamp.rulebook.findings import Draft, Medium


def draft_of(post: Post) -> Draft:
    """What is in the draft now."""
    return Draft(
        text=post.text,
        kind=post.kind,
        case_state=post.case_state,
        media=tuple(Medium("photo", shown.alt) for shown in post.pictures.all()),
        facts=dict(post.answers),
        lang=post.lang,
    )


def draft_of_frozen(frozen: Mapping[str, Any]) -> Draft:
    """What was in a version, from its plain data (see `digest.freeze`)."""
    return Draft(
        text=frozen["text"],
        kind=frozen["kind"],
        case_state=frozen["case_state"],
        media=tuple(Medium("photo", shown["alt"]) for shown in frozen["pictures"]),
        facts=dict(frozen["answers"]),
        lang=frozen["lang"],
    )
