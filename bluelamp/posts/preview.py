"""A draft, or a frozen version, as each of its channels will show it; and what still fits while one writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from bluelamp.adapters.contract import Abilities
from bluelamp.channels import account, wording
from bluelamp.channels.access import channels_for
from bluelamp.channels.models import Channel
from bluelamp.kernel.text import length
from bluelamp.posts import digest, link
from bluelamp.posts.models import Post, Version


@dataclass(frozen=True, slots=True)
class ShownPicture:
    url: str
    alt: str
    width: int | None = None
    height: int | None = None
    film: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """One channel's face of a post. `count` of `limit` in the channel's own unit; `notes` say what it cannot carry."""

    where: str
    handle: str
    text: str
    count: int
    limit: int | None
    pictures: tuple[ShownPicture, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chip:
    """A channel to tick, with the room it has for words once the link is in."""

    channel: Channel
    checked: bool
    limit: int | None
    unit: str
    used: int


def previews(post: Post) -> list[Shown]:
    """As the draft stands now."""
    return _faces(post, digest.freeze(post))


def previews_of(version: Version) -> list[Shown]:
    """As it was frozen, whatever the draft has become since."""
    return _faces(version.post, version.frozen)


def chips(post: Post) -> list[Chip]:
    """All live channels of the force, in their order; ticked where the draft is meant to go: everywhere, to begin with."""
    known = [(channel, kind.abilities) for channel in channels_for(post.force) if (kind := account.known(channel))]
    fresh = post._state.adding
    ticked = {c.pk for c, _able in known} if fresh else set(post.channels.values_list("pk", flat=True))
    shown = link.shown(post, [channel for channel, _able in known if channel.pk in ticked])
    return [
        Chip(
            channel, channel.pk in ticked, wording.room(shown, able), able.text_unit, length(post.text, able.text_unit)
        )
        for channel, able in known
    ]


def _faces(post: Post, frozen: Mapping[str, Any]) -> list[Shown]:
    channels = list(Channel.objects.of(post.force_id).filter(pk__in=[UUID(key) for key in frozen["channels"]]))
    shown = link.shown(post, channels)
    pictures = [ShownPicture(_address(one["id"]), one["alt"], film="film" in one) for one in frozen["pictures"]]
    known = ((channel, account.known(channel)) for channel in channels)
    return [_face(channel, kind.abilities, frozen["text"], shown, pictures) for channel, kind in known if kind]


def _face(channel: Channel, able: Abilities, text: str, shown: str, pictures: Sequence[ShownPicture]) -> Shown:
    fitted = wording.fitted(text, shown, able)
    return Shown(
        where=channel.name,
        handle=str(channel.settings.get("handle", "")),
        text=fitted,
        count=length(fitted, able.text_unit),
        limit=able.text_limit,
        pictures=tuple(pictures[: able.pictures]),
        notes=tuple(_notes(able, fitted, text, pictures)),
    )


def _notes(able: Abilities, fitted: str, text: str, pictures: Sequence[ShownPicture]) -> list[str]:
    notes = []
    if able.text_limit and length(fitted, able.text_unit) > able.text_limit:
        notes.append(
            _("This is too long here, and there is no page to link to. Make it shorter, or take this place out.")
        )
    elif not fitted.startswith(text):
        notes.append(_("This place shows the beginning, and the link to the rest."))
    if len(pictures) > able.pictures:
        notes.append(
            _("This place shows %(most)s of your %(all)s pictures.") % {"most": able.pictures, "all": len(pictures)}
        )
    if not able.films and any(picture.film for picture in pictures):
        notes.append(_("This place shows a still of your film. The link leads to the page where it plays."))
    return notes


def _address(picture_id: str) -> str:
    return reverse("media:picture", args=[picture_id, "thumb"])
