"""The builder makes the files agree with the records: nothing missing, nothing left, nothing from half a record."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bluelamp.forces.models import Area, Force, Team
from bluelamp.kernel.digests import canonical
from bluelamp.publicsite import pages
from bluelamp.publicsite import rules as public_rules
from bluelamp.publicsite.build import build
from bluelamp.publicsite.records import read_all
from bluelamp.rulebook import packs
from bluelamp.ui import assets
from tests.support.small import install_small

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


@pytest.fixture
def force() -> Force:
    force = Force.objects.create(slug="northmere", name="Northmere Police", short_name="Northmere", domain="n.example")
    area = Area.objects.create(force=force, slug="harby", name="Harby", about="The market town")
    Team.objects.create(force=force, area=area, slug="harby-nt", name="Harby team", mailbox="harby@n.example")
    return force


def put(
    folder: Path, path: str = "harby/2026/11/abc", text: str = "We were at the market. Come and see us.", **more: object
) -> Path:
    record = {
        "key": "k", "path": path, "title": "", "text": text, "lang": "en",
        "link": f"http://127.0.0.1:8000/site/northmere/{path}/", "created_at": AT.isoformat(),
        "pictures": [{"file": f"{path}/one.png", "alt": "A stall", "width": 4, "height": 3, "mime": "image/png"}],
        "about": {"area": "harby", "area_name": "Harby", "team_name": "Harby team", "kind_label": "Update"},
        **more,
    }  # fmt: skip
    file = folder / "content" / f"{path}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    (folder / "content" / path).mkdir(exist_ok=True)
    (folder / "content" / path / "one.png").write_bytes(PNG)
    file.write_bytes(canonical(record))
    return file


def test_a_record_becomes_a_page_a_list_and_three_feeds(force: Force, tmp_path: Path) -> None:
    put(tmp_path)
    build(force, tmp_path)
    public = tmp_path / "public"
    page = (public / "harby/2026/11/abc/index.html").read_text()
    assert "<h1>We were at the market.</h1>" in page
    assert "<p>Come and see us.</p>" in page, "the words below the heading do not say the heading again"
    assert 'alt="A stall"' in page
    assert (public / "harby/2026/11/abc/one.png").read_bytes() == PNG
    assert "We were at the market." in (public / "index.html").read_text()
    assert "We were at the market." in (public / "harby/index.html").read_text()
    atom = ElementTree.fromstring((public / "feed.atom").read_bytes())
    assert len(atom.findall("{http://www.w3.org/2005/Atom}entry")) == 1
    feed = json.loads((public / "harby/feed.json").read_text())
    assert feed["items"][0]["content_text"].endswith("Come and see us.")
    assert "harby/2026/11/abc" in (public / "sitemap.xml").read_text()


def test_a_second_build_changes_nothing(force: Force, tmp_path: Path) -> None:
    put(tmp_path)
    assert build(force, tmp_path) > 0
    assert build(force, tmp_path) == 0


def test_a_withdrawn_record_leaves_no_trace(force: Force, tmp_path: Path) -> None:
    put(tmp_path, text="Have you seen Edith?")
    build(force, tmp_path)
    (tmp_path / "content/harby/2026/11/abc.json").unlink()
    build(force, tmp_path)
    files = [path for path in (tmp_path / "public").rglob("*") if path.is_file()]
    assert not [path for path in files if b"Edith" in path.read_bytes()]
    assert not (tmp_path / "public/harby/2026").exists()


def test_a_record_withdrawn_while_we_build_does_not_come_back(
    force: Force, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = put(tmp_path)
    load = pages.load

    def load_then_withdraw(force: Force, records: object) -> pages.Site:
        file.unlink()
        return load(force, records)  # type: ignore[arg-type]

    monkeypatch.setattr(pages, "load", load_then_withdraw)
    build(force, tmp_path)
    assert not (tmp_path / "public/harby/2026/11/abc").exists()


@pytest.mark.parametrize("junk", [b"", b"{", b"[]", b'{"path": 1}', b'{"path": "x", "text": "y"}'])
def test_half_a_record_is_no_record(force: Force, tmp_path: Path, junk: bytes) -> None:
    put(tmp_path).with_name("junk.json").write_bytes(junk)
    assert len(read_all(tmp_path / "content")) == 1


def test_hostile_words_stay_words(force: Force, tmp_path: Path) -> None:
    put(tmp_path, text='<script>alert(1)</script> "&\u202e ]]> http://evil.example/<b>')
    build(force, tmp_path)
    for file in (tmp_path / "public").rglob("*.html"):
        assert "<script" not in file.read_text()
    ElementTree.fromstring((tmp_path / "public/feed.atom").read_bytes())
    ElementTree.fromstring((tmp_path / "public/sitemap.xml").read_bytes())


def test_a_correction_says_when(force: Force, tmp_path: Path) -> None:
    later = (AT + timedelta(hours=2)).isoformat()
    put(tmp_path, about={"area": "harby", "area_name": "Harby", "updated_at": later})
    build(force, tmp_path)
    assert "Corrected" in (tmp_path / "public/harby/2026/11/abc/index.html").read_text()


def test_everything_a_page_asks_for_is_there(force: Force, tmp_path: Path) -> None:
    """A page that asks for a missing file is slow, and asks again with every reader."""
    put(tmp_path)
    build(force, tmp_path)
    public = tmp_path / "public"
    root = f"/site/{force.slug}/"
    for page in public.rglob("*.html"):
        for address in re.findall(r'(?:href|src)="([^"#]+)"', page.read_text()):
            if not address.startswith(("http:", "https:", "mailto:")):
                place = public / address.removeprefix(root) if address.startswith(root) else page.parent / address
                assert (place / "index.html" if place.is_dir() else place).is_file(), f"{page}: {address}"
    for address in re.findall(r'url\("([^"]+)"\)', (public / "site.css").read_text()):
        assert (public / address).is_file() or assets.folder() == "none"


def test_everybody_can_read_what_is_checked_and_the_page_follows_the_rules(force: Force, tmp_path: Path) -> None:
    put(tmp_path)
    build(force, tmp_path)
    assert not (tmp_path / "public/rules").exists(), "without rules there is no page about them"
    assert "How we check" not in (tmp_path / "public/index.html").read_text()
    install_small(force)
    assert build(force, tmp_path) > 0
    page = (tmp_path / "public/rules/index.html").read_text()
    for words in ("Say bluegate differently.", "People stumble over bluegate.", "Small rules, part 1", "the gate"):
        assert words in page
    assert page.count("Here is a bluegate for everybody.") == 1
    assert "small 1, in force since" in page
    assert 'href="/site/northmere/rules/"' in (tmp_path / "public/index.html").read_text()
    assert "/rules/" in (tmp_path / "public/sitemap.xml").read_text()
    assert build(force, tmp_path) == 0
    install_small(force, "2")
    assert build(force, tmp_path) > 0
    assert "small 2, in force since" in (tmp_path / "public/rules/index.html").read_text()


def test_words_that_hurt_are_not_printed_again() -> None:
    shown = [public_rules.shown(rule) for rule in packs.builtin().rules]
    assert {rule.rule.risk for rule in shown if rule.unprinted} >= {"HATE"}
    assert not [rule.stopped for rule in shown if rule.unprinted and rule.stopped]
    assert all(rule.fine for rule in shown)
