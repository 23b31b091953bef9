"""Atom, JSON Feed and sitemap: the site for machines, so that nobody needs a network to follow us."""

import json
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from django.template.loader import render_to_string
from django.utils.feedgenerator import Atom1Feed

from bluelamp.publicsite.records import Record

NEWEST = 30


def atom(title: str, page: str, feed: str, records: Sequence[Record]) -> bytes:
    """An Atom feed (RFC 4287) of the newest records. `page` and `feed` are absolute addresses."""
    out = Atom1Feed(title=title, link=page, description=title, feed_url=feed, language="en-GB")
    for record in records[:NEWEST]:
        out.add_item(
            title=record.title,
            link=record.link,
            description=_html(record, page),
            unique_id=record.link,
            pubdate=record.at,
            updateddate=record.updated_at,
            author_name=str(record.about.get("team_name") or title),
        )
    return out.writeString("utf-8").encode()


def json_feed(title: str, page: str, feed: str, records: Sequence[Record]) -> bytes:
    """A JSON Feed (version 1.1) of the newest records."""
    items = [
        {
            "id": record.link,
            "url": record.link,
            "title": record.title,
            "content_text": record.text,
            "date_published": record.at.isoformat(),
            "date_modified": record.updated_at.isoformat(),
            "language": record.lang,
            "tags": [str(record.about[name]) for name in ("area_name", "kind_label") if record.about.get(name)],
            "attachments": [
                {"url": f"{record.link}{picture.name}", "mime_type": picture.mime, "title": picture.alt}
                for picture in record.pictures
            ],
        }
        for record in records[:NEWEST]
    ]
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": page,
        "feed_url": feed,
        "language": "en-GB",
    }
    return json.dumps({**head, "items": items}, ensure_ascii=False, indent=1).encode()


def sitemap(pages: Sequence[str], records: Sequence[Record]) -> bytes:
    """The sitemap: fixed pages first, then every post with its last change."""
    lines = [f"<url><loc>{escape(page)}</loc></url>" for page in pages]
    lines += [
        f"<url><loc>{escape(record.link)}</loc><lastmod>{record.updated_at.date().isoformat()}</lastmod></url>"
        for record in records
    ]
    namespace = quoteattr("http://www.sitemaps.org/schemas/sitemap/0.9")
    body = "\n".join(lines)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns={namespace}>\n{body}\n</urlset>\n'.encode()


def _html(record: Record, page: str) -> str:
    return render_to_string("publicsite/_words.html", {"record": record, "absolute": True})
