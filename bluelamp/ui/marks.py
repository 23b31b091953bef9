"""Put <mark> round spans of a text; all the rest is escaped."""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

Span = tuple[int, int]
"""Code points, end exclusive."""


def merged(spans: Iterable[Span], length: int) -> list[Span]:
    """Spans in order, cut to the text, those that touch or overlap made one, empty ones gone."""
    found: list[Span] = []
    for start, end in sorted((max(0, start), min(end, length)) for start, end in spans):
        if end <= start:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def marked(text: str, spans: Iterable[Span]) -> SafeString:
    parts, at = [], 0
    for start, end in merged(spans, len(text)):
        parts += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    parts.append(escape(text[at:]))
    return mark_safe("".join(parts))  # noqa: S308  every piece of the text went through escape()
