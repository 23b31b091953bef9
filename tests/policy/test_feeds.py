"""Publishing packs and following another force's feed: signed, checked, never installed by itself."""

import json
from collections.abc import Callable
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from bluelamp.audit.models import Entry
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from bluelamp.policy import actions, feeds, following, keys, own, publishing
from bluelamp.policy.models import Following, InstalledPack, PackKey, Proposal, PublishedPack
from bluelamp.publicsite import build
from bluelamp.rulebook import packs, signing
from tests.support import packs as made
from tests.support.world import World, client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(world: World) -> PublishedPack:
    """Northmere's own pack, on its site."""
    row = actions.install(world.force, None, made.OWN + '\n[register]\nofficers = ["Ann Ashdown"]\n', actions.OWN)
    return publishing.publish(world.cara, row)


class Site:
    """Serves the files of a folder on this machine, and counts how often each was asked for."""

    def __init__(self, folder: Path) -> None:
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                file = folder / self.path.lstrip("/")
                body = file.read_bytes() if file.is_file() else b""
                tag = f'"{sha256(body).hexdigest()[:16]}"'
                held = self.headers.get("If-None-Match") == tag
                self.send_response(304 if held else 200 if file.is_file() else 404)
                self.send_header("ETag", tag)
                self.send_header("Content-Length", "0" if held else str(len(body)))
                self.end_headers()
                self.wfile.write(b"" if held else body)

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"


@pytest.fixture
def serve(tmp_path: Path, settings: Any) -> Any:
    """`serve()` builds the sites and serves them; whoever follows may call this machine."""
    sites: list[Site] = []

    def go() -> Site:
        site = Site(tmp_path / "site_root" / "northmere" / "public")
        settings.PUBLIC_URL, settings.LOOPBACK = site.url, True
        sites.append(site)
        return site

    yield go
    for site in sites:
        site.server.shutdown()
        site.server.server_close()


def rebuilt(world: World, settings: Any) -> Path:
    folder = Path(settings.SITE_ROOT) / world.force.slug
    build.build(world.force, folder)
    return folder / "public"


def follow(world: World, site: Site, folder: Path) -> Following:
    """Southmoor follows Northmere; the feed's own addresses are moved to the root of the little server."""
    feed = folder / "packs" / "feed.json"
    feed.write_text(feed.read_text().replace("/site/northmere/", "/"))
    made_feed = following.follow(world.hana, f"{site.url}/packs/feed.json")
    following.turn()
    made_feed.refresh_from_db()
    return made_feed


def test_what_is_published_is_signed_and_names_nobody(published: PublishedPack, world: World) -> None:
    seal = signing.verify(published.text)
    assert seal.by == "Northmere Police"
    assert seal.key.hex() == published.public_key == PackKey.objects.get().public_key
    assert "Ann Ashdown" not in published.text
    assert [rule.id for rule in packs.parse(published.text).rules] == ["NM-01"]
    assert list(Entry.objects.filter(act__in=["packkey.make", "pack.publish"]).values_list("act", flat=True)) == [
        "packkey.make", "pack.publish",
    ]  # fmt: skip


def test_the_private_key_is_sealed(published: PublishedPack) -> None:
    key = PackKey.objects.get()
    private = keys.private_of(key)
    assert signing.public_of(private).hex() == key.public_key
    assert private.hex().encode() not in bytes(key.sealed)


def test_one_key_signs_everything(published: PublishedPack, world: World) -> None:
    with pytest.raises(Conflict):
        publishing.publish(world.cara, InstalledPack.objects.get())
    row = actions.install(world.force, None, made.OWN.replace("1.0.0", "1.1.0"), actions.OWN)
    assert publishing.publish(world.cara, row).public_key == published.public_key


def test_only_own_packs_are_published_and_only_by_their_keepers(world: World) -> None:
    row = actions.install(world.force, None, made.BASE, actions.BASE)
    with pytest.raises(NotAllowed):
        publishing.publish(world.cara, row)
    mine = actions.install(world.force, None, made.OWN, actions.OWN)
    with pytest.raises(NotAllowed):
        publishing.publish(world.ann, mine)


def test_what_it_stands_on_is_named(world: World) -> None:
    actions.install(world.force, None, made.BASE, actions.BASE)
    text = made.OWN + made.amend("LB-01", 'weight = "block"')
    row = actions.install(world.force, None, text, actions.OWN)
    assert packs.parse(publishing.publish(world.cara, row).text).requires == (("little-base", "1.0.0"),)


def test_an_example_that_needs_the_register_is_told(world: World) -> None:
    text = made.OWN.replace("This is dreadful news.", "Call 01632 960111.").replace('"dreadful"', '"<phone>"')
    text = text.replace("This is news.", "Call 01632 960222.") + '\n[register]\nphones = ["01632 960222"]\n'
    row = actions.install(world.force, None, text, actions.OWN)
    with pytest.raises(Refused, match="NM-01"):
        publishing.publish(world.cara, row)


def test_the_site_has_a_page_a_file_and_a_feed(published: PublishedPack, world: World, settings: Any) -> None:
    folder = rebuilt(world, settings)
    page = (folder / "packs" / "northmere" / "index.html").read_text()
    assert "No shouting" in page
    assert signing.fingerprint(bytes.fromhex(published.public_key)) in page
    feed = json.loads((folder / "packs" / "feed.json").read_text())
    (item,) = feed["items"]
    file = folder / "packs" / "northmere" / "northmere-1.0.0.toml"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert item["attachments"][0]["size_in_bytes"] == file.stat().st_size
    assert item["_bluelamp"]["sha256"] == sha256(file.read_bytes()).hexdigest()
    assert "Our rules for other forces" in (folder / "index.html").read_text()
    publishing.unpublish(world.cara, published)
    folder = rebuilt(world, settings)
    assert not (folder / "packs").exists()
    assert "Our rules for other forces" not in (folder / "index.html").read_text()


def test_another_force_sees_it_and_decides(
    published: PublishedPack, world: World, settings: Any, serve: Callable[[], Site]
) -> None:
    site = serve()
    feed = follow(world, site, rebuilt(world, settings))
    assert (feed.title, feed.note) == ("Northmere Police", "")
    assert [(offer["name"], offer["version"]) for offer in feed.offers] == [("northmere", "1.0.0")]
    assert not Proposal.objects.of(world.other).exists()
    client = client_of(world.hana)
    offered = "Northmere Police offers Northmere: own rules 1.0.0"
    assert all(offered in client.get(page).content.decode() for page in ("/", "/packs/"))
    went = client.post(f"/packs/feeds/{feed.pk}/see/", {"name": "northmere", "version": "1.0.0"})
    change = Proposal.objects.get(force=world.other)
    assert went["Location"] == f"/packs/changes/{change.pk}/"
    assert (change.source, change.signer) == ("feed", published.public_key)
    assert all(offered not in client.get(page).content.decode() for page in ("/", "/packs/")), "it is shown as a change"
    assert not InstalledPack.objects.of(world.other).exists()


def test_a_feed_that_has_not_changed_is_not_read_twice(
    published: PublishedPack, world: World, settings: Any, serve: Callable[[], Site]
) -> None:
    site = serve()
    feed = follow(world, site, rebuilt(world, settings))
    assert not following.turn(), "nothing is due yet"
    following.ask(feed)
    feed.refresh_from_db()
    assert len(site.asked) == 2
    assert (feed.note, len(feed.offers)) == ("", 1)


def test_a_file_that_is_not_the_one_that_was_named_is_left(
    published: PublishedPack, world: World, settings: Any, serve: Callable[[], Site]
) -> None:
    site = serve()
    folder = rebuilt(world, settings)
    feed = follow(world, site, folder)
    (folder / "packs" / "northmere" / "northmere-1.0.0.toml").write_text(made.OWN)
    with pytest.raises(Refused, match="not the one"):
        following.fetch(world.hana, feed, "northmere", "1.0.0")
    assert not Proposal.objects.of(world.other).exists()


@pytest.mark.parametrize("url", ["http://packs.example/feed.json", "http://127.0.0.1:9/feed.json"])
def test_only_safe_addresses_are_followed(world: World, url: str) -> None:
    with pytest.raises(Refused, match="https"):
        following.follow(world.hana, url)


def test_an_address_inside_is_never_asked(world: World) -> None:
    feed = following.follow(world.hana, "https://127.0.0.1/packs/feed.json")
    assert not following.turn()
    feed.refresh_from_db()
    assert "did not answer" in feed.note
    assert feed.asked_at is not None


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"null", b"<html>", b'{"items": 3}', b"\xff", b'{"items": [{"_bluelamp": 1}]}', b"[" * 100_000],
)
def test_odd_feeds_do_no_harm(body: bytes) -> None:
    try:
        _title, offers = feeds.read(body, "https://north.example/feed.json")
    except Refused:
        return
    assert offers == []


def test_a_feed_cannot_name_files_elsewhere() -> None:
    item = {
        "_bluelamp": {"name": "x", "version": "1", "sha256": "a" * 64},
        "attachments": [{"url": "https://10.0.0.1/x.toml"}],
    }
    body = json.dumps({"title": "X", "items": [item]}).encode()
    assert feeds.read(body, "https://north.example/feed.json") == ("X", [])


def test_of_many_versions_the_newest_counts() -> None:
    def item(version: str) -> dict[str, Any]:
        told = {"name": "x", "version": version, "sha256": "a" * 64}
        return {"_bluelamp": told, "attachments": [{"url": f"/{version}.toml"}]}

    body = json.dumps({"items": [item("1.9"), item("1.10"), item("1.2")]}).encode()
    _title, offers = feeds.read(body, "https://north.example/feed.json")
    assert [offer["version"] for offer in offers] == ["1.10"]
    assert offers[0]["url"] == "https://north.example/1.10.toml"


def test_following_stops(world: World) -> None:
    feed = following.follow(world.hana, "https://north.example/feed.json")
    with pytest.raises(Conflict):
        following.follow(world.hana, "https://north.example/feed.json")
    following.unfollow(world.hana, feed)
    assert not Following.objects.exists()
    assert own.in_force(world.other) is None
