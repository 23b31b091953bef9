"""`bench check [--data FILE]`: what the rulebook costs for one draft (ms of one core), with all packs that come with us, beside other finders."""

import json
from pathlib import Path
from typing import Any

from bluelamp.kernel.errors import Told
from bluelamp.project.bench import peers
from bluelamp.project.bench.figures import figures, worked
from bluelamp.rulebook import engine, packs
from bluelamp.rulebook.findings import Draft, Medium

DRAFTS = (
    Draft("We are at the market in Harby on Saturday from 10 to 12. Come and tell us what worries you."),
    Draft("We caught the burglar of Ash Lane. He is 34 and lives in Mill Street.", case_state="arrest"),
    Draft("Have you seen Jo, 14? Call 07700 900123 with anything you know.", kind="appeal_missing"),
    Draft("Thank you to everybody who came to the meeting about parking. " * 4, media=(Medium("photo", ""),)),
    Draft("A man has been charged and will be before the court on Monday.", kind="court", case_state="charged"),
    Draft(
        "Did you see the crash on Park Road, Westvale, at about 4pm on 3 May? A silver car left before we came. Two people are in"
        " hospital and their families know. If you have dashcam film please call 101 quoting 88 of 3 May, or Crimestoppers"
        " on 0800 555 111. Thank you, PC Lee and the team.",
        kind="appeal_witness",
    ),
)
STACK = ("uk-police", "england-wales", "wales-bilingual")  # the most that lie on one another in one force
LENGTH = 280  # characters: drafts of a file are joined and cut to this, the length of a full post
ROUNDS = 60


def run(data: Path | None = None) -> dict[str, Any]:
    """Each draft 60 times; the first round, which fills caches, is not counted."""
    stacked = packs.with_ground([packs.builtin(name) for name in STACK])
    drafts = DRAFTS if data is None else _read(data)
    rounds = ROUNDS if data is None else max(2, ROUNDS * len(DRAFTS) // len(drafts))
    for draft in drafts:
        engine.assess(stacked, draft)
    found = [worked(lambda draft=draft: engine.assess(stacked, draft)) for _ in range(rounds) for draft in drafts]  # type: ignore[misc]
    return {"packs": [pack.name for pack in stacked], **figures(found), **_others(drafts)}


def _others(drafts: tuple[Draft, ...]) -> dict[str, Any]:
    """What other finders take for the same texts, for personal data alone."""
    told: dict[str, Any] = {}
    for name, peer in peers.PEERS.items():
        finder = peer.load()
        if finder is None:
            told[name] = "not installed"
            continue
        told[name] = _timed(finder, drafts)
    return told


def _timed(finder: peers.Finder, drafts: tuple[Draft, ...]) -> dict[str, float]:
    finder(drafts[0].text)
    return figures([worked(lambda text=draft.text: finder(text)) for draft in drafts for _ in range(3)])  # type: ignore[misc]


def _read(path: Path) -> tuple[Draft, ...]:
    """Raises Told if the file cannot be used."""
    try:
        texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Told(f'{path}: cannot be used ({error}). Each line should be {{"text": "..."}}.') from error
    every = " ".join(texts)
    return tuple(Draft(every[at : at + LENGTH]) for at in range(0, max(1, len(every) - LENGTH), LENGTH))
