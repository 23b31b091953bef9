"""What goes into the engine and what comes out: frozen, plain, no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Weight = Literal["block", "review", "advise", "fix"]
Outcome = Literal["ok", "advise", "review", "block"]

KINDS = (
    "update",
    "reply",
    "appeal_missing",
    "appeal_witness",
    "appeal_wanted",
    "appeal_cctv",
    "court",
    "rebuttal",
    "warning",
    "event",
)
CASE_STATES = ("none", "investigation", "arrest", "charged", "trial", "sentenced", "resolved")
MEDIA_KINDS = ("photo", "video", "text_graphic", "document")
RISKS = (
    *("PERS", "CHARGE", "SUBJ", "VICT", "YOUTH", "OPS", "POL", "BLAME", "TONE", "HATE"),
    *("PROF", "MED", "SUICIDE", "UNVER", "IMAGE", "ALT", "ACCESS", "INCOMPLETE", "CHANNEL", "COMM"),
)


@dataclass(frozen=True, slots=True)
class Medium:
    kind: str = "photo"
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as the engine sees it. `facts` holds answers to the rules' questions, by question id."""

    text: str
    kind: str = "update"
    case_state: str = "none"
    media: tuple[Medium, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule has to say. `start` and `end` are code points into the text, end exclusive; 0, 0 = the whole."""

    rule: str
    risk: str
    weight: Weight
    start: int
    end: int
    say: str
    why: str
    basis: str
    rewrite: str = ""
    question: str = ""
    question_id: str = ""
    exception_by: str = ""
    statutory: bool = False


@dataclass(frozen=True, slots=True)
class Assessment:
    """The engine's word on one draft, and the digests of the packs it judged by."""

    verdict: Outcome
    risks: tuple[str, ...]
    findings: tuple[Finding, ...]
    packs: tuple[str, ...]
