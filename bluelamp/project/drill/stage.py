"""What a drill plays with: a force of its own, channels on the fault server, and posts that are agreed and due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.test import Client

from bluelamp.channels.models import Channel
from bluelamp.forces import signin
from bluelamp.forces.models import Area, Force, Grant, Member, Team, User
from bluelamp.forces.states import Role, Trust
from bluelamp.kernel import ids
from bluelamp.policy.models import Verdict
from bluelamp.posts import actions, moves
from bluelamp.posts.digest import digest, freeze
from bluelamp.posts.models import Post, Version


@dataclass(frozen=True)
class Stage:
    """One force with one area, an officer, a supervisor, and its channels."""

    force: Force
    area: Area
    officer: Member
    supervisor: Member
    channels: tuple[Channel, ...]


def build(networks: Iterable[tuple[str, str]]) -> Stage:
    """A new force with a channel for each (kind, address of its server)."""
    slug = f"drill-{ids.short(ids.new_id())}"
    force = Force.objects.create(slug=slug, name="Drill Police", short_name="Drill", domain=f"{slug}.example")
    area = Area.objects.create(force=force, slug="harbour", name="Harbour")
    team = Team.objects.create(force=force, area=area, slug="harbour", name="Harbour team")
    officer, supervisor = (
        _member(force, team, area, name, role) for name, role in (("Ola Drill", "officer"), ("Sam Drill", "supervisor"))
    )
    channels = tuple(
        Channel.objects.create(force=force, kind=kind, name=f"{kind} {number}", settings={"url": url})
        for number, (kind, url) in enumerate(networks)
    )
    return Stage(force, area, officer, supervisor, channels)


def _member(force: Force, team: Team, area: Area, name: str, role: str) -> Member:
    user = User.objects.create_user(f"{name.split()[0].lower()}@{force.domain}")
    member = Member.objects.create(force=force, user=user, team=team, name=name, rank="PC", trust=Trust.LOW_RISK)
    Grant.objects.create(force=force, member=member, role=Role(role), area=area)
    return member


def agreed_post(
    author: Member,
    area: Area,
    channels: Iterable[Channel],
    text: str,
    *,
    kind: str = "update",
    due_at: datetime | None = None,
) -> Post:
    """A post with an agreed version, as review would leave it; no rule is asked and nobody waits."""
    with transaction.atomic():
        post = actions.start(author, area, kind=kind, text=text, channels=channels)
        if due_at:
            post = actions.save(author, post, post.revision, due=_When(due_at))
        return agree(author, post)


def agree(by: Member, post: Post) -> Post:
    """Freeze what the draft says now and let it go."""
    frozen = freeze(post)
    verdict = Verdict.objects.create(force=post.force, subject=digest(frozen), outcome="ok")
    version = Version.objects.create(
        force=post.force,
        post=post,
        number=post.versions.count() + 1,
        by=by,
        frozen=frozen,
        digest=digest(frozen),
        verdict=verdict,
    )
    moves.make(post, "submit", by)
    return moves.make(post, "approve", None, sets={"approved": version})


def signed_in(member: Member) -> Client:
    """A session as a sign-in makes it; proves at once that it is let in."""
    client = Client(headers={"host": "localhost"})
    client.force_login(member.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    signin.stamp(session, member)
    session.save()
    if client.get("/").status_code != 200:
        raise RuntimeError("a member who may sign in is not let in")
    return client


@dataclass(frozen=True)
class _When:
    """A moment in the form in which a draft takes it."""

    at: datetime
    wall: str = ""
