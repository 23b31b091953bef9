"""Bluesky's texts, record names, pictures, and hearing through the index (which no server here has behind it)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bluelamp.adapters.bluesky.adapter import Bluesky
from bluelamp.adapters.bluesky.pictures import fitted
from bluelamp.adapters.bluesky.text import LETTERS, facets, record_key, tid
from bluelamp.adapters.contract import Account, Picture, Receipt
from bluelamp.adapters.errors import Later, NeedsAuth
from bluelamp.kernel import clock
from bluelamp.kernel.ids import new_id
from tests.adapters.conftest import NOON

OURS = "at://did:plc:force/app.bsky.feed.post/3aaaaaaaaaaa2"
moments = st.datetimes(datetime(2000, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))


@given(moments, moments, st.integers(0, 2**20))
def test_names_sort_by_time(one: datetime, two: datetime, mark: int) -> None:
    first, second = tid(one, mark), tid(two, mark)
    assert len(first) == 13 and set(first) <= set(LETTERS) and first[0] in "234567abcdefghij"
    assert (first < second) == (one < two) and (first == second) == (one == two)


def test_a_known_name() -> None:
    assert tid(datetime(1970, 1, 1, tzinfo=UTC), 0) == "2" * 13
    assert tid(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=1), 1) == "2222222222323"


def test_a_repeat_has_the_same_name_and_a_neighbour_another() -> None:
    key = new_id()
    assert record_key(key, NOON) == record_key(key, NOON)
    assert len({record_key(new_id(), NOON) for _ in range(50)}) > 40


def marked(text: str, known: str = "did:plc:x") -> dict[str, dict[str, str]]:
    found = facets(text, lambda handle: known)
    return {
        text.encode()[one["index"]["byteStart"] : one["index"]["byteEnd"]].decode(): one["features"][0] for one in found
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see https://force.example/a.", {"https://force.example/a"}),
        ("(https://force.example/a_(b))", {"https://force.example/a_(b)"}),
        ("https://force.example/?q=#top @ann.example", {"https://force.example/?q=#top", "@ann.example"}),
        ("ann@force.example is an address", set()),
        ("@ann is nobody", set()),
        ("#Alder, #999 #ünïcode#no", {"#Alder", "#ünïcode"}),
        ("🚓 #Bärlauch é @ann.example", {"#Bärlauch", "@ann.example"}),
        ("call 101", set()),
        ("https://force.example/@ann.example/#tag", {"https://force.example/@ann.example/#tag"}),
    ],
)
def test_marks(text: str, expected: set[str]) -> None:
    assert set(marked(text)) == expected


def test_a_name_nobody_has_stays_plain() -> None:
    assert marked("@ann.example", known="") == {}


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
@example("@a.b" * 50)
@example("#" * 200)
@example("https://" + "(" * 150)
def test_marks_lie_within_and_apart(text: str) -> None:
    found = facets(text, lambda handle: "did:plc:x")
    end = 0
    for one in found:
        assert end <= one["index"]["byteStart"] < one["index"]["byteEnd"] <= len(text.encode())
        text.encode()[one["index"]["byteStart"] : one["index"]["byteEnd"]].decode()
        end = one["index"]["byteEnd"]


def test_a_picture_that_fits_stays_as_it_is(picture: Callable[..., Picture]) -> None:
    small = picture()
    assert fitted(small) == (small.path.read_bytes(), "image/png", 320, 200)


def test_a_picture_is_made_to_fit_the_same_way_each_time(picture: Callable[..., Picture]) -> None:
    big = picture(size=(700, 500), noise=True)
    for limit in (200_000, 20_000):
        data, mime, width, height = fitted(big, limit)
        assert len(data) <= limit and mime == "image/jpeg" and abs(width / height - 1.4) < 0.02
        assert fitted(big, limit)[0] == data


class Index:
    """A server with the network's index behind it, as its answers look on paper."""

    def __init__(self) -> None:
        self.notifications: list[dict[str, Any]] = []
        self.thread: dict[str, Any] = {"$type": "app.bsky.feed.defs#notFoundPost", "uri": OURS, "notFound": True}
        self.asked: list[str] = []
        self.session = (200, {"did": "did:plc:force", "handle": "force.example", "accessJwt": "a", "refreshJwt": "r"})

    def __call__(self, request: httpx.Request) -> httpx.Response:
        name = request.url.path.removeprefix("/xrpc/")
        self.asked.append(name)
        query = parse_qs(request.url.query.decode())
        if name == "com.atproto.server.createSession":
            return httpx.Response(self.session[0], json=self.session[1])
        if name == "app.bsky.notification.listNotifications":
            start = int(query.get("cursor", ["0"])[0])
            page = {"notifications": self.notifications[start : start + 50]}
            more = start + 50 < len(self.notifications)
            return httpx.Response(200, json=page | ({"cursor": str(start + 50)} if more else {}))
        assert name == "app.bsky.feed.getPostThread"
        return httpx.Response(200, json={"thread": self.thread})

    def collect(self, cursor: dict[str, Any]) -> Any:
        account = Account({"handle": "force.example"}, {"app_password": "p"})
        with httpx.Client(transport=httpx.MockTransport(self)) as client:
            return Bluesky(account, client).collect(cursor, [Receipt(OURS, "", {"uri": OURS, "cid": "c"})])


def note(name: str, at: str = "2026-05-04T12:00:00.000Z", did: str = "did:plc:ann", root: str = OURS) -> dict[str, Any]:
    reply = {"root": {"uri": root, "cid": "c"}, "parent": {"uri": root, "cid": "c"}}
    return {
        "uri": f"at://{did}/app.bsky.feed.post/{name}",
        "cid": "c2",
        "author": {"did": did, "handle": "ann.example"},
        "reason": "reply",
        "record": {"text": name, "createdAt": at, "reply": reply},
        "indexedAt": at,
    }


def test_notifications_and_threads_are_both_heard_and_each_thing_once() -> None:
    index = Index()
    index.notifications = [note("two"), note("one"), note("elsewhere", root=OURS + "x")]
    ours = {"post": note("ours-again", did="did:plc:force")}
    index.thread = {
        "post": {"uri": OURS},
        "replies": [{"post": note("one")}, {"post": note("missed"), "replies": [ours]}],
    }
    heard = index.collect({})
    assert sorted(item.text for item in heard.items) == ["missed", "one", "two"]
    assert {item.author for item in heard.items} == {"@ann.example"}
    assert heard.cursor == {"since": "2026-05-04T12:00:00.000Z", "turn": 1}


def test_reading_back_stops_at_what_is_known() -> None:
    index = Index()
    index.notifications = [note(f"n{n}", f"2026-05-04T{12 - n // 60:02}:{59 - n % 60:02}:00.000Z") for n in range(300)]
    assert len(index.collect({}).items) == 200
    index.asked.clear()
    index.collect({"since": "2026-05-04T12:59:00.000Z"})
    assert index.asked.count("app.bsky.notification.listNotifications") == 1


@pytest.mark.parametrize(
    "damage",
    [{"reply": None}, {"reply": {"root": [], "parent": {}}}, {"reply": 7}, {"langs": 5, "reply": None}],
)
def test_a_strangers_record_may_be_anything(damage: dict[str, Any]) -> None:
    index, bad = Index(), note("bad")
    bad["record"] |= damage
    index.notifications = [bad, note("good")]
    assert [item.text for item in index.collect({}).items] == ["good"]


@pytest.mark.parametrize("claimed", ["2999-01-01T00:00:00Z", "yesterday", None, 7, "2026-05-04T11:00:00"])
def test_a_strangers_clock_is_not_trusted(claimed: Any) -> None:
    index, odd = Index(), note("odd")
    odd["record"]["createdAt"] = claimed
    index.notifications = [odd]
    with clock.frozen(NOON):
        [item] = index.collect({}).items
    assert item.at.tzinfo is not None and item.at <= NOON


def test_an_answer_in_an_unknown_shape_is_later() -> None:
    index = Index()
    index.notifications = [{"uri": 1}]
    with pytest.raises(Later):
        index.collect({})


@pytest.mark.parametrize(
    ("status", "answer", "error"),
    [
        (401, {"error": "AuthenticationRequired"}, NeedsAuth),
        (401, {"error": "AuthFactorTokenRequired"}, NeedsAuth),
        (400, {"error": "InvalidRequest"}, NeedsAuth),
        (429, {"error": "RateLimitExceeded"}, Later),
        (502, {}, Later),
        (200, {"did": "did:plc:force"}, NeedsAuth),
    ],
)
def test_signing_in(status: int, answer: dict[str, str], error: type[Exception]) -> None:
    index = Index()
    index.session = (status, answer)
    with pytest.raises(error):
        index.collect({})
