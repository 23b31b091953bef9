"""Links: shortened, unsafe, tracking, or made to look like ours."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from bluelamp.rulebook.checks.registry import Run, check
from bluelamp.rulebook.reading import Hit, Reading
from bluelamp.rulebook.settings import Settings

_LINK = re.compile(
    r"(?<![\w@.])(?:https?://[^\s<>\"]{1,2000}|(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,20}/[^\s<>\"]{1,2000})", re.IGNORECASE
)


@check("links")
def links(settings: Settings) -> Run:
    """Links to `shorteners`, over plain http, with `tracking` words; or hosts that speak of `lookalike_of` without one of `trusted_ends`."""
    shorteners, tracking = settings.strings("shorteners"), settings.strings("tracking")
    lookalike_of, trusted = settings.strings("lookalike_of"), settings.strings("trusted_ends")

    def is_poor(link: str) -> bool:
        host, query = _parts(link)
        if lookalike_of:
            return any(word in host for word in lookalike_of) and not host.endswith(trusted)
        return host in shorteners or link.lower().startswith("http:") or any(word in query for word in tracking)

    def run(reading: Reading) -> Iterable[Hit]:
        return [match.span() for match in _LINK.finditer(reading.original) if is_poor(match[0].rstrip(".,;:!?)"))]

    return run


def _parts(link: str) -> tuple[str, str]:
    """Host without www, and the query; both in small letters, empty if the link cannot be read."""
    try:
        split = urlsplit(link if "//" in link else f"//{link}")
        return (split.hostname or "").removeprefix("www."), split.query.lower()
    except ValueError:
        return "", ""
