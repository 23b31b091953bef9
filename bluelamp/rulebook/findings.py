"""What goes into the engine and what comes out: frozen, plain, no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
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
REPLACES = ("nothing", "words")
RISKS = (
    *("PERS", "CHARGE", "SUBJ", "VICT", "YOUTH", "OPS", "POL", "BLAME", "TONE", "HATE"),
    *("PROF", "MED", "SUICIDE", "UNVER", "IMAGE", "ALT", "ACCESS", "INCOMPLETE", "CHANNEL", "COMM"),
)


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture, film or file as far as the rules need to know it.

    `text`: the words seen in it, as far as a machine could read them. `facts`: what is known of it, by the names in
    docs/facts.md, such as {"source": "custody", "faces": 2}.
    """

    kind: str = "photo"
    alt: str = ""
    text: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as the engine sees it: the words, and all that is known around them.

    `facts`: answers to the rules' questions by question id, and what the product knows by the names in docs/facts.md.
    `earlier`: what the force has published about the same case, oldest first. `answers_to`: the message this replies to.
    `today`: the day of judgement, for rules that begin or end on a day; without it no such rule has begun or ended.
    """

    text: str
    kind: str = "update"
    case_state: str = "none"
    media: tuple[Medium, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    lang: str = "en"
    earlier: tuple[str, ...] = ()
    answers_to: str = ""
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule has to say. `start` and `end` are code points into the text, end exclusive; 0, 0 = the whole.

    `replaces`: "words" if the rewrite may stand in the place of those words, "nothing" if it is wording to copy.
    `medium`: 0 for the draft itself; 1 for its first picture, film or file, whose words made the rule speak, and so on.
    """

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
    replaces: str = "nothing"
    medium: int = 0


@dataclass(frozen=True, slots=True)
class Assessment:
    """The engine's word on one draft, and the digests of the packs it judged by."""

    verdict: Outcome
    risks: tuple[str, ...]
    findings: tuple[Finding, ...]
    packs: tuple[str, ...]
