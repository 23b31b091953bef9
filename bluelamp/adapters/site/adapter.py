"""The force's own site. One post is `content/<path>.json` and its pictures in `content/<path>/`.

The pages are made from these records elsewhere; taking a post away also takes away the page that was made of it.
"""

import json
import shutil
from pathlib import Path
from typing import Any

from bluelamp.adapters import files
from bluelamp.adapters.contract import Abilities, Adapter, Outgoing, Prepared, Receipt
from bluelamp.adapters.errors import Gone, Rejected, Unsure, gettext_noop

FILES = ("file", "film", "captions")
NO_PLACE = gettext_noop("This post has no place on your site yet. Choose the area it is for and send it again.")


class Site(Adapter):
    kind = "site"
    label = gettext_noop("Own website")
    leaves_the_machine = False
    connectable = False
    abilities = Abilities(
        text_limit=None,
        text_unit="characters",
        pictures=20,
        picture_bytes=20_000_000,
        alt_limit=5_000,
        edits=True,
        retracts=True,
        collects=False,
        replies=False,
        mentions=False,
        recognises="deterministic",
        settle_seconds=0,
        as_of="2026-11-22",
        source="bluelamp/adapters/site/README.md",
        films=True,
    )

    @classmethod
    def local_settings(cls, folder: Path, base_url: str, name: str) -> dict[str, str]:
        """The settings of a force's own site in a folder of this machine."""
        return {"folder": str(folder), "base_url": base_url}

    def publish(self, outgoing: Outgoing, prepared: Prepared) -> Receipt:
        path = _path(outgoing)
        with files.disk():
            there = files.read(self._record(path))
            if there is not None and there["key"] != str(outgoing.key):
                raise Unsure("another post stands in this place")
            self._write(path, outgoing)
        return self._receipt(path, str(outgoing.key))

    def find(self, outgoing: Outgoing, prepared: Prepared) -> Receipt | None:
        path = _path(outgoing)
        with files.disk():
            there = files.read(self._record(path))
        if there is None or there["key"] != str(outgoing.key):
            return None
        return self._receipt(path, str(outgoing.key))

    def edit(self, receipt: Receipt, outgoing: Outgoing, prepared: Prepared) -> Receipt:
        path = str(receipt.ref["path"])
        with files.disk():
            files.present(self._folder / "content")
            if not self._record(path).exists():
                raise Gone("the post is not on the site any more")
            self._write(path, outgoing)
            files.drop_others(self._pictures(path), outgoing.pictures)
        return self._receipt(path, str(outgoing.key))

    def retract(self, receipt: Receipt) -> None:
        path = str(receipt.ref["path"])
        traces = (self._record(path), self._pictures(path), self._folder / "public" / path)
        with files.disk():
            files.present(self._folder / "content")
            # The record first: nobody who builds pages can make this one again.
            traces[0].unlink(missing_ok=True)
            for folder in traces[1:]:
                shutil.rmtree(folder, ignore_errors=True)
            if any(trace.exists() for trace in traces):
                raise Unsure("something of the post is still on the site")

    def check(self) -> str:
        """Prove that the folder can be written to."""
        with files.disk():
            files.put(self._folder / "content" / ".check", b"")
        return self._base_url

    def _write(self, path: str, outgoing: Outgoing) -> None:
        # Pictures before the record: a reader never meets a record whose pictures are not there yet.
        pictures = files.copy_pictures(outgoing.pictures, self._pictures(path), films=True)
        record = _record(path, outgoing, pictures)
        files.put(self._record(path), json.dumps(record, ensure_ascii=False, indent=1).encode())

    def _receipt(self, path: str, key: str) -> Receipt:
        return Receipt(remote_id=path, url=f"{self._base_url}/{path}/", ref={"path": path, "key": key})

    @property
    def _folder(self) -> Path:
        return Path(self.account.settings["folder"])

    @property
    def _base_url(self) -> str:
        return self.account.settings.get("base_url", "").rstrip("/")

    def _record(self, path: str) -> Path:
        return self._folder / "content" / f"{path}.json"

    def _pictures(self, path: str) -> Path:
        return self._folder / "content" / path


def _path(outgoing: Outgoing) -> str:
    path = str(outgoing.about.get("path", ""))
    if not files.safe(path):
        raise Rejected(NO_PLACE)
    return path


def _record(path: str, outgoing: Outgoing, pictures: list[dict[str, Any]]) -> dict[str, Any]:
    """What the pages are made from. The file of a picture is given from `content/`."""
    return {
        "key": str(outgoing.key),
        "path": path,
        "title": outgoing.title,
        "text": outgoing.text,
        "lang": outgoing.lang,
        "link": outgoing.link,
        "created_at": outgoing.created_at.isoformat(),
        "pictures": [
            picture | {name: f"{path}/{picture[name]}" for name in FILES if picture.get(name)} for picture in pictures
        ],
        "about": dict(outgoing.about),
    }
