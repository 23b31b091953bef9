"""`bench publish`: deliveries a second through one worker, from agreed to live, on a network that answers at once."""

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command

from bluelamp.adapters.drill.script import Script
from bluelamp.adapters.drill.server import FaultServer
from bluelamp.project.bench.figures import figures
from bluelamp.project.drill import stage
from bluelamp.publishing import release, send
from bluelamp.publishing.models import Delivery

POSTS = 60


def run() -> dict[str, Any]:
    """One delivery's time from claim to receipt, and how many a second one worker makes."""
    call_command("migrate", verbosity=0)
    with FaultServer(Script(), Path(settings.HOME) / "effects.jsonl") as server:
        play = stage.build([("drill-keyed", server.url)])
        for number in range(POSTS):
            stage.agreed_post(play.officer, play.area, play.channels, f"Notice {number}: the bridge is open again.")
        while release.turn():
            pass
        times, began = [], time.perf_counter()
        while True:
            at = time.perf_counter()
            if not send.turn():
                break
            times.append((time.perf_counter() - at) * 1000)
        seconds = time.perf_counter() - began
    live = Delivery.objects.live().count()
    return {**figures(times), "live": live, "deliveries_per_s": round(live / seconds, 1)}
