"""What the frame round a page shows. `forces` fills it for each request; `ui/page.html` draws it."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class NavItem:
    """One place to go. `count` is what needs this person there now; 0 shows nothing."""

    label: str
    url: str
    current: bool = False
    count: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """An anonymous page has an empty one. The first four of `nav` are under the thumb on a phone, so put the urgent first.

    `hold` says who paused publishing and why; `demo` is the demonstration's line; `theme` comes from `theme.token()`.
    """

    member: Any = None
    role: str = ""
    force: Any = None
    nav: tuple[NavItem, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    hold: str = ""
    demo: str = ""
    theme: str = ""
