"""The own site: records and pictures as the pages need them, and nothing left after a retraction."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from bluelamp.adapters.contract import Account, Film, Picture
from bluelamp.adapters.errors import Later, Rejected, Unsure
from bluelamp.adapters.site import Site
from bluelamp.kernel.ids import new_id
from tests.adapters.conftest import NOON, outgoing


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(Account({"folder": str(tmp_path), "base_url": "https://force.example/"}), httpx.Client())


def test_the_record_holds_what_a_page_needs(site: Site, tmp_path: Path, picture: Callable[..., Picture]) -> None:
    post = outgoing(pictures=(picture("A bridge"),))
    receipt = site.publish(post, {})
    path = post.about["path"]
    assert receipt.url == f"https://force.example/{path}/"
    record = json.loads((tmp_path / "content" / f"{path}.json").read_text("utf-8"))
    assert (record["text"], record["title"], record["lang"]) == (post.text, "Bridge", "en")
    assert record["created_at"] == NOON.isoformat() and record["about"] == post.about
    [shown] = record["pictures"]
    assert shown["alt"] == "A bridge" and (shown["width"], shown["height"]) == (320, 200)
    assert (tmp_path / "content" / shown["file"]).read_bytes() == post.pictures[0].path.read_bytes()


def test_an_edit_drops_the_pictures_that_are_out(site: Site, tmp_path: Path, picture: Callable[..., Picture]) -> None:
    post = outgoing(pictures=(picture("One"), picture("Two", size=(30, 30))))
    receipt = site.publish(post, {})
    folder = tmp_path / "content" / post.about["path"]
    site.edit(receipt, replace(post, pictures=post.pictures[:1]), {})
    assert len(list(folder.iterdir())) == 1
    site.edit(receipt, replace(post, pictures=()), {})
    assert not folder.exists()


def test_a_film_and_its_captions_lie_beside_the_record_and_old_captions_do_not(
    site: Site, tmp_path: Path, picture: Callable[..., Picture]
) -> None:
    clip = tmp_path / "clip"
    clip.write_bytes(b"moving")
    film = Film("ab" * 32, "video/mp4", 3.0, clip, "WEBVTT\n\nold")
    post = outgoing(pictures=(replace(picture("A stall"), film=film),))
    receipt = site.publish(post, {})
    newer = replace(film, captions="WEBVTT\n\nnew")
    site.edit(receipt, replace(post, pictures=(replace(post.pictures[0], film=newer),)), {})
    [shown] = json.loads((tmp_path / "content" / f"{post.about['path']}.json").read_text("utf-8"))["pictures"]
    assert (tmp_path / "content" / shown["film"]).read_bytes() == b"moving"
    assert (tmp_path / "content" / shown["captions"]).read_text("utf-8") == newer.captions
    assert len(list((tmp_path / "content" / post.about["path"]).iterdir())) == 3
    site.retract(receipt)
    assert not (tmp_path / "content" / post.about["path"]).exists()


def test_retracting_takes_the_built_page_too(site: Site, tmp_path: Path, picture: Callable[..., Picture]) -> None:
    post, other = outgoing(pictures=(picture(),)), outgoing()
    receipt = site.publish(post, {})
    site.publish(other, {})
    for one in (post, other):
        page = tmp_path / "public" / one.about["path"]
        page.mkdir(parents=True)
        (page / "index.html").write_text("<p>")
    site.retract(receipt)
    left = {str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*") if file.is_file()}
    assert left == {f"content/{other.about['path']}.json", f"public/{other.about['path']}/index.html"}


def test_a_place_that_is_taken(site: Site) -> None:
    post = outgoing()
    site.publish(post, {})
    intruder = replace(post, key=new_id())
    with pytest.raises(Unsure):
        site.publish(intruder, {})
    assert site.find(intruder, {}) is None and site.find(post, {}) is not None


@pytest.mark.parametrize("path", ["", "../../etc/passwd", "/etc", "a/../../b", "A B"])
def test_no_place_or_a_bad_one_is_told(site: Site, tmp_path: Path, path: str) -> None:
    with pytest.raises(Rejected, match="area"):
        site.publish(outgoing(about={"path": path}), {})
    assert list(tmp_path.rglob("*")) == []


def test_a_disk_that_is_away_is_not_an_empty_one(site: Site, tmp_path: Path) -> None:
    receipt = site.publish(outgoing(), {})
    (tmp_path / "content").rename(tmp_path / "elsewhere")
    with pytest.raises(Later):
        site.retract(receipt)


def test_a_full_disk_is_later_and_leaves_nothing_half(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = outgoing()
    site.publish(post, {})

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bluelamp.adapters.files.os.fsync", full)
    with pytest.raises(Later):
        site.publish(replace(post, text="Changed."), {})
    [file] = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert json.loads(file.read_text("utf-8"))["text"] == post.text
