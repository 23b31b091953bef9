"""`drill revoke`: stop an officer while their posts go out, and look what started or was let in after the commit."""

import argparse
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from bluelamp.adapters.drill.script import Script
from bluelamp.adapters.drill.server import FaultServer
from bluelamp.forces import revoke
from bluelamp.project.drill import stage
from bluelamp.project.drill.crew import Crew
from bluelamp.project.drill.found import Found
from bluelamp.publishing import release
from bluelamp.publishing.models import Delivery
from bluelamp.publishing.states import SPEAKS

SLOW = 0.2
"""Seconds a call takes on the drill's network, so that there is something on the wire when the stop comes."""
REQUESTS = 20
QUIET = 2.0
"""Seconds to watch after the stop."""


class SlowServer(FaultServer):
    def act(self, method: str, identity: str, marker: str, message: dict[str, Any]) -> Any:
        time.sleep(SLOW)
        return super().act(method, identity, marker, message)


def run(options: argparse.Namespace, tell: Callable[[str], None]) -> Found:
    tell("Making a database for the drill ...")
    call_command("migrate", verbosity=0)
    with SlowServer(Script(), Path(settings.HOME) / "effects.jsonl") as server:
        play = stage.build([("drill-keyed", server.url), ("drill-lookup", server.url)])
        _queue(play, options.queued)
        session = stage.signed_in(play.officer)
        tell(f"{options.queued} posts wait; {options.workers} workers start ...")
        with Crew(options.workers, seed=1):
            _wait_until(lambda: Delivery.objects.live().count() >= options.queued // 3)
            stopped_at = _suspend(play)
            tell("The officer is stopped.")
            honoured = sum(session.get("/").status_code == 200 for _ in range(REQUESTS))
            time.sleep(QUIET)
        after = [effect["at"] for effect in server.effects() if effect["at"] > stopped_at.timestamp()]
    started = Delivery.objects.filter(claimed_at__gt=stopped_at, step__in=SPEAKS).count()
    counts = {
        "queued": options.queued,
        "requests_honoured": honoured,
        "started_after": started,
        "in_flight": len(after),
        "last_in_flight_ms": round(max((at - stopped_at.timestamp() for at in after), default=0.0) * 1000),
    }
    return Found(counts, not honoured and not started and len(after) <= options.workers)


def _queue(play: stage.Stage, queued: int) -> None:
    """Half of them are let go already and wait on their channels, half wait to be let go."""
    for number in range(queued):
        places = [play.channels[number % 2]]
        stage.agreed_post(play.officer, play.area, places, f"Notice {number}: the harbour bridge is open again.")
        if number == queued // 2:
            release.turn()


def _suspend(play: stage.Stage) -> datetime:
    """The moment, by the database's clock, from which every claim has to wait for the commit of the stop."""
    with transaction.atomic():
        revoke.suspend(play.supervisor, play.officer, "A drill")
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            moment: datetime = cursor.fetchone()[0]
    return moment


def _wait_until(done: Callable[[], bool], limit: float = 120.0) -> None:
    end = time.monotonic() + limit
    while not done():
        if time.monotonic() > end:
            raise TimeoutError("the workers of the drill do not get on")
        time.sleep(0.01)
