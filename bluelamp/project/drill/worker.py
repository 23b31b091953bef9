"""A worker of a drill: a process that turns the product's own release and send loops until it is killed."""

import os
import time
from datetime import timedelta

import django
from django.db import OperationalError, connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.project.settings")
django.setup()

from bluelamp.publishing import release, send  # noqa: E402  (the fork server sets up Django once, for all workers)
from bluelamp.publishing.pace import Pace  # noqa: E402

LEASE, DEADLINE = 3.0, 1.0
RELEASE_EVERY = 0.5
PACE = Pace(lease=timedelta(seconds=LEASE), deadline=DEADLINE)


def work() -> None:
    """Never returns. Claims last 3 s and calls 1 s, so that a drill sees claims run out within its minute."""
    released = 0.0
    while True:
        try:
            more = send.turn(PACE)
            if not more or time.monotonic() - released > RELEASE_EVERY:
                more = release.turn() or more
                released = time.monotonic()
        except OperationalError:
            connections.close_all()
            more = False
        if not more:
            time.sleep(0.02)
