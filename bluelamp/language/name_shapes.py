"""The shapes in which names are written, as patterns. What they catch is only a guess; names.py decides."""

import re

PART = r"(?:[A-Z]'[A-Z][a-z]{1,20}|[A-Z]'[A-Z]{2,20}|(?:Mc|Mac|De)[A-Z][a-z]{1,20}|[A-Z][a-z]{1,20}|[A-Z]{2,20})(?:-[A-Z][a-z]{1,20})?"
RUN = re.compile(rf"(?<![\w#@'/])(?:{PART})(?: (?:(?:de|da|van|von|al|ap|bin) )?{PART}){{0,4}}(?!\w)")
_RANK = (
    r"(?:(?:Chief|Deputy|Assistant|Detective|Det|Special|Temporary|Acting|Police|T/|A/|D/) ?){0,3}"
    r"(?:PCSOs?|PCs?|WPC|TDC|DCs?|DSU|DS|DIs?|DCI|CI|ACC|DCC|Sgts?|Sergeants?|Inspectors?|Insp|Superintendent|Supt|Ch Insp|Constables?|Cons"
    r"|Commander|Commissioner|Officer|Judge|Recorder|Coroner)"
)
ANIMAL = re.compile(
    rf"(?<!\w)(?:PDs?|RPD|TPD|(?:[Pp]olice )?(?:[Dd]og|[Hh]orse|[Pp]uppy)s?|K9|PH) {PART}(?:(?:,| and) (?!PD |PH |RPD ){PART}(?=[ .,!]))?"
)
HISTORY = re.compile(
    r"(?:King|Queen|Prince|Princess|Saint|San|Santa|Emperor|Pope) [A-Z][a-z]+(?: [IVX]+\b)?|[A-Z][a-z]+'s (?:Law|Day|Army|Fund|Trust|Hospice|Place)\b|[A-Z][a-z]+'s law\b"
)
INITIAL = re.compile(rf"(?<![\w.])(?:[A-Z]\. ?){{1,3}}({PART})(?!\w)")
OFFICIAL = re.compile(
    rf"(?<!\w){_RANK}(?: \d{{2,5}})? {PART}(?: {PART}){{0,2}}(?:(?:,| and|, and) {PART}(?= will| are| were|'ll|[.,]))?"
)
TITLE = re.compile(
    rf"(?<!\w)(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Councillor|Cllr|Rev|Sir|Lady|Lord)\.? {PART}(?: {PART}){{0,2}}(?!\w)"
)
LOWER_TITLE = re.compile(r"(?<!\w)(?:mr|mrs|ms)\.? ([a-z]{3,20})(?: ([a-z]{3,20}))?(?!\w)")
CUED = re.compile(
    r"\b(?:named(?: locally)?(?: as)?|called|known(?: locally)? as|identified as|name is|name's|nominal check on|check on|caller|driver|suspect)"
    rf" ({PART}(?: {PART}){{1,2}})(?!\w)"
)
AGED = re.compile(rf"(?<![\w#@'/])({PART} {PART}),? (?:aged )?\(?\d{{1,3}}\)?(?=[,.;!?)]|$| of | from )")
LOWER = re.compile(r"(?<![\w#@'/.-])([a-z]{2,20}) ([a-z][a-z'-]{1,30})(?![\w@])")
LOWER_CUE = re.compile(
    r"\b(?:named|called|name is|known as|check on|hi|hello|dear|reply to|thanks|thank you|missing|it's|it is|victim|suspect|caller|driver|arrested|"
    r"neighbour|informant|my mate|interview (?:set )?for|call|ring|contact|say) $",
    re.IGNORECASE,
)
