"""Words in a picture that the post does not say as well, and words that tell what a picture may show."""

import re
from collections.abc import Iterable

from bluelamp.language.folding import fold
from bluelamp.rulebook.checks.registry import Run, check
from bluelamp.rulebook.checks.words import words
from bluelamp.rulebook.findings import Draft, Medium
from bluelamp.rulebook.reading import WHOLE, Hit, Reading
from bluelamp.rulebook.settings import Settings
from bluelamp.rulebook.values import given

_WORD = re.compile(r"[^\W\d_]{3,}|\d[\d:.]*")


@check("image_text")
def image_text(settings: Settings) -> Run:
    """A medium with `words` words or more in it, of which more than `missing_share` per cent are neither in post nor description."""
    many, share = settings.number("words", 8), settings.number("missing_share", 50)

    def is_untold(draft: Draft, medium: Medium) -> bool:
        shown = _words(medium.text)
        untold = shown - _words(f"{draft.text} {medium.alt}")
        return len(shown) >= many and len(untold) * 100 > len(shown) * share

    def run(reading: Reading) -> Iterable[Hit]:
        media = (medium for medium in reading.draft.media if not given(medium.facts.get("decorative")))
        return (WHOLE,) if any(is_untold(reading.draft, medium) for medium in media) else ()

    return run


@check("picture_words")
def picture_words(settings: Settings) -> Run:
    """The same as `words`, for a post with a medium of `kinds` that nobody has `checked` or `masked` yet."""
    kinds = settings.strings("kinds")
    look = words(settings)

    def is_open(medium: Medium) -> bool:
        known = medium.facts
        return medium.kind in kinds and not (given(known.get("checked")) or given(known.get("masked")))

    def run(reading: Reading) -> Iterable[Hit]:
        return look(reading) if any(map(is_open, reading.draft.media)) else ()

    return run


def _words(text: str) -> set[str]:
    return set(_WORD.findall(fold(text).text.casefold()))
