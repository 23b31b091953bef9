"""Bytes on disk under their digest: written whole, and deleted when no row of the force needs them any more."""

import os
import tempfile
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction

from bluelamp.media.models import Film, Picture, kept_at


def put(path: Path, data: bytes) -> None:
    """Whole or not at all, and on the disk before the row says so."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)


def hold(sha256: str) -> None:
    """Until the transaction ends nobody else brings in or sweeps away bytes of this digest."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(bytes.fromhex(sha256)[:8], "big", signed=True)]
        )


def sweep(force_id: UUID, sha256: str) -> None:
    """Delete the bytes of this digest if no row of the force names it. Call when the rows are gone for good."""
    with transaction.atomic():
        hold(sha256)
        for table in (Picture, Film):
            if table.objects.of(force_id).filter(sha256=sha256).exists():
                return
        path = kept_at(force_id, sha256)
        for one in (path, path.with_name(f"{sha256}.thumb")):
            one.unlink(missing_ok=True)
