"""The public sites as plain files: a surge of readers meets neither Django nor the database.

`/site/<force>/...` is `<root>/<force>/public/...`; `public` may be a link to the newest build. Nothing outside that folder
and nothing whose name begins with a dot is ever given out.
"""

import mimetypes
from collections.abc import Callable, Iterable
from email.utils import formatdate, parsedate_to_datetime
from os import stat_result
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote
from wsgiref.util import FileWrapper

from bluelamp.project import byterange

Start = Callable[..., Any]
Environ = dict[str, Any]
Headers = list[tuple[str, str]]

PREFIX = "/site/"
TYPES = {
    ".atom": "application/atom+xml",
    ".html": "text/html",
    ".ics": "text/calendar",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".mp4": "video/mp4",
    ".txt": "text/plain",
    ".vtt": "text/vtt",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
POLICY = "; ".join(
    [
        "default-src 'none'",
        *(f"{what}-src 'self'" for what in ("img", "style", "font", "media", "manifest")),
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
SAFE: Headers = [
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    # Ask every time whether it is still so: what is withdrawn must not live on in a reader's own copy.
    ("Cache-Control", "public, no-cache"),
]


class SiteFiles:
    """WSGI: files under PREFIX, everything else is `application`'s."""

    def __init__(self, application: Callable[[Environ, Start], Iterable[bytes]], root: Path) -> None:
        self.application = application
        self.root = root

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        if not environ.get("PATH_INFO", "").startswith(PREFIX):
            return self.application(environ, start)
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return _words(start, "405 Method Not Allowed", "This page can only be read.", [("Allow", "GET, HEAD")])
        return self._read(environ, start)

    def _read(self, environ: Environ, start: Start) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace").removeprefix(PREFIX)
        force, _, rest = path.partition("/")
        base = self._base(force)
        found = inside(base, rest) if base else None
        if base and found and found.is_dir():
            if not path.endswith("/"):
                return _words(start, "301 Moved Permanently", "", [("Location", quote(f"{PREFIX}{path}/"))])
            found = found / "index.html"
        if base and found and found.is_file() and not (rest.endswith("/") and found.name != "index.html"):
            return _file(environ, start, found, "200 OK")
        lost = base / "404.html" if base else None
        if lost and lost.is_file():
            return _file(environ, start, lost, "404 Not Found")
        return _words(start, "404 Not Found", "There is no such page.")

    def _base(self, force: str) -> Path | None:
        """The real folder of a force's public files, or None."""
        if not _plain(force):
            return None
        base = (self.root / force / "public").resolve()
        return base if base.is_dir() and base.is_relative_to(self.root.resolve()) else None


def inside(base: Path, rest: str) -> Path | None:
    """The file or folder `rest` (segments with slashes) below the resolved `base`; None if it is not truly below it."""
    segments = rest.removesuffix("/").split("/") if rest.strip("/") else []
    if not all(_plain(segment) for segment in segments):
        return None
    try:
        found = base.joinpath(*segments).resolve()
    except OSError:
        return None
    return found if found.is_relative_to(base) else None


def _plain(segment: str) -> bool:
    """A name that names one visible file or folder: not empty, no dot first, none of the signs that lead elsewhere."""
    return bool(segment) and not segment.startswith(".") and not set(segment) & set("/\\\0") and len(segment) < 250


def _file(environ: Environ, start: Start, file: Path, status: str) -> Iterable[bytes]:
    try:
        handle = file.open("rb")
    except OSError:
        return _words(start, "404 Not Found", "There is no such page.")
    there = file.stat()
    headers = [*SAFE, ("ETag", _tag(there)), ("Last-Modified", formatdate(there.st_mtime, usegmt=True))]
    if status.startswith("200") and _unchanged(environ, there):
        handle.close()
        start("304 Not Modified", headers)
        return []
    part = byterange.asked(environ, there.st_size, _tag(there)) if status.startswith("200") else None
    headers += [("Content-Type", _type(file)), ("Accept-Ranges", "bytes")]
    if part and environ["REQUEST_METHOD"] != "HEAD":
        start("206 Partial Content", [*headers, *byterange.headers(part, there.st_size)])
        return byterange.read(handle, part)
    start(status, [*headers, ("Content-Length", str(there.st_size))])
    if environ["REQUEST_METHOD"] == "HEAD":
        handle.close()
        return []
    wrap: Callable[[BinaryIO], Iterable[bytes]] = environ.get("wsgi.file_wrapper", FileWrapper)
    return wrap(handle)


def _tag(there: stat_result) -> str:
    return f'"{there.st_mtime_ns:x}-{there.st_size:x}"'


def _unchanged(environ: Environ, there: stat_result) -> bool:
    """What the reader holds is still true. A tag decides alone; the date only where no tag is given."""
    if held := environ.get("HTTP_IF_NONE_MATCH"):
        return held.strip() == "*" or _tag(there) in {tag.strip().removeprefix("W/") for tag in held.split(",")}
    try:
        return int(there.st_mtime) <= parsedate_to_datetime(environ["HTTP_IF_MODIFIED_SINCE"]).timestamp()
    except (KeyError, ValueError, TypeError, OverflowError):
        return False


def _type(file: Path) -> str:
    kind = TYPES.get(file.suffix.lower()) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind.endswith(("xml", "json")) else kind


def _words(start: Start, status: str, sentence: str, more: Headers | None = None) -> Iterable[bytes]:
    body = sentence.encode()
    start(
        status,
        [*SAFE, ("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body))), *(more or [])],
    )
    return [body]
