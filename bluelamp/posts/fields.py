"""What one field of the composer means in the tables. Call inside the transaction that holds the draft."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from bluelamp.channels.models import Channel
from bluelamp.forces.models import Area, Member, Team
from bluelamp.kernel.errors import NotAllowed, Refused
from bluelamp.posts import picture_facts
from bluelamp.posts.access import may_write
from bluelamp.posts.answers import taken
from bluelamp.posts.draft import words
from bluelamp.posts.models import DraftPicture, Post
from bluelamp.posts.pictures import ALT_LIMIT
from bluelamp.posts.when import When
from bluelamp.rulebook.findings import CASE_STATES, KINDS


def team_for(by: Member, area: Area) -> Team | None:
    """The author's own team where it works in the area, else the area's first: the public sees a team, not a gap."""
    if by.team is not None and by.team.area_id == area.pk:
        return by.team
    return Team.objects.of(by.force_id).filter(area=area).first()


def one_of(known: tuple[str, ...], value: str) -> str:
    if value not in known:
        raise Refused(_("Choose one of the kinds in the list."))
    return value


def write_beside(
    draft: Post, channels: Iterable[object] | None, alts: Mapping[str, str], pictures: Mapping[str, Mapping[str, str]]
) -> list[str]:
    """Write what lies in tables beside the draft's own, and name what changed."""
    changes = []
    if channels is not None and not draft.reply_to:  # an answer goes back where the question came from
        wanted = {str(key) for key in channels}
        chosen = [channel for channel in Channel.objects.of(draft.force_id).live() if str(channel.pk) in wanted]
        if {channel.pk for channel in chosen} != set(draft.channels.values_list("pk", flat=True)):
            draft.channels.set(chosen)
            changes.append("channels")
    return changes + _write_pictures(draft, alts, pictures)


def _write_pictures(draft: Post, alts: Mapping[str, str], facts: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Keep words and facts, by id of the DraftPicture, of a locked draft; say what changed.

    The facts of a picture are given all together: one that is missing is taken back.
    """
    changes = []
    for shown in draft.pictures.all():
        key = str(shown.pk)
        said = words(alts.get(key, shown.alt), ALT_LIMIT)
        known = picture_facts.cleaned(facts[key]) if key in facts else shown.facts
        what = [name for name, new, old in (("alt", said, shown.alt), ("facts", known, shown.facts)) if new != old]
        if what:
            DraftPicture.objects.of(draft.force_id).filter(pk=shown.pk).update(alt=said, facts=known)
        changes += what
    return changes


def columns_of(by: Member, draft: Post, key: str, value: Any) -> Iterable[tuple[str, Any]]:
    """The columns that one field of a form stands for."""
    match key:
        case "text":
            yield "text", words(value)
        case "kind":
            yield "kind", draft.kind if draft.reply_to else one_of(KINDS, value)
        case "case_state":
            yield "case_state", one_of(CASE_STATES, value)
        case "answers":
            yield from taken(by, draft, value).items()
        case "case":
            yield "case_id", value.pk if value else None
        case "consent":
            yield "consent_id", value.pk if value else None
        case "due":
            when: When | None = value
            yield from (("due_at", when.at if when else None), ("due_wall", when.wall if when else ""))
        case "area":
            yield from _new_area(by, draft, value)
        case _:
            raise TypeError(f"a draft has no field {key!r}")


def _new_area(by: Member, draft: Post, area: Area) -> Iterable[tuple[str, Any]]:
    """Another area, as long as the public address, which names the area, is not in use yet."""
    if area.pk == draft.area_id:
        return
    if draft.approved_id is not None:
        raise Refused(_("This post is public under its area's address, so the area stays as it is."))
    if not may_write(by, area, draft.kind):
        raise NotAllowed(_("You do not write for this area."))
    team = team_for(by, area)
    yield from (("area_id", area.pk), ("team_id", team.pk if team else None))
