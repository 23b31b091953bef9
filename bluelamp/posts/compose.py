"""What the composer shows: the draft, what its places can carry, what was answered, and both texts after a clash."""

from typing import Any
from uuid import UUID

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from bluelamp.forces.models import Area, Member
from bluelamp.kernel import ids
from bluelamp.kernel.errors import NotAllowed
from bluelamp.policy import assess
from bluelamp.posts import picture_card, preview, words
from bluelamp.posts.access import areas_to_write_in
from bluelamp.posts.engine import draft_of
from bluelamp.posts.forms import DraftForm
from bluelamp.posts.models import Post

SALT = "bluelamp.posts.new"


def blank(member: Member, kind: str = "update", area: str = "", identity: UUID | None = None) -> Post:
    """A draft that nobody has saved yet, with an id set aside for it. Raises NotAllowed for those who do not write."""
    return Post(
        id=identity or ids.new_id(),
        force=member.force,
        area=first_area(member, area),
        author=member,
        kind=kind if kind in words.KINDS and kind != "reply" else "update",
    )


def first_area(member: Member, wanted: str = "") -> Area:
    """The area asked for, else that of the member's own team, else the first."""
    areas = list(areas_to_write_in(member))
    if not areas:
        raise NotAllowed(_("You do not write for any area. An administrator can give you that role."))
    team_area = member.team.area_id if member.team else None
    return next((a for a in areas if str(a.pk) == wanted), next((a for a in areas if a.pk == team_area), areas[0]))


def set_aside(member: Member, post: Post) -> str:
    """Proof that this id was given to this member for a new draft."""
    return signing.dumps([str(member.pk), str(post.pk)], salt=SALT)


def was_set_aside(member: Member, post_id: UUID, token: str) -> bool:
    try:
        return bool(signing.loads(token, salt=SALT) == [str(member.pk), str(post_id)])
    except signing.BadSignature:
        return False


def page(member: Member, post: Post, form: DraftForm, theirs: Post | None = None) -> dict[str, Any]:
    """The context of `posts/compose.html`. `theirs` is what is kept, where the form holds other words."""
    fresh = post._state.adding
    return {
        "post": post,
        "form": form,
        "fresh": fresh,
        "token": set_aside(member, post) if fresh else "",
        "draft_key": f"new-{member.pk}" if fresh else key(post),
        "base": "new" if fresh else post.revision,
        "chips": preview.chips(post),
        "pictures": picture_card.cards(post),
        "previews": [] if fresh else preview.previews(post),
        "theirs": theirs,
    }


def key(post: Post) -> str:
    """Under which a device keeps unsaved words of this draft."""
    return f"post-{post.pk}"


def headers(post: Post) -> dict[str, str]:
    """What the script in the page is told after saving."""
    return {
        "X-Draft-Base": str(post.revision),
        "X-Draft-Key": key(post),
        "X-Draft-Url": reverse("posts:edit", args=[post.pk]),
    }


def with_safe_words(post: Post, choice: str) -> str | None:
    """The text with the safe wording in place of what a finding is about; None if the words moved on, or it fits nowhere.

    `choice` is "<rule>:<start>:<end>", as the finding's button sends it.
    """
    from_rule, _colon, place = choice.partition(":")
    for found in assess.preview(post.force, draft_of(post)).findings:
        if (
            found.replaces == "words"
            and found.rule == from_rule
            and f"{found.start}:{found.end}" == place
            and found.rewrite
        ):
            return post.text[: found.start] + found.rewrite + post.text[found.end :]
    return None
