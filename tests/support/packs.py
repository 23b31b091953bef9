"""Small packs to exchange in tests."""

from datetime import date

from bluelamp.forces.models import Member
from bluelamp.policy import own, proposals
from bluelamp.policy.models import Proposal
from bluelamp.rulebook import signing
from bluelamp.rulebook.editing import Table, with_amendment, with_rule

BASE = """
[pack]
name = "little-base"
version = "1.0.0"

[[rules]]
id = "LB-01"
title = "Shouting words"
risk = "TONE"
weight = "review"
say = "Say it calmly."
why = "Shouting frightens people."
basis = "House rule"
rewrite = "Here is what we know."

[[rules.check]]
use = "words"
any = ["shocking"]

[rules.examples]
flags = ["This is shocking news."]
passes = ["This is news."]

[[rules]]
id = "LB-02"
title = "Named before charge"
risk = "CHARGE"
weight = "block"
statutory = true
say = "Leave out the name."
why = "The law protects it."
basis = "An Act"

[[rules.check]]
use = "words"
any = ["the accused"]

[rules.examples]
flags = ["We have the accused."]
passes = ["We have a man in custody."]
"""

FOREIGN = """
[pack]
name = "{name}"
version = "{version}"
title = "Suspects & court"
force = "North Mere Police"
licence = "OGL-UK-3.0"
requires = {{ little-base = "1.0" }}

[[pack.changelog]]
version = "{version}"
date = 2026-05-01
changes = ["Says less about arrests."]

[[rules]]
id = "NMC-01"
title = "Handcuff pictures"
risk = "SUBJ"
weight = "{weight}"
say = "Leave the handcuffs out."
why = "A picture in handcuffs says guilty."
basis = "Force policy 12"

[[rules.check]]
use = "words"
any = ["handcuff*"]

[rules.examples]
flags = ["A man in handcuffs."]
passes = ["A man in a van."]
{more}
"""


OWN = (
    """
[pack]
name = "northmere"
version = "1.0.0"
title = "Northmere: own rules"

[[rules]]
id = "NM-01"
title = "No shouting"
risk = "TONE"
weight = "advise"
say = "Say it calmly."
why = "Shouting frightens people."
basis = "House rule"

[[rules.check]]
use = "words"
any = ["dreadful"]

[rules.examples]
flags = ["This is dreadful news."]
passes = ["This is news."]

[[templates]]
id = "found-property"
title = "Found property"
text = "Thank you. Bring it to any station."
when = ["found"]

[[templates]]
id = "eiddo"
title = "Eiddo coll"
text = "Diolch. Dewch ag ef i orsaf."
lang = "cy"

[[strategies]]
id = "fair"
title = "The week of the fair"
text = """
    '"""'
    """
Say early where cars can go.

- Signs on Monday
- A post each evening
"""
    '"""'
    """

[[routes]]
id = "court"
name = "Court"
kinds = ["court"]
needs = ["press"]

[[routes]]
id = "rest"
name = "Everything else"
"""
)


def foreign(name: str = "north-mere-court", version: str = "1.2", weight: str = "advise", more: str = "") -> str:
    return FOREIGN.format(name=name, version=version, weight=weight, more=more)


def amend(rule: str, change: str) -> str:
    return f'\n[[amend]]\nrule = "{rule}"\n{change}\n'


def rule_of(name: str = "HAR-01", word: str = "doughnut", weight: str = "advise") -> Table:
    return {
        "id": name, "title": "No cake", "risk": "TONE", "weight": weight, "say": "Leave out the cake.",
        "why": "It makes light of it.", "basis": "House rule", "check": [{"use": "words", "any": [word]}],
        "examples": {"flags": [f"Time for a {word}."], "passes": ["Time for a walk."]},
    }  # fmt: skip


def draft_rule(by: Member, seen: int = 0, **told: str) -> Proposal:
    """A draft of the own pack with a rule of its own."""
    return own.change(by, seen, lambda table: with_rule(table, rule_of(**told)))


def draft_amendment(by: Member, rule: str, seen: int = 0, **told: object) -> Proposal:
    return own.change(by, seen, lambda table: with_amendment(table, {"rule": rule, **told}))


def in_force(by: Member, other: Member, draft: Proposal, reason: str = "A test") -> Proposal:
    """Sent by one and agreed to by another."""
    own.send(by, draft, proposals.seen(draft), reason)
    proposals.agree(other, draft, proposals.seen(draft))
    return draft


KEY = bytes(range(32))


def signed(text: str, by: str = "North Mere Police", key: bytes = KEY) -> str:
    return signing.sign(text, key, by, date(2026, 5, 2))
