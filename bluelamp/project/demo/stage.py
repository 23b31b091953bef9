"""The practice network as a resident sees it: threads to read, and an answer to give. In demonstration mode only."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _

from bluelamp.adapters.practice import Practice, store
from bluelamp.channels.models import Channel
from bluelamp.forces.models import Force
from bluelamp.jobs import wake
from bluelamp.kernel import clock
from bluelamp.kernel.errors import NotAllowed, Refused
from bluelamp.kernel.text import clean

NAME_LIMIT, TEXT_LIMIT = 40, 500
OFTEN, WITHIN = 20, 600
"""So many answers from one address in so many seconds."""


@dataclass(frozen=True)
class Message:
    id: str
    ours: bool
    author: str
    text: str
    at: datetime
    changed: bool
    pictures: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Thread:
    """A post of the force and everything said under it, oldest first; `first` is None when the post was withdrawn."""

    first: Message | None
    rest: list[Message] = field(default_factory=list)


def forces() -> list[Force]:
    """The forces that have a stage."""
    return list(Force.objects.filter(is_demo=True).order_by("created_at")) if settings.DEMO else []


def force_called(slug: str) -> Force:
    """Raises NotAllowed where there is no stage."""
    found = next((force for force in forces() if force.slug == slug), None)
    if found is None:
        raise NotAllowed(_("There is no such page."))
    return found


def threads(force: Force) -> list[Thread]:
    """Newest post first; what was said under posts that were withdrawn comes last."""
    told = store.timeline(folder(force))
    said = defaultdict(list)
    for one in reversed(told):
        if one["root"]:
            said[one["root"]].append(_message(one))
    there = [Thread(_message(one), said.pop(one["id"], [])) for one in told if not one["root"]]
    return there + [Thread(None, rest) for rest in said.values()]


def answer(force: Force, to: str, name: str, text: str, address: str) -> str:
    """A resident says something; returns its id. Raises Refused with what to mend."""
    name, text = clean(name or _("A resident"), NAME_LIMIT), clean(text, TEXT_LIMIT)
    _not_too_often(address)
    try:
        said = store.reply_as_resident(folder(force), to, name, text, clock.now())
    except KeyError:
        raise Refused(_("This post is not there any more, so nobody would read your answer.")) from None
    wake("inbox.collect")
    return said


def picture(force: Force, message_id: str, name: str) -> tuple[Path, str]:
    """The file of a picture that a message shows, and its type. Raises NotAllowed."""
    message = store.message(folder(force), message_id) or {}
    for shown in message.get("pictures", ()):
        if shown["file"].rpartition("/")[2] == name:
            return folder(force) / shown["file"], shown["mime"]
    raise NotAllowed(_("There is no such picture."))


def folder(force: Force) -> Path:
    channel = Channel.objects.of(force).filter(kind=Practice.kind).first()
    if channel is None:
        raise NotAllowed(_("There is no such page."))
    return Path(channel.settings["folder"])


def _message(told: dict[str, Any]) -> Message:
    shown = tuple(
        {"name": one["file"].rpartition("/")[2], **{key: one[key] for key in ("alt", "width", "height")}}
        for one in told["pictures"]
    )
    at = datetime.fromisoformat(told["at"])
    return Message(told["id"], told["by"] == "force", told["author"], told["text"], at, bool(told["edited_at"]), shown)


def _not_too_often(address: str) -> None:
    key = f"stage-{address}"
    cache.add(key, 0, WITHIN)
    if cache.incr(key) > OFTEN:
        raise Refused(_("That was a lot at once. Wait a few minutes, then go on."))
