"""Pictures and films: is there a text for those who cannot see or hear them?"""

import re
from collections.abc import Iterable

from bluelamp.rulebook.checks.registry import Run, check
from bluelamp.rulebook.findings import Medium
from bluelamp.rulebook.reading import WHOLE, Hit, Reading
from bluelamp.rulebook.settings import Settings

_FILE_NAME = re.compile(
    r"^[\w .()-]{1,80}\.(?:jpe?g|png|webp|gif|heic|mp4|mov|pdf)$|^(?:img|dsc|pxl|image|photo)[_ -]?\d{2,}$",
    re.IGNORECASE,
)
_EMPTY_WORDS = {
    "image",
    "photo",
    "picture",
    "poster",
    "graphic",
    "screenshot",
    "photograph",
    "untitled",
    "video",
    "alt",
    "pic",
    ".",
}
_CAPTIONS = re.compile(r"\b(?:caption|subtitle|transcript|no speech|no sound|silent)", re.IGNORECASE)


@check("alt_text")
def alt_text(settings: Settings) -> Run:
    """Media of `kinds` with no alt text, or one that says nothing: a file name, or “photo”."""
    kinds = settings.strings("kinds")

    def run(reading: Reading) -> Iterable[Hit]:
        poor = any(medium.kind in kinds and not describes(medium.alt) for medium in reading.draft.media)
        return (WHOLE,) if poor else ()

    return run


def describes(alt: str) -> bool:
    """True if the alt text says something about what is seen."""
    words = alt.strip().lower()
    return bool(words) and words not in _EMPTY_WORDS and not _FILE_NAME.match(words)


@check("captions")
def captions(settings: Settings) -> Run:
    """A video without captions or transcript: neither its alt text nor the post's text speaks of any."""

    def run(reading: Reading) -> Iterable[Hit]:
        silent = any(_is_bare_video(medium) for medium in reading.draft.media)
        return (WHOLE,) if silent and not _CAPTIONS.search(reading.original) else ()

    return run


def _is_bare_video(medium: Medium) -> bool:
    return medium.kind == "video" and not _CAPTIONS.search(medium.alt)
