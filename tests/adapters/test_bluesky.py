"""The Bluesky adapter against a real server; the SDK of the field plays the residents."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
from atproto import Client

from bluelamp.adapters import registry
from bluelamp.adapters.bluesky import xrpc
from bluelamp.adapters.bluesky.adapter import Bluesky
from bluelamp.adapters.contract import Account, Picture, Receipt
from bluelamp.adapters.errors import Later, NeedsAuth, Rejected, Unsure
from bluelamp.kernel import clock
from tests.adapters.conftest import NOON, outgoing
from tests.servers.pds import Pds, Person

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("pds")]
POST = "app.bsky.feed.post"


@dataclass
class Force:
    """The force's account, and its adapter."""

    person: Person
    account: Account
    adapter: Bluesky


@pytest.fixture
def force(pds: Pds) -> Iterator[Force]:
    person = pds.account("force")
    settings = {"handle": person.handle, "service": pds.url, "loopback": "yes"}
    account = Account(settings, {"app_password": pds.app_password(person)})
    with registry.opened("bluesky", account, deadline=60) as adapter:
        assert isinstance(adapter, Bluesky)
        yield Force(person, account, adapter)


def publish(force: Force, post: Any) -> Receipt:
    return force.adapter.publish(post, force.adapter.prepare(post))


def seen(pds: Pds, receipt: Receipt) -> Any:
    """The post as the field's own SDK reads it."""
    _, _, did, _, rkey = receipt.ref["uri"].split("/")
    return Client(pds.url).app.bsky.feed.post.get(did, rkey).value


def resident(pds: Pds, name: str) -> tuple[Person, Client]:
    person = pds.account(name)
    client = Client(pds.url)
    client.login(person.handle, person.password, fetch_bsky_profile=False)
    return person, client


def reply(client: Client, person: Person, text: str, root: Any, parent: Any = None) -> dict[str, str]:
    record = {"text": text, "createdAt": "2026-05-04T13:00:00.000Z", "langs": ["en"]}
    made = client.app.bsky.feed.post.create(
        person.did, record | {"reply": {"root": dict(root), "parent": dict(parent or root)}}
    )
    return {"uri": made.uri, "cid": made.cid}


def test_picture_with_alt_text_and_link_in_the_text(pds: Pds, force: Force, picture: Callable[..., Picture]) -> None:
    link = "https://force.example/alder/2026/05/dog/"
    pictures = (picture("A brown spaniel by a gate"), picture("Its collar"))
    post = outgoing(f"Found: a brown spaniel.\n\n{link}", link=link, pictures=pictures)
    receipt = publish(force, post)
    record = seen(pds, receipt)
    assert [image.alt for image in record.embed.images] == ["A brown spaniel by a gate", "Its collar"]
    assert (record.embed.images[0].aspect_ratio.width, record.embed.images[0].aspect_ratio.height) == (320, 200)
    assert record.text == post.text and record.langs == ["en"]
    [facet] = record.facets
    assert facet.features[0].uri == post.link
    assert pds.blob_status(force.person, record.embed.images[0].image.cid.encode()) == 200

    force.adapter.retract(receipt)
    assert pds.posts(force.person) == []
    assert pds.blob_status(force.person, record.embed.images[0].image.cid.encode()) == 400


def test_links_mentions_and_tags_by_bytes(pds: Pds, force: Force) -> None:
    ann, _ = resident(pds, "ann")
    text = f"Café 🚓: thanks @{ann.handle}, see https://force.example/a, #Alder und @nobody.test."
    record = seen(pds, publish(force, outgoing(text)))
    words = {}
    for facet in record.facets:
        part = text.encode()[facet.index.byte_start : facet.index.byte_end].decode()
        words[part] = facet.features[0]
    assert words.keys() == {f"@{ann.handle}", "https://force.example/a", "#Alder"}
    assert words[f"@{ann.handle}"].did == ann.did
    assert words["#Alder"].tag == "Alder"


def test_link_card_without_pictures(pds: Pds, force: Force) -> None:
    link = "https://force.example/alder/2026/05/road/"
    card = seen(pds, publish(force, outgoing(f"Road open. {link}", link=link, title="Alder Lane"))).embed.external
    assert (card.uri, card.title) == (link, "Alder Lane")
    assert seen(pds, publish(force, outgoing("Road open."))).embed is None, "a page that the text does not name"


def test_too_large_a_picture_is_made_smaller(pds: Pds, force: Force, picture: Callable[..., Picture]) -> None:
    big = picture(size=(1800, 1500), noise=True)
    assert big.path.stat().st_size > 2_000_000
    image = seen(pds, publish(force, outgoing(pictures=(big,)))).embed.images[0]
    assert image.image.size <= 2_000_000 and image.image.mime_type == "image/jpeg"
    assert (image.aspect_ratio.width, image.aspect_ratio.height) == (1800, 1500)


def test_three_hundred_letters_and_one_more(force: Force, pds: Pds) -> None:
    family = "👩‍👩‍👧‍👦"
    assert publish(force, outgoing(family * 20 + "x" * 280))
    with pytest.raises(Rejected, match="300"):
        publish(force, outgoing("x" * 301))
    assert len(pds.posts(force.person)) == 1


def test_nothing_is_written_over(force: Force, pds: Pds) -> None:
    post = outgoing()
    prepared = force.adapter.prepare(post)
    receipt = force.adapter.publish(post, prepared)
    other = prepared | {"record": prepared["record"] | {"text": "Something else."}}
    with pytest.raises(Unsure):
        force.adapter.publish(post, other)
    with pytest.raises(Unsure):
        force.adapter.find(post, other)
    [there] = pds.posts(force.person)
    assert there["value"]["text"] == post.text and there["cid"] == receipt.ref["cid"]


class Lossy(httpx.HTTPTransport):
    """Sends every request for real and loses the answers of one kind."""

    def __init__(self, name: str, times: int = 1) -> None:
        super().__init__()
        self.name, self.times = name, times

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = super().handle_request(request)
        if request.url.path.endswith(self.name) and self.times:
            self.times -= 1
            response.read()
            raise httpx.ReadError("connection reset", request=request)
        return response


def test_answer_lost_after_the_effect_is_unsure_and_then_found(force: Force, pds: Pds) -> None:
    with httpx.Client(transport=Lossy("putRecord")) as lossy:
        adapter = Bluesky(force.account, lossy)
        post = outgoing()
        prepared = adapter.prepare(post)
        with pytest.raises(Unsure):
            adapter.publish(post, prepared)
    found = force.adapter.find(post, prepared)
    assert found is not None and [one["uri"] for one in pds.posts(force.person)] == [found.remote_id]
    assert force.adapter.publish(post, prepared) == found
    assert len(pds.posts(force.person)) == 1


def test_answer_to_a_retraction_lost_is_unsure_and_it_can_be_done_again(force: Force, pds: Pds) -> None:
    receipt = publish(force, outgoing())
    with httpx.Client(transport=Lossy("deleteRecord")) as lossy, pytest.raises(Unsure):
        Bluesky(force.account, lossy).retract(receipt)
    force.adapter.retract(receipt)
    assert pds.posts(force.person) == []


def test_forgotten_upload_is_sent_again(force: Force, pds: Pds, picture: Callable[..., Picture]) -> None:
    post = outgoing(pictures=(picture(),))
    prepared = force.adapter.prepare(post)
    stranger = pds.account("other")
    settings = dict(force.account.settings) | {"handle": stranger.handle}
    # An account that never saw the upload is the same as one whose server forgot it.
    other = Account(settings, {"app_password": stranger.password})
    with registry.opened("bluesky", other, deadline=60) as adapter:
        assert isinstance(adapter, Bluesky)
        receipt = adapter.publish(post, prepared)
        image = seen(pds, receipt).embed.images[0].image
        assert pds.blob_status(stranger, image.cid.encode()) == 200


def test_a_picture_that_cannot_be_had_again_is_told(force: Force, pds: Pds, picture: Callable[..., Picture]) -> None:
    prepared = force.adapter.prepare(outgoing(pictures=(picture(),)))
    stranger = pds.account("other")
    settings = dict(force.account.settings) | {"handle": stranger.handle}
    other = Account(settings, {"app_password": stranger.password})
    with registry.opened("bluesky", other, deadline=60) as adapter, pytest.raises(Rejected, match="picture"):
        assert isinstance(adapter, Bluesky)
        adapter.publish(outgoing(pictures=()), prepared)
    assert pds.posts(stranger) == []


def test_wrong_password(force: Force) -> None:
    wrong = Account(force.account.settings, {"app_password": "abcd-efgh-ijkl-mnop"})
    with registry.opened("bluesky", wrong) as adapter:
        assert isinstance(adapter, Bluesky)
        for call in (adapter.check, lambda: adapter.publish(outgoing(), {"rkey": "x", "record": {}})):
            with pytest.raises(NeedsAuth):
                call()


def test_session_whose_time_is_over_is_renewed(force: Force, pds: Pds) -> None:
    assert force.adapter.check() == f"@{force.person.handle}"
    [(key, session)] = xrpc._sessions.items()
    xrpc._sessions[key] = replace(session, access=pds.expired(force.person))
    assert publish(force, outgoing())
    assert xrpc._sessions[key].refresh != session.refresh

    xrpc._sessions[key] = replace(session, access=pds.expired(force.person), refresh="junk")
    assert publish(force, outgoing())


def test_revoked_app_password_needs_a_new_one(force: Force, pds: Pds) -> None:
    force.adapter.check()
    pds.revoke(force.person)
    [(key, session)] = xrpc._sessions.items()
    xrpc._sessions[key] = replace(session, access=pds.expired(force.person))
    with pytest.raises(NeedsAuth):
        publish(force, outgoing())
    with pytest.raises(NeedsAuth):
        force.adapter.check()
    assert pds.posts(force.person) == [] and key not in xrpc._sessions


def test_no_secret_in_what_is_shown(force: Force) -> None:
    force.adapter.check()
    [session] = xrpc._sessions.values()
    shown = f"{session!r} {force.account!r}"
    assert session.access not in shown and session.refresh not in shown
    assert force.account.secrets["app_password"] not in shown


def test_replies_are_heard_once_each(force: Force, pds: Pds) -> None:
    receipt = publish(force, outgoing())
    ann, app = resident(pds, "ann")
    start = force.adapter.collect({}, [receipt])
    assert start.items == ()

    first = reply(app, ann, "Is the footpath open too?", receipt.ref)
    below = reply(app, ann, "I mean the one by the mill.", receipt.ref, first)
    pds.say(ann, "Nothing to do with it.")
    heard = force.adapter.collect(start.cursor, [receipt])
    assert {item.remote_id: item.text for item in heard.items} == {
        first["uri"]: "Is the footpath open too?",
        below["uri"]: "I mean the one by the mill.",
    }
    item = next(item for item in heard.items if item.remote_id == first["uri"])
    assert item.author == f"@{ann.handle}" and item.answers == receipt.remote_id and item.lang == "en"
    assert item.at == NOON.replace(hour=13, microsecond=0)
    assert ann.did in item.url

    clock.push(timedelta(minutes=5))
    try:
        later = force.adapter.collect(heard.cursor, [receipt])
        assert force.adapter.collect(later.cursor, [receipt]).items == ()
    finally:
        clock.push(timedelta(minutes=-5))


def test_our_answer_hangs_below_the_question(force: Force, pds: Pds) -> None:
    receipt = publish(force, outgoing())
    ann, app = resident(pds, "ann")
    asked = reply(app, ann, "Is the footpath open too?", receipt.ref)
    [item] = force.adapter.collect({}, [receipt]).items
    answer = publish(force, outgoing("Yes, since noon.", reply_to=item.ref, link=""))
    record = seen(pds, answer)
    assert record.reply.parent.uri == asked["uri"] and record.reply.root.uri == receipt.remote_id
    heard = force.adapter.collect({}, [receipt, answer])
    assert [one.remote_id for one in heard.items] == [asked["uri"]], "our own words are not news to us"


def test_a_crowded_server_is_read_in_pieces(force: Force, pds: Pds, monkeypatch: pytest.MonkeyPatch) -> None:
    receipt = publish(force, outgoing())
    ann, app = resident(pds, "ann")
    asked = reply(app, ann, "Is the footpath open too?", receipt.ref)
    monkeypatch.setattr("bluelamp.adapters.bluesky.repositories.SECONDS", -1.0)
    heard, ids = force.adapter.collect({}, [receipt]), set[str]()
    while heard.more:
        ids |= {item.remote_id for item in heard.items}
        heard = force.adapter.collect(heard.cursor, [receipt])
    assert ids | {item.remote_id for item in heard.items} == {asked["uri"]}


def test_a_server_that_stops_is_later(force: Force) -> None:
    force.adapter.check()
    away = Account(dict(force.account.settings), force.account.secrets)
    with httpx.Client(transport=httpx.MockTransport(_refuse)) as dead, pytest.raises(Later):
        Bluesky(away, dead).publish(outgoing(), {"rkey": "x", "record": {}})


def _refuse(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("refused", request=request)
