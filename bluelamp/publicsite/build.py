"""The builder: makes the files agree with the records, and takes away what no record stands for."""

import hashlib
import logging
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from bluelamp.forces.models import Force
from bluelamp.publicsite import pages
from bluelamp.publicsite.records import Record, read_all

log = logging.getLogger(__name__)


def turn() -> bool:
    """Bring every force's site up to date. Never has more to do at once."""
    for force in Force.objects.all():
        build(force, Path(settings.SITE_ROOT) / force.slug)
    return False


def build(force: Force, folder: Path) -> int:
    """Write what changed under `folder`/public; returns the number of files written or removed."""
    content, public = folder / "content", folder / "public"
    site = pages.load(force, read_all(content))
    wanted = dict(pages.files(site))
    changed = sum(_write(public / path, data) for path, data in wanted.items())
    changed += sum(_pictures(record, content, public) for record in site.records)
    keep = set(wanted) | {
        f"{r.path}/{file.rsplit('/', 1)[-1]}" for r in site.records for p in r.pictures for file in p.files
    }
    changed += _sweep(public, keep)
    _again(site.records, content, public)
    return changed


def _write(path: Path, data: bytes) -> bool:
    """Replace the file if its bytes differ: a page that did not change keeps its date, and caches keep the page."""
    if path.exists() and hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256(data).digest():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(data)
    draft.replace(path)
    return True


def _pictures(record: Record, content: Path, public: Path) -> int:
    changed = 0
    for file in (file for picture in record.pictures for file in picture.files):
        name = file.rsplit("/", 1)[-1]
        try:
            changed += _write(public / record.path / name, (content / file).read_bytes())
        except OSError:
            # Taken away while we were building: the record is gone too, and the last step below looks again.
            log.info("picture %s of %s is gone", name, record.path)
    return changed


def _sweep(public: Path, keep: set[str]) -> int:
    """Remove every file that is not wanted, then every empty folder."""
    gone = 0
    for path in sorted(public.rglob("*"), reverse=True):
        if path.is_file() and path.relative_to(public).as_posix() not in keep:
            path.unlink(missing_ok=True)
            gone += 1
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    return gone


def _again(records: Sequence[Record], content: Path, public: Path) -> None:
    """A post withdrawn while we were building must not come back by our hand."""
    for record in records:
        if not (content / f"{record.path}.json").exists():
            shutil.rmtree(public / record.path, ignore_errors=True)
