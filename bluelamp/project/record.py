"""`bluelamp audit`: hands the record's own command the forces' names, and a database only where one is needed."""

import os
from collections.abc import Mapping, Sequence
from uuid import UUID

from bluelamp.audit import cli
from bluelamp.project import parts


def main(argv: Sequence[str]) -> int:
    """A bundle is checked with nothing but its file, so that an outsider can do it on any machine."""
    if any(word.partition("=")[0] in {"--bundle", "-h", "--help"} for word in argv) or not argv:
        return cli.main(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", parts.SETTINGS)
    os.environ["DATABASE_URL"] = parts.load("bluelamp.project.postgres").ensure()
    parts.load("django").setup()
    return cli.main(argv, _names)


def _names() -> Mapping[str, UUID]:
    forces = parts.load("bluelamp.forces.models").Force.objects
    return dict(forces.values_list("slug", "pk"))
