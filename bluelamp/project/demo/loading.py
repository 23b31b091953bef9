"""Loads the demonstration: all of it or nothing, in one transaction, into a database without any force."""

import shutil
import sys
from pathlib import Path

from django.conf import settings
from django.db import transaction

from bluelamp.forces.models import Force
from bluelamp.kernel import clock
from bluelamp.kernel.errors import Told
from bluelamp.project.demo import cast, play, registers, script, sharing
from bluelamp.publicsite import build


def load() -> None:
    """Raises Told when there is a force already, play.OutOfScript when the house and the script disagree."""
    if Force.objects.exists():
        raise Told(
            "There is a force in this database already, and the demonstration only goes into an empty one. "
            "Name another data folder: BLUELAMP_HOME=/some/folder."
        )
    _clear()
    now = clock.now()
    with transaction.atomic():
        casts = cast.open_all(now)
        _say(f"  {' and '.join(one.force.name for one in casts.values())}: places, people, channels, rules")
        played = script.script(now)
        _say(f"  four weeks of posts: {len(played.lines)} of them, {len(played.acts)} acts")
        play.perform(played, casts)
        registers.fill(casts, now.date())
    _say("  the public sites")
    build.turn()
    sharing.follow()


def _clear() -> None:
    """What a load that was cut off may have left in the folders of our own channels."""
    for root in (settings.SITE_ROOT, settings.PRACTICE_ROOT):
        for slug in script.FORCES:
            shutil.rmtree(Path(root) / slug, ignore_errors=True)


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
