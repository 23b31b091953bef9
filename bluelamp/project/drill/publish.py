"""`drill publish`: so many deliveries, while workers are killed and the networks fail; then count on the networks' side."""

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from bluelamp.adapters.drill.script import Script
from bluelamp.adapters.drill.server import FaultServer
from bluelamp.audit.models import Entry
from bluelamp.channels.models import Channel
from bluelamp.posts.link import canonical
from bluelamp.project.drill import stage
from bluelamp.project.drill.crew import Crew
from bluelamp.project.drill.found import Found
from bluelamp.publishing.models import Delivery
from bluelamp.publishing.states import Condition

KINDS = ("drill-keyed", "drill-lookup") * 5
"""One server each: half of the networks know a repeat by its key, half must be looked at."""
LONGEST = 240.0
LAG = 0.3
"""Seconds until a look-up shows what was sent; shorter than the second for which the channel says it settles."""


def run(options: argparse.Namespace, tell: Callable[[str], None]) -> Found:
    tell("Making a database for the drill ...")
    call_command("migrate", verbosity=0)
    began = time.monotonic()
    with ExitStack() as stack:
        servers = [
            stack.enter_context(FaultServer(_script(options, number), Path(settings.HOME) / f"effects-{number}.jsonl"))
            for number in range(min(len(KINDS), options.deliveries))
        ]
        play = _play(servers)
        tell(f"Writing {options.deliveries} deliveries on {len(servers)} networks ...")
        _queue(play, options.deliveries)
        crew = stack.enter_context(Crew(options.workers, options.seed))
        _until_done(crew, options, tell)
        found = _count(servers, play.channels)
    found |= {
        "kills": crew.kills,
        "db_restarts": 0,
        "faults": sum(sum(server.faults.values()) for server in servers),
        "max_recovery_s": _longest_doubt(),
        "seconds": round(time.monotonic() - began, 1),
    }
    return Found(found, not (found["lost"] or found["doubled"] or found["wrong_content"]))


def _script(options: argparse.Namespace, number: int) -> Script:
    share = options.faults / 100
    return Script(seed=options.seed * 10 + number, share=share * 0.98, hang_share=share * 0.02, lag=LAG)


def _play(servers: list[FaultServer]) -> stage.Stage:
    return stage.build([(kind, server.url) for kind, server in zip(KINDS, servers, strict=False)])


def _queue(play: stage.Stage, deliveries: int) -> None:
    """Posts for all networks, and for the last few deliveries one with fewer."""
    left, number = deliveries, 0
    while left:
        places = play.channels[: min(left, len(play.channels))]
        stage.agreed_post(play.officer, play.area, places, f"Notice {number}: the harbour bridge is open again.")
        left, number = left - len(places), number + 1


def _until_done(crew: Crew, options: argparse.Namespace, tell: Callable[[str], None]) -> None:
    """Kill evenly over the work, each at a random moment, and go on until nothing is owed or time is up."""
    chance, limit = random.Random(options.seed), time.monotonic() + LONGEST  # noqa: S311
    while time.monotonic() < limit:
        settled = Delivery.objects.live().count() + Delivery.objects.asking().count()
        if settled >= options.deliveries:
            return
        while crew.kills < options.kills and settled >= (crew.kills + 0.5) * options.deliveries / (options.kills + 1):
            time.sleep(chance.uniform(0, 0.05))
            crew.kill_one()
            tell(f"{settled} of {options.deliveries} settled, {crew.kills} workers killed")
        time.sleep(0.1)


def _count(servers: list[FaultServer], channels: tuple[Channel, ...]) -> dict[str, int | float]:
    """Our rows against what each network shows, and against its own log of what it did."""
    counts: Counter[str] = Counter(deliveries=0, live=0, lost=0, doubled=0, wrong_content=0, person=0)
    for server, channel in zip(servers, channels, strict=True):
        shown = Counter(post["marker"] for post in server.live().values())
        texts = {post["marker"]: post["text"] for post in server.live().values()}
        made = Counter(effect["marker"] for effect in server.effects() if effect["do"] == "create")
        rows = Delivery.objects.filter(channel=channel).select_related("post__force", "post__area", "wanted")
        for row in rows:
            marker = canonical(row.post)
            asks = row.condition in (Condition.HELD, Condition.REFUSED)
            counts["deliveries"] += 1
            counts["person"] += asks
            counts["live"] += shown[marker] > 0 and row.actual_id is not None
            counts["lost"] += not asks and not (shown[marker] and row.actual_id)
            counts["doubled"] += max(0, made[marker] - 1)
            counts["wrong_content"] += marker in texts and row.wanted is not None and texts[marker] != row.wanted.text
    return dict(counts)


def _longest_doubt() -> float:
    """Seconds from the beginning of a doubt, a killed worker's claim included, until the post was known to be live."""
    settled = Entry.objects.filter(act="delivery.live", facts__has_key="doubt_since")
    doubts = [
        (at - datetime.fromisoformat(facts["doubt_since"])).total_seconds()
        for at, facts in settled.values_list("at", "facts")
    ]
    return round(max(doubts, default=0.0), 1)
