"""Why a rule is stricter or looser than before, and the two reasons that a rule and its checks share."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from bluelamp.rulebook.amending import HEAVINESS
from bluelamp.rulebook.findings import Weight
from bluelamp.rulebook.when import When

Way = Literal["stricter", "looser", "other"]

MEANS: dict[Weight, str] = {
    "block": "must not go out",
    "review": "a second person decides",
    "advise": "the author mends it",
    "fix": "a small slip",
}


class Reason(NamedTuple):
    way: Way
    words: str


def weight(old: Weight, new: Weight, where: str) -> Iterator[Reason]:
    if old != new:
        way: Way = "stricter" if HEAVINESS[new] > HEAVINESS[old] else "looser"
        yield Reason(way, f"{MEANS[new]}{where}; before: {MEANS[old]}")


def reach(old: When, new: When, where: str) -> Iterator[Reason]:
    if new.covers(old) and not old.covers(new):
        yield Reason("stricter", f"counts for more drafts{where}")
    elif old.covers(new) and not new.covers(old):
        yield Reason("looser", f"counts for fewer drafts{where}")
    elif old != new:
        yield Reason("looser", f"counts for other drafts{where}")
