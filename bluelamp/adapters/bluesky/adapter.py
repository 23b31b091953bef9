"""Bluesky as a channel: what is posted, found, taken away and heard there."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import httpx

from bluelamp.adapters.bluesky import replies
from bluelamp.adapters.bluesky.incoming import answer_to
from bluelamp.adapters.bluesky.pictures import LIMIT, fitted
from bluelamp.adapters.bluesky.text import facets, record_key
from bluelamp.adapters.bluesky.xrpc import SERVICE, Server, judge, said
from bluelamp.adapters.contract import Abilities, Account, Adapter, Collected, Field, Outgoing, Prepared, Receipt
from bluelamp.adapters.errors import Gone, Later, Rejected, Unsure, gettext_noop
from bluelamp.adapters.http import body

POSTS = "app.bsky.feed.post"
PICTURE_LOST = gettext_noop("Bluesky has lost a picture of this post. Take it out, add it again and send once more.")


class Bluesky(Adapter):
    kind = "bluesky"
    label = "Bluesky"
    abilities = Abilities(
        text_limit=300,
        text_unit="graphemes",
        pictures=4,
        picture_bytes=LIMIT,
        alt_limit=2_000,
        edits=False,
        retracts=True,
        collects=True,
        replies=True,
        mentions=True,
        recognises="deterministic",
        settle_seconds=0,
        as_of="2026-11-22",
        source="bluelamp/adapters/bluesky/README.md",
    )
    fields = (
        Field("handle", gettext_noop("Your name on Bluesky"), gettext_noop("For example yourforce.bsky.social")),
        Field(
            "app_password",
            gettext_noop("App password"),
            gettext_noop("Make one on Bluesky under Settings, Privacy and security. Never your own password."),
            secret=True,
        ),
        Field(
            "service", gettext_noop("Server"), gettext_noop("Leave as it is unless you run your own."), initial=SERVICE
        ),
    )

    def __init__(self, account: Account, http: httpx.Client) -> None:
        super().__init__(account, http)
        self._server = Server(account, http)

    def prepare(self, outgoing: Outgoing) -> Prepared:
        """The record as it will be for ever, and its name. Uploads pictures, which nobody sees before they are used."""
        record: dict[str, Any] = {"$type": POSTS, "text": outgoing.text, "createdAt": _iso(outgoing.created_at)}
        if outgoing.lang:
            record["langs"] = [outgoing.lang]
        marks = facets(outgoing.text, self._did)
        if marks:
            record["facets"] = marks
        embed = self._embed(outgoing)
        if embed:
            record["embed"] = embed
        if outgoing.reply_to:
            record["reply"] = answer_to(outgoing.reply_to)
        return {"rkey": record_key(outgoing.key, outgoing.created_at), "record": record}

    def publish(self, outgoing: Outgoing, prepared: Prepared) -> Receipt:
        answer = self._put(prepared)
        if said(answer)[0] == "BlobNotFound" and self._uploaded(outgoing) == _pictures(prepared):
            # A server forgets uploads that wait too long; it has refused, so nothing was posted. They are there again.
            answer = self._put(prepared)
        refusal = said(answer)[0]
        if refusal == "InvalidSwap":
            return self._standing(prepared, self._read(str(prepared["rkey"])))
        if refusal == "BlobNotFound":
            raise Rejected(PICTURE_LOST)
        made = body(judge(answer, writes=True), writes=True)
        if not (made.get("uri") and made.get("cid")):
            raise Unsure("the answer does not say what was made")
        return self._receipt(str(made["uri"]), str(made["cid"]))

    def find(self, outgoing: Outgoing, prepared: Prepared) -> Receipt | None:
        there = self._read(str(prepared["rkey"]))
        return None if there is None else self._standing(prepared, there)

    def retract(self, receipt: Receipt) -> None:
        rkey = str(receipt.ref["uri"]).rsplit("/", 1)[-1]
        wanted = {"repo": self._server.session().did, "collection": POSTS, "rkey": rkey}
        self._server.procedure("com.atproto.repo.deleteRecord", writes=True, json=wanted)
        if self._read(rkey) is not None:
            raise Unsure("it was taken away and is still there")

    def collect(self, cursor: Mapping[str, Any], ours: Sequence[Receipt]) -> Collected:
        return replies.collect(self._server, cursor, [str(receipt.ref["uri"]) for receipt in ours], self._web)

    def check(self) -> str:
        return f"@{self._server.fresh_session().handle}"

    def _embed(self, outgoing: Outgoing) -> dict[str, Any] | None:
        """Pictures, or a card for the post's own page where the text names it; the network shows one or the other."""
        if outgoing.pictures:
            return {"$type": "app.bsky.embed.images", "images": self._uploaded(outgoing)}
        if outgoing.link and outgoing.link in outgoing.text:
            title = outgoing.title or outgoing.text.partition("\n")[0][:100]
            card = {"uri": outgoing.link, "title": title, "description": ""}
            return {"$type": "app.bsky.embed.external", "external": card}
        return None

    def _uploaded(self, outgoing: Outgoing) -> list[dict[str, Any]]:
        images = []
        for picture in outgoing.pictures:
            data, mime, width, height = fitted(picture)
            name, headers = "com.atproto.repo.uploadBlob", {"Content-Type": mime}
            made = self._server.procedure(name, writes=False, content=data, headers=headers)
            if "blob" not in made:
                raise Later("the answer does not say what was stored")
            ratio = {"width": width, "height": height}
            images.append({"alt": picture.alt, "image": made["blob"], "aspectRatio": ratio})
        return images

    def _put(self, prepared: Prepared) -> httpx.Response:
        wanted = {
            "repo": self._server.session().did,
            "collection": POSTS,
            "rkey": prepared["rkey"],
            "record": prepared["record"],
            # "There must be nothing in this place": a repeat does nothing, and nothing is ever written over.
            "swapRecord": None,
        }
        return self._server.ask("POST", "com.atproto.repo.putRecord", writes=True, json=wanted)

    def _standing(self, prepared: Prepared, there: dict[str, Any] | None) -> Receipt:
        """Something stands in our place: our own post, or a question for a person."""
        if there is None or there["value"] != prepared["record"]:
            raise Unsure("another post stands in this place")
        return self._receipt(str(there["uri"]), str(there["cid"]))

    def _read(self, rkey: str) -> dict[str, Any] | None:
        """The record as a stranger reads it, or None."""
        place = {"repo": self._server.session().did, "collection": POSTS, "rkey": rkey}
        try:
            there = self._server.query("com.atproto.repo.getRecord", signed=False, **place)
        except Gone:
            return None
        if not {"uri", "cid", "value"} <= there.keys():
            raise Later("the answer is not a record")
        return there

    def _did(self, handle: str) -> str | None:
        try:
            return str(self._server.query("com.atproto.identity.resolveHandle", handle=handle)["did"])
        except (Rejected, Gone, KeyError):
            return None

    def _receipt(self, uri: str, cid: str) -> Receipt:
        return Receipt(remote_id=uri, url=self._web(uri), ref={"uri": uri, "cid": cid})

    def _web(self, uri: str) -> str:
        """Where people read it. A practice server on this machine has no pages: there it is the record itself."""
        did, collection, rkey = uri.removeprefix("at://").split("/", 2)
        if self.account.settings.get("loopback") == "yes":
            base = self._server.session().server
            return f"{base}/xrpc/com.atproto.repo.getRecord?repo={did}&collection={collection}&rkey={rkey}"
        return f"https://bsky.app/profile/{did}/post/{rkey}"


def _pictures(prepared: Prepared) -> list[dict[str, Any]]:
    return list(prepared["record"].get("embed", {}).get("images", []))


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
