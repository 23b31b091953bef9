"""The one way in for every file: looked at, decoded elsewhere, made anew, kept under its digest. Originals are not kept."""

import os
import tempfile
from pathlib import Path
from typing import Protocol

from django.db import transaction

from bluelamp.audit.append import record
from bluelamp.forces.models import Force, Member
from bluelamp.kernel import digests, text
from bluelamp.kernel.errors import Refused
from bluelamp.media import header, sandbox, words
from bluelamp.media.models import Picture


class Upload(Protocol):
    """A file as a form hands it over: Django's UploadedFile, or any open binary file with a name."""

    @property
    def name(self) -> str | None: ...
    def read(self, size: int = -1, /) -> bytes: ...


def take(force: Force, file: Upload, by: Member) -> Picture:
    """Take a file in. Raises Refused with a sentence that says what to do instead.

    The child process runs before the transaction. A roll-back leaves bytes without a row, which harm nobody.
    """
    data = file.read(header.MOST_BYTES + 1)
    try:
        told = header.read(data)
        made = sandbox.clean(data, told.form)
    except header.Unfit as unfit:
        raise Refused(words.refusal(unfit.code)) from None
    picture = Picture(
        force=force,
        by=by,
        sha256=digests.sha256_hex(made.full),
        mime=made.mime,
        width=made.width,
        height=made.height,
        size=len(made.full),
        came_as=text.plain(Path(file.name or "").name)[:200],
        came_sha256=digests.sha256_hex(data),
        stripped=list(told.removed),
    )
    _keep(picture.path, made.full)
    _keep(picture.thumb_path, made.thumb)
    with transaction.atomic():
        picture.save(force_insert=True)
        record(
            force,
            "picture.take",
            by,
            picture,
            sha256=picture.sha256,
            came=picture.came_sha256,
            removed=picture.stripped,
        )
    return picture


def _keep(path: Path, data: bytes) -> None:
    """Whole or not at all, and on the disk before the row says so."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)
