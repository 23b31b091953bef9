"""Two channels to practise failure on: one that recognises a repeat by its key, one where we must look it up."""

from dataclasses import replace
from typing import Any

from bluelamp.adapters import http
from bluelamp.adapters.contract import Abilities, Adapter, Outgoing, Prepared, Receipt
from bluelamp.adapters.errors import Gone, Unsure

KEYED = Abilities(
    text_limit=1_000,
    text_unit="characters",
    pictures=0,
    picture_bytes=0,
    alt_limit=0,
    edits=True,
    retracts=True,
    collects=False,
    replies=False,
    mentions=False,
    recognises="deterministic",
    settle_seconds=0,
    as_of="2026-11-22",
    source="bluelamp/adapters/drill/README.md",
)


class Drill(Adapter):
    """What both have in common. Setting: `url` of the server."""

    connectable = False
    leaves_the_machine = False

    def edit(self, receipt: Receipt, outgoing: Outgoing, prepared: Prepared) -> Receipt:
        http.call(self.http, "PATCH", self._url(receipt.remote_id), writes=True, json=_message(outgoing))
        return receipt

    def retract(self, receipt: Receipt) -> None:
        url = self._url(receipt.remote_id)
        try:
            http.call(self.http, "DELETE", url, writes=True)
            http.call(self.http, "GET", url, writes=False)
        except Gone:
            return
        raise Unsure("it was taken away and is still there")

    def check(self) -> str:
        http.call(self.http, "GET", self._url(""), writes=False)
        return "The drill"

    def _url(self, identity: str) -> str:
        return f"{self.account.settings['url'].rstrip('/')}/posts/{identity}"

    def _receipt(self, identity: str) -> Receipt:
        return Receipt(remote_id=identity, url=self._url(identity), ref={})


class DrillKeyed(Drill):
    kind = "drill-keyed"
    label = "Drill, recognised by key"
    abilities = KEYED

    def publish(self, outgoing: Outgoing, prepared: Prepared) -> Receipt:
        url = self._url(str(outgoing.key))
        answer = http.call(self.http, "PUT", url, writes=True, json=_message(outgoing))
        return self._receipt(str(http.body(answer, writes=True).get("id")))

    def find(self, outgoing: Outgoing, prepared: Prepared) -> Receipt | None:
        try:
            http.call(self.http, "GET", self._url(str(outgoing.key)), writes=False)
        except Gone:
            return None
        return self._receipt(str(outgoing.key))


class DrillLookup(Drill):
    kind = "drill-lookup"
    label = "Drill, looked up by its link"
    abilities = replace(KEYED, recognises="look-up", settle_seconds=1)

    def publish(self, outgoing: Outgoing, prepared: Prepared) -> Receipt:
        answer = http.call(self.http, "POST", self._url(""), writes=True, json=_message(outgoing))
        return self._receipt(str(http.body(answer, writes=True).get("id")))

    def find(self, outgoing: Outgoing, prepared: Prepared) -> Receipt | None:
        """Two looks must agree that nothing carries our link."""
        for _ in range(2):
            answer = http.call(self.http, "GET", self._url(""), writes=False, params={"marker": _marker(outgoing)})
            found = http.body(answer, writes=False).get("ids", [])
            if found:
                return self._receipt(str(found[0]))
        return None


def _marker(outgoing: Outgoing) -> str:
    return outgoing.link or str(outgoing.key)


def _message(outgoing: Outgoing) -> dict[str, Any]:
    return {"key": str(outgoing.key), "marker": _marker(outgoing), "text": outgoing.text}
