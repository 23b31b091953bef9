"""`bench check`: how long the rulebook takes for one draft, with the pack that comes with us."""

from typing import Any

from bluelamp.project.bench.figures import figures, timed
from bluelamp.rulebook import engine, packs
from bluelamp.rulebook.findings import Draft, Medium

DRAFTS = (
    Draft("We are at the market in Harby on Saturday from 10 to 12. Come and tell us what worries you."),
    Draft("We caught the burglar of Ash Lane. He is 34 and lives in Mill Street.", case_state="arrest"),
    Draft("Have you seen Jo, 14? Call 07700 900123 with anything you know.", kind="appeal_missing"),
    Draft("Thank you to everybody who came to the meeting about parking. " * 12, media=(Medium("photo", ""),)),
    Draft("A man has been charged and will be before the court on Monday.", kind="court", case_state="charged"),
)
ROUNDS = 60


def run() -> dict[str, Any]:
    """Each draft 60 times; the first round, which fills caches, is not counted."""
    pack = (packs.builtin(),)
    for draft in DRAFTS:
        engine.assess(pack, draft)
    return figures([timed(lambda draft=draft: engine.assess(pack, draft)) for _ in range(ROUNDS) for draft in DRAFTS])  # type: ignore[misc]
