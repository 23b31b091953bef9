"""The practice network as a channel: everything a network can do, on this machine only."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bluelamp.adapters import files
from bluelamp.adapters.contract import Abilities, Adapter, Collected, Incoming, Outgoing, Prepared, Receipt
from bluelamp.adapters.errors import Gone, Rejected, Unsure, gettext_noop
from bluelamp.adapters.practice import store
from bluelamp.kernel import clock

TOO_LONG = gettext_noop("This text is longer than the 500 characters the practice network takes. Make it shorter.")
TOO_MANY = gettext_noop("The practice network takes 4 pictures. Leave some out and send it again.")
NO_PARENT = gettext_noop("The message you answer is not there any more, so your answer was not sent.")
AT_ONCE = 200
# Two clocks on one machine still need not agree on the order of one second: look back a little each time.
OVERLAP = timedelta(minutes=2)


class Practice(Adapter):
    kind = "practice"
    label = gettext_noop("Practice network")
    leaves_the_machine = False
    connectable = False
    abilities = Abilities(
        text_limit=500,
        text_unit="characters",
        pictures=4,
        picture_bytes=8_000_000,
        alt_limit=1_500,
        edits=True,
        retracts=True,
        collects=True,
        replies=True,
        mentions=False,
        recognises="deterministic",
        settle_seconds=0,
        as_of="2026-11-22",
        source="bluelamp/adapters/practice/README.md",
    )

    @classmethod
    def local_settings(cls, folder: Path, base_url: str, name: str) -> dict[str, str]:
        """The settings of a force's own practice network in a folder of this machine."""
        return {"folder": str(folder), "base_url": base_url, "name": name}

    def publish(self, outgoing: Outgoing, prepared: Prepared) -> Receipt:
        self._fits(outgoing)
        with files.disk():
            if outgoing.reply_to and store.message(self._folder, str(outgoing.reply_to.get("id", ""))) is None:
                raise Rejected(NO_PARENT)
            identity, _ = store.post(self._folder, self._author, outgoing)
            there = store.message(self._folder, identity)
        if there is None or there["text"] != outgoing.text:
            raise Unsure("something else was posted with this key")
        return self._receipt(identity)

    def find(self, outgoing: Outgoing, prepared: Prepared) -> Receipt | None:
        identity = f"post-{outgoing.key.hex}"
        with files.disk():
            return self._receipt(identity) if store.message(self._folder, identity) else None

    def edit(self, receipt: Receipt, outgoing: Outgoing, prepared: Prepared) -> Receipt:
        self._fits(outgoing)
        with files.disk():
            files.present(self._folder / "posts")
            if not store.change(self._folder, receipt.remote_id, outgoing, clock.now()):
                raise Gone("the post is not on the practice network any more")
        return receipt

    def retract(self, receipt: Receipt) -> None:
        with files.disk():
            files.present(self._folder / "posts")
            if not store.remove(self._folder, receipt.remote_id):
                raise Unsure("something of the post is still on the practice network")

    def collect(self, cursor: Mapping[str, Any], ours: Sequence[Receipt]) -> Collected:
        ids = {receipt.remote_id for receipt in ours}
        since, items = str(cursor.get("since", "")), list[Incoming]()
        with files.disk():
            for message in store.from_residents(self._folder, since if cursor.get("paging") else _earlier(since)):
                if len(items) == AT_ONCE:
                    return Collected(tuple(items), {"since": since, "paging": True}, more=True)
                since = str(message["id"])
                if ids & {message["answers"], message["root"]}:
                    items.append(self._incoming(message))
        return Collected(tuple(items), {"since": since})

    def check(self) -> str:
        with files.disk():
            files.put(self._folder / ".check", b"")
        return self._author

    def _fits(self, outgoing: Outgoing) -> None:
        if len(outgoing.text) > 500:
            raise Rejected(TOO_LONG)
        if len(outgoing.pictures) > self.abilities.pictures:
            raise Rejected(TOO_MANY)

    def _incoming(self, message: Mapping[str, Any]) -> Incoming:
        return Incoming(
            remote_id=message["id"],
            text=message["text"],
            author=message["author"],
            at=datetime.fromisoformat(message["at"]),
            answers=message["answers"],
            ref={"id": message["id"], "root": message["root"]},
            url=self._url(message["id"]),
        )

    def _receipt(self, identity: str) -> Receipt:
        return Receipt(remote_id=identity, url=self._url(identity), ref={"id": identity})

    def _url(self, identity: str) -> str:
        base = self.account.settings.get("base_url", "").rstrip("/")
        return f"{base}/#{identity}" if base else ""

    @property
    def _folder(self) -> Path:
        return Path(self.account.settings["folder"])

    @property
    def _author(self) -> str:
        return self.account.settings.get("name", "") or "The force"


def _earlier(since: str) -> str:
    """The smallest id of a moment a little before `since`: its first 12 hex digits are milliseconds."""
    if not since:
        return ""
    return f"{max(0, int(since[:12], 16) - int(OVERLAP.total_seconds() * 1000)):012x}"
