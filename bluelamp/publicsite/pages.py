"""What stands where on a force's site: every file of it, as bytes, from its records and its areas."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from bluelamp.forces.models import Area, Force, Team
from bluelamp.publicsite import feeds
from bluelamp.publicsite import packs as public_packs
from bluelamp.publicsite import rules as public_rules
from bluelamp.publicsite.records import Record
from bluelamp.ui import assets

SHORT_LIST = 20
LETTERS = ("atkinson-latin.woff2", "atkinson-latin-ext.woff2")
File = tuple[str, bytes]


@dataclass(frozen=True)
class Site:
    """A force's public site: its address, its areas with their teams, what is live on it, newest first, and its rules."""

    force: Force
    areas: Sequence[Area]
    teams: Sequence[Team]
    records: Sequence[Record]
    rules: public_rules.Rules | None = None
    packs: Sequence[public_packs.Shown] = ()

    @property
    def url(self) -> str:
        return f"{settings.PUBLIC_URL}/site/{self.force.slug}/"

    @property
    def root(self) -> str:
        """Where the site begins, as a path: pages link by it, so that they work under any host name."""
        return f"/site/{self.force.slug}/"

    def of(self, area: Area) -> list[Record]:
        return [record for record in self.records if record.area == area.slug]


def load(force: Force, records: Sequence[Record]) -> Site:
    areas = list(Area.objects.of(force))
    teams = list(Team.objects.of(force).select_related("area"))
    return Site(force, areas, teams, records, public_rules.of(force), public_packs.of(force))


def files(site: Site) -> Iterator[File]:
    """Every file of the site that is made here, as (path, bytes); pictures are copied by the builder."""
    with translation.override("en-gb"), timezone.override(ZoneInfo(site.force.zone)):
        yield "index.html", _page("force", site, title=site.force.name, newest=site.records[:SHORT_LIST])
        yield "all/index.html", _page("all", site, title=_("Everything we have posted"), months=_months(site.records))
        if site.rules:
            yield "rules/index.html", _page("rules", site, title=_("How we check what we post"))
        yield from _packs(site)
        yield "404.html", _page("missing", site, title=_("This page is not here"))
        yield from _feeds(site, "", site.force.name, site.records)
        for area in site.areas:
            yield from _area(site, area)
        for record in site.records:
            yield f"{record.path}/index.html", _page("post", site, title=record.title, record=record)
        yield "sitemap.xml", feeds.sitemap(_fixed(site), site.records)
        yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site.url}sitemap.xml\n".encode()
        yield from _things()


def _packs(site: Site) -> Iterator[File]:
    """The packs of rules that this force offers to others: a page each, the signed files, and a feed."""
    if not site.packs:
        return
    newest = list(public_packs.newest(site.packs))
    yield "packs/index.html", _page("packs", site, title=_("Our rules for other forces"), packs=newest)
    for one in newest:
        versions = [other for other in site.packs if other.row.name == one.row.name]
        yield f"packs/{one.row.name}/index.html", _page("pack", site, title=one.title, one=one, versions=versions)
    for one in site.packs:
        yield f"packs/{one.path}", one.row.text.encode()
    yield "packs/feed.json", public_packs.feed(site.force.name, f"{site.url}packs/", site.packs)


def _things() -> Iterator[File]:
    """Style, letters and the lamp: the site's own copies, so that its pages need no other server."""
    yield "site.css", (Path(__file__).parent / "static" / "publicsite" / "site.css").read_bytes()
    yield "icon.svg", (assets.BUILD.parent / "ui" / "icon.svg").read_bytes()
    for name in LETTERS:
        letters = assets.BUILD / assets.folder() / "fonts" / name
        if letters.exists():
            yield f"fonts/{name}", letters.read_bytes()


def _area(site: Site, area: Area) -> Iterator[File]:
    records = site.of(area)
    teams = [team for team in site.teams if team.area_id == area.pk]
    title = f"{area.name}, {site.force.name}"
    yield (
        f"{area.slug}/index.html",
        _page("area", site, title=title, area=area, teams=teams, newest=records[:SHORT_LIST]),
    )
    yield from _feeds(site, f"{area.slug}/", title, records)


def _feeds(site: Site, folder: str, title: str, records: Sequence[Record]) -> Iterator[File]:
    page = site.url + folder
    yield f"{folder}feed.atom", feeds.atom(title, page, f"{page}feed.atom", records)
    yield f"{folder}feed.json", feeds.json_feed(title, page, f"{page}feed.json", records)


def _page(name: str, site: Site, **context: Any) -> bytes:
    page = render_to_string(f"publicsite/{name}.html", {"site": site, "force": site.force, **context})
    return page.encode()


def _months(records: Sequence[Record]) -> list[tuple[Any, list[Record]]]:
    local = [(timezone.localtime(record.at), record) for record in records]
    groups = groupby(local, key=lambda pair: pair[0].date().replace(day=1))
    return [(month, [record for _at, record in pairs]) for month, pairs in groups]


def _fixed(site: Site) -> list[str]:
    rules = [f"{site.url}rules/"] if site.rules else []
    packs = [f"{site.url}packs/"] if site.packs else []
    return [site.url, f"{site.url}all/", *packs, *rules, *(f"{site.url}{area.slug}/" for area in site.areas)]
