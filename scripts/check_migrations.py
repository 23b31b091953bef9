"""The migrations say what the models say, found without a database."""

import sys

import django
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState


def main() -> int:
    django.setup()
    loader = MigrationLoader(None)
    found = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(graph=loader.graph)
    ours = {label for label in found if apps.get_app_config(label).name.startswith("bluelamp.")}
    for label in sorted(ours):
        for migration in found[label]:
            print(
                f"{label}: not yet in a migration:",
                *(f"  {operation.describe()}" for operation in migration.operations),
                sep="\n",
            )
    if conflicts := loader.detect_conflicts():
        print(f"two ends of one line of migrations: {conflicts}")
    return 1 if ours or conflicts else 0


if __name__ == "__main__":
    sys.exit(main())
