"""The whole house at work for a story: its own server with the public site, a demonstration force, turns made by hand.

pytestmark = street.MARKS
def test_it(street: Street, page_at: PageAt) -> None:
    ann = street.sign_in(page_at(390), street.world.ann)
    ...
    street.turn()
"""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Locator, Page

from bluelamp.adapters.practice import store
from bluelamp.channels import account
from bluelamp.channels import actions as channels
from bluelamp.channels.models import Channel
from bluelamp.forces.models import Force, Member
from bluelamp.inbox import collect
from bluelamp.kernel import clock
from bluelamp.policy import actions as policy
from bluelamp.posts import link
from bluelamp.posts.models import Post
from bluelamp.project import listen
from bluelamp.project.serve import serve
from bluelamp.project.sitefiles import SiteFiles
from bluelamp.publicsite import build
from bluelamp.publishing import release, send
from bluelamp.publishing.pace import Pace
from bluelamp.review import actions as review
from bluelamp.review import routes
from tests.support.browser import wear
from tests.support.world import World, client_of, make_world

MARKS = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.forces.demo_urls"),
]
WORDS = "harbour lantern plain"
"""Everybody's password."""
PACE = Pace(lease=timedelta(seconds=30), deadline=10)


@dataclass(frozen=True)
class Town:
    """Northmere as a demonstration force with its rules, its routes and the channels that never leave the machine."""

    world: World
    places: tuple[Channel, ...]

    def turn(self) -> None:
        """What the worker would do by now: let go, send, hear, build; until nothing is left to do."""
        self.deliver()
        collect.turn()
        build.turn()

    def deliver(self) -> None:
        """Let go and send, until nothing is left to do."""
        release.turn()
        for _ in range(60):
            if not send.turn(PACE):
                break
        else:
            raise AssertionError("the loop does not come to rest")

    def public(self, post: Post) -> Path:
        """Where the page of a post stands as a file."""
        return Path(settings.SITE_ROOT) / self.world.force.slug / "public" / link.path(post) / "index.html"

    def network(self) -> Path:
        """The folder of the practice network."""
        return next(Path(p.settings["folder"]) for p in self.places if account.abilities(p).collects)

    def residents_see(self) -> list[dict[str, Any]]:
        """Every message on the practice network, newest first."""
        return store.timeline(self.network())

    def says(self, name: str, words: str, under: str = "", hours: float = 0) -> None:
        """A resident answers a message (the newest of ours, unless its id is given), and we hear of it."""
        ours = under or next(m["id"] for m in self.residents_see() if m["by"] == "force")
        store.reply_as_resident(self.network(), ours, name, words, clock.now() - timedelta(hours=hours))
        self.turn()


@dataclass(frozen=True)
class Street(Town):
    """The same with a server of its own, for real browsers."""

    url: str

    def sign_in(self, page: Page, who: Member) -> Page:
        """Through the page for it, with the password; no second step yet."""
        page.goto(f"{self.url}/accounts/login/")
        page.get_by_label("Email").fill(who.user.email)
        page.get_by_label("Password", exact=True).fill(WORDS)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(f"{self.url}/")
        return page

    def as_member(self, page: Page, who: Member, factor: bool = True) -> Page:
        """Signed in already, with the second step passed."""
        return wear(page, self.url, client_of(who, factor))

    def go(self, page: Page, path: str) -> Page:
        answer = page.goto(self.url + path)
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"
        return page

    def page_of(self, post: Post) -> str:
        """The address of a post on the force's own site."""
        return link.canonical(post)

    def site(self, path: str = "") -> str:
        return f"{self.url}/site/{self.world.force.slug}/{path}"


@pytest.fixture
def town(db: None, settings: Any) -> Town:
    settings.PUBLIC_URL, settings.DEMO = "https://police.example", True
    return Town(*_northmere())


@pytest.fixture
def street(transactional_db: None, settings: Any) -> Iterator[Street]:
    door, stop = listen.open_door("127.0.0.1", 0), threading.Event()
    settings.PUBLIC_URL = listen.address(door)
    settings.DEMO = settings.LOOPBACK = True
    application = SiteFiles(get_wsgi_application(), Path(settings.SITE_ROOT))
    server = threading.Thread(target=serve, args=(application, door, stop), daemon=True)
    server.start()
    try:
        yield Street(*_northmere(), settings.PUBLIC_URL)
    finally:
        stop.set()
        server.join(15)
        door.close()
    assert not server.is_alive()


def _northmere() -> tuple[World, tuple[Channel, ...]]:
    world = make_world()
    Force.objects.update(is_demo=True)
    for force in (world.force, world.other):
        force.refresh_from_db()
        routes.install_default(force)
        policy.install_builtin(force, None)
    for member in world.by_role().values():
        member.user.set_password(WORDS)
        member.user.save()
        member.refresh_from_db()
    channels.open_local(world.other)
    return world, tuple(channels.open_local(world.force))


def pass_practice(page: Page) -> None:
    """The one tap that the demonstration has in place of a second factor."""
    page.get_by_role("button", name="Pass the practice step").click()


def task(page: Page, verb: str, words: str) -> Locator:
    """The one button of a row that needs somebody: on home, in the queue, in the inbox."""
    return page.locator(".bl-task", has_text=words).get_by_role("button", name=re.compile(f"^{verb}"))


def publish(post: Post) -> Post:
    """Send a draft through the gate, where its author may let it go alone."""
    post = review.submit(post.author, post, post.revision)
    assert post.state == "approved"
    return post


def newest(author: Member) -> Post:
    post = Post.objects.of(author.force_id).filter(author=author).order_by("-created_at").first()
    assert post is not None
    return post
