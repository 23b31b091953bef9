"""Between database and web: bring the tables up to date, load the demonstration if asked. Run as a process of its own, so
that `bluelamp up` itself stays small. Progress goes to standard error, the sign-ins as JSON to standard output."""

import json
import os
import sys

import django
from django.apps import apps
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from bluelamp.kernel.errors import Told
from bluelamp.project import env, lifeline, parts

_ONE_AT_A_TIME = 5_2026_1829
"""Advisory lock: two starters on one database take turns."""


def main() -> int:
    lifeline.hold()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", parts.SETTINGS)
    django.setup()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_ONE_AT_A_TIME])
        migrate()
        signins = demonstrate() if env.flag("BLUELAMP_DEMO") else []
    except OperationalError as error:
        raise Told(f"The database does not answer: {str(error).strip().splitlines()[0]}. ") from None
    json.dump(signins, sys.stdout)
    return 0


def migrate() -> None:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        _say(f"Preparing the tables ({len(plan)} steps)")
        call_command("migrate", interactive=False, verbosity=0)


def demonstrate() -> list[str]:
    """Load the demonstration into a database without any force, all of it or nothing; the lines that tell how to sign in.

    A database with real forces stays as it is, and has no such lines.
    """
    from_demo = parts.load("bluelamp.project.demo")
    forces = apps.get_model("forces", "Force").objects
    if not forces.exists():
        _say("Loading the demonstration forces")
        with transaction.atomic():
            from_demo.load()
    return list(from_demo.signins()) if forces.filter(is_demo=True).exists() else []


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(parts.told(main))
