from collections.abc import Iterable
from email.utils import formatdate
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.project.sitefiles import SiteFiles, inside


class Answer:
    def __init__(self, app: Any, path: str, method: str = "GET", **more: str) -> None:
        environ: dict[str, Any] = {"REQUEST_METHOD": method, "PATH_INFO": path.encode().decode("latin-1"), **more}
        setup_testing_defaults(environ)
        body: Iterable[bytes] = app(environ, self._start)
        self.body = b"".join(body)
        if hasattr(body, "close"):
            body.close()

    def _start(self, status: str, headers: list[tuple[str, str]]) -> None:
        self.status, self.headers = int(status[:3]), dict(headers)


def beyond(environ: dict[str, Any], start: Any) -> list[bytes]:
    start("200 OK", [])
    return [b"django"]


@pytest.fixture
def site(tmp_path: Path) -> SiteFiles:
    root = tmp_path / "site"
    public = root / "northmere" / "public"
    (public / "areas" / "old-town").mkdir(parents=True)
    (public / "index.html").write_text("<h1>Northmere</h1>")
    (public / "areas" / "old-town" / "index.html").write_text("Old Town")
    (public / "posts.atom").write_text("<feed/>")
    (public / "feed.json").write_text("{}")
    (public / "sitemap.xml").write_text("<urlset/>")
    (public / "calon lân.txt").write_text("hedd")
    (public / "404.html").write_text("Nothing here")
    (public / ".draft").write_text("secret")
    (root / "northmere" / "notes.txt").write_text("secret")
    (root / "bare" / "public").mkdir(parents=True)
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "django.key").write_text("secret")
    (public / "way-out").symlink_to(tmp_path / "keys")
    (root / "elsewhere").mkdir()
    (root / "elsewhere" / "public").symlink_to(tmp_path / "keys")
    return SiteFiles(beyond, root)


def test_pages_are_files(site: SiteFiles) -> None:
    answer = Answer(site, "/site/northmere/")
    assert (answer.status, answer.body) == (200, b"<h1>Northmere</h1>")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert Answer(site, "/site/northmere/areas/old-town/").body == b"Old Town"
    assert Answer(site, "/site/northmere/calon lân.txt").body == b"hedd"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("posts.atom", "application/atom+xml; charset=utf-8"),
        ("feed.json", "application/json; charset=utf-8"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
    ],
)
def test_feeds_have_their_own_types(site: SiteFiles, name: str, kind: str) -> None:
    assert Answer(site, f"/site/northmere/{name}").headers["Content-Type"] == kind


def test_what_is_not_below_the_prefix_is_for_others(site: SiteFiles) -> None:
    assert Answer(site, "/sites/northmere/").body == b"django"
    assert Answer(site, "/").body == b"django"


def test_a_folder_without_its_slash_leads_to_the_one_with_it(site: SiteFiles) -> None:
    answer = Answer(site, "/site/northmere/areas/old-town")
    assert (answer.status, answer.headers["Location"]) == (301, "/site/northmere/areas/old-town/")
    answer = Answer(site, "/site/northmere")
    assert (answer.status, answer.headers["Location"]) == (301, "/site/northmere/")


def test_the_site_has_its_own_page_for_what_is_not_there(site: SiteFiles) -> None:
    answer = Answer(site, "/site/northmere/nothing")
    assert (answer.status, answer.body) == (404, b"Nothing here")
    assert Answer(site, "/site/northmere/areas/").status == 404
    assert Answer(site, "/site/northmere/posts.atom/").status == 404
    assert Answer(site, "/site/bare/").status == 404
    assert Answer(site, "/site/nobody/").status == 404
    assert Answer(site, "/site/").status == 404


@pytest.mark.parametrize(
    "path",
    [
        "../notes.txt",
        "areas/../../notes.txt",
        "..",
        ".",
        ".draft",
        "//etc/passwd",
        "/etc/passwd",
        "areas//old-town/",
        "..\\notes.txt",
        "way-out/django.key",
        "a\0b",
        "x" * 300,
        "%2e%2e/notes.txt",
    ],
)
def test_nothing_but_the_public_folder_is_given_out(site: SiteFiles, path: str) -> None:
    answer = Answer(site, f"/site/northmere/{path}")
    assert answer.status in {301, 404}
    assert b"secret" not in answer.body


@pytest.mark.parametrize("force", ["..", ".", "", "northmere/..", "elsewhere", "\0"])
def test_a_force_is_a_folder_of_the_root(site: SiteFiles, force: str) -> None:
    answer = Answer(site, f"/site/{force}/django.key")
    assert answer.status == 404
    assert b"secret" not in answer.body


@settings(max_examples=300)
@given(rest=st.text(alphabet="./\\ab\0~%", max_size=20))
def test_whatever_is_asked_lies_below_the_base(rest: str) -> None:
    base = Path("/nowhere/public")
    found = inside(base, rest)
    assert found is None or found == base or base in found.parents


def test_the_newest_build_may_be_behind_a_link(tmp_path: Path) -> None:
    build = tmp_path / "f" / "build-2"
    build.mkdir(parents=True)
    (build / "index.html").write_text("two")
    (tmp_path / "f" / "public").symlink_to("build-2")
    assert Answer(SiteFiles(beyond, tmp_path), "/site/f/").body == b"two"


def test_a_reader_who_has_it_gets_no_second_copy(site: SiteFiles) -> None:
    first = Answer(site, "/site/northmere/")
    tag = first.headers["ETag"]
    for held in (tag, f'"other", W/{tag}', "*"):
        again = Answer(site, "/site/northmere/", HTTP_IF_NONE_MATCH=held)
        assert (again.status, again.body, again.headers["ETag"]) == (304, b"", tag)
    assert Answer(site, "/site/northmere/", HTTP_IF_NONE_MATCH='"other"').status == 200
    assert Answer(site, "/site/northmere/", HTTP_IF_MODIFIED_SINCE=first.headers["Last-Modified"]).status == 304
    assert Answer(site, "/site/northmere/", HTTP_IF_MODIFIED_SINCE=formatdate(0, usegmt=True)).status == 200
    assert Answer(site, "/site/northmere/", HTTP_IF_MODIFIED_SINCE="yesterday").status == 200


def test_a_changed_page_has_another_tag(site: SiteFiles) -> None:
    before = Answer(site, "/site/northmere/").headers["ETag"]
    (site.root / "northmere" / "public" / "index.html").write_text("<h1>Withdrawn</h1>!")
    assert Answer(site, "/site/northmere/", HTTP_IF_NONE_MATCH=before).status == 200


def test_head_has_the_headers_alone(site: SiteFiles) -> None:
    answer = Answer(site, "/site/northmere/", "HEAD")
    assert (answer.status, answer.body, answer.headers["Content-Length"]) == (200, b"", "18")


def test_pages_can_only_be_read(site: SiteFiles) -> None:
    answer = Answer(site, "/site/northmere/", "POST")
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


def test_every_answer_is_locked_down_and_short_lived(site: SiteFiles) -> None:
    for path in ("/site/northmere/", "/site/northmere/nothing", "/site/nobody/", "/site/northmere"):
        headers = Answer(site, path).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "public, no-cache"
