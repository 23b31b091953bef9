"""Pictures and films: is there a text for those who cannot see or hear them?"""

import re
from collections.abc import Iterable

from bluelamp.rulebook.checks.registry import Run, check
from bluelamp.rulebook.findings import Medium
from bluelamp.rulebook.reading import WHOLE, Hit, Reading
from bluelamp.rulebook.settings import Settings
from bluelamp.rulebook.values import agrees, given

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
    """Media of `kinds` with no alt text, or one that says nothing: a file name, or “photo”. Decoration needs none."""
    kinds = settings.strings("kinds")

    def is_poor(medium: Medium) -> bool:
        return medium.kind in kinds and not describes(medium.alt) and not given(medium.facts.get("decorative"))

    def run(reading: Reading) -> Iterable[Hit]:
        return (WHOLE,) if any(map(is_poor, reading.draft.media)) else ()

    return run


def describes(alt: str) -> bool:
    """True if the alt text says something about what is seen."""
    words = alt.strip().lower()
    return bool(words) and words not in _EMPTY_WORDS and not _FILE_NAME.match(words)


@check("captions")
def captions(settings: Settings) -> Run:
    """A film without captions that a person checked. What is known of them counts; else, whether post or description speak of any."""

    def run(reading: Reading) -> Iterable[Hit]:
        films = (medium for medium in reading.draft.media if medium.kind == "video")
        return (WHOLE,) if any(_is_bare(film, reading.original) for film in films) else ()

    return run


def _is_bare(film: Medium, text: str) -> bool:
    known = film.facts.get("captions")
    if known:
        return not agrees(known, ["checked", "no_speech"])
    return not _CAPTIONS.search(film.alt) and not _CAPTIONS.search(text)
