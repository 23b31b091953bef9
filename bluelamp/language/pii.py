"""Personal data in a text: what `bluelamp language pii` prints and what the rulebook asks for."""

from bluelamp.language.spans import Span
from bluelamp.language.text import Text

PERSONAL = frozenset(
    [
        "PERSON",
        "AGE",
        "POSTCODE",
        "PHONE",
        "VRM",
        "EMAIL",
        "ADDRESS",
        "NINO",
        "DOB",
        "IP",
        "BANK",
        "DOCUMENT",
        "RECORD",
        "MARKING",
    ]
)


def find(text: str) -> list[Span]:
    """Spans of personal data, in offsets of the text as given. Public numbers, mailboxes and officers are left out."""
    read = Text(text)
    return [Span(*read.folded.back(s.start, s.end), s.kind) for s in read.entities if s.kind in PERSONAL]
