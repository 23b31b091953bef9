"""What the composer and the page of a picture show of it: what a machine saw, what is asked, what stands there so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bluelamp.media import hints
from bluelamp.media.models import Picture
from bluelamp.posts.medium import media_of
from bluelamp.posts.models import DraftPicture, Post
from bluelamp.posts.picture_facts import ASKS, CHOICES, asked

PREFIX = "pic-"


@dataclass(frozen=True, slots=True)
class Question:
    """One control: its name in the form, what it is, and what stands in it."""

    name: str
    kind: str
    label: Promise | str
    hint: Promise | str
    value: Any
    choices: tuple[tuple[str, Promise | str], ...] = ()
    leads: bool = False
    """Other questions depend on it."""


@dataclass(frozen=True, slots=True)
class Card:
    shown: DraftPicture
    here: str
    hints: list[str]
    boxes: int
    warnings: list[str]
    asks: list[Question]
    more: list[Question]
    film: Any

    @property
    def more_open(self) -> bool:
        return any(question.value for question in self.more)


def cards(post: Post) -> list[Card]:
    """One for each picture of the draft, in their order."""
    if post._state.adding:
        return []
    rows = list(post.pictures.select_related("picture__film").order_by("place"))
    return [_card(post.kind, shown, medium.facts) for shown, medium in zip(rows, media_of(post), strict=True)]


def given(data: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """What a form says of each picture it shows: {id of the DraftPicture: {fact: value}}."""
    found: dict[str, dict[str, str]] = {}
    for key in data:
        if key.startswith(PREFIX):
            which, _dash, name = key.removeprefix(PREFIX).rpartition("-")
            found.setdefault(which, {})[name] = str(data[key])
    return {which: said for which, said in found.items() if "here" in said}


def seen_in(picture: Picture) -> list[str]:
    """What a machine saw, in words; what it could not look for is said as well."""
    faces, plates, text = picture.boxes("faces"), picture.boxes("plates"), picture.seen.get("text")
    said = []
    if faces is None or plates is None:
        said.append(_("No machine has looked for faces and plates in this picture."))
    if faces:
        said.append(ngettext("%(count)d face", "%(count)d faces", len(faces)) % {"count": len(faces)})
    if plates:
        said.append(ngettext("%(count)d number plate", "%(count)d number plates", len(plates)) % {"count": len(plates)})
    if text is None:
        said.append(_not_read())
    elif text:
        said.append(_("the words “%(words)s”") % {"words": text[:200]})
    return said


def boxes_of(picture: Picture) -> list[tuple[str, list[int]]]:
    """Everything that could be covered with one tap: ("faces", box), ("plates", box)."""
    return [(what, box) for what in ("plates", "faces") for box in picture.boxes(what) or []]


def _not_read() -> str:
    if not hints.tesseract():
        return _("Words in pictures are not read on this machine.")
    return _("The words in this picture were not read.")


def _card(kind: str, shown: DraftPicture, facts: Mapping[str, Any]) -> Card:
    film = getattr(shown.picture, "film", None)
    boxes = boxes_of(shown.picture)
    now, more = asked(kind, str(shown.facts.get("source", "")), bool(boxes), film is not None)
    here = f"{PREFIX}{shown.pk}"
    return Card(
        shown=shown,
        here=here,
        hints=seen_in(shown.picture),
        boxes=0 if film else len(boxes),
        warnings=warnings(facts),
        asks=_questions(here, now, shown.facts),
        more=_questions(here, more, shown.facts),
        film=film,
    )


def warnings(facts: Mapping[str, Any]) -> list[str]:
    """What the register knows of the picture: the cases it is tied to, and the posts in which it was shown."""
    said = [_("This picture is tied to the case %(case)s.") % {"case": ref} for ref in facts.get("tied_to", [])]
    for use in facts.get("seen_before", [])[:3]:
        said.append(_("It was shown before: post %(post)s, %(when)s.") % use)
    return said


def _questions(here: str, names: Sequence[str], facts: Mapping[str, Any]) -> list[Question]:
    return [
        Question(
            name=f"{here}-{name}",
            kind=ASKS[name].kind,
            label=ASKS[name].label,
            hint=ASKS[name].hint,
            value=facts.get(name, ""),
            choices=tuple(CHOICES.get(name, {}).items()),
            leads=name == "source",
        )
        for name in names
    ]
