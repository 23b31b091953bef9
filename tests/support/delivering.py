"""Builders for what publishing works on: channels, agreed posts, their deliveries."""

from typing import Any

from bluelamp.channels.models import Channel
from bluelamp.forces.models import Area, Force, Member
from bluelamp.posts.models import Post
from bluelamp.project.drill.stage import agreed_post
from bluelamp.publishing import release, send
from bluelamp.publishing.models import Delivery
from bluelamp.publishing.pace import PACE, Pace


def make_channel(force: Force, kind: str = "scripted", name: str = "", **values: str) -> Channel:
    return Channel.objects.create(force=force, kind=kind, name=name or kind.title(), settings=values)


def make_agreed(
    author: Member, area: Area, *channels: Channel, text: str = "The library is open again.", **more: Any
) -> Post:
    return agreed_post(author, area, channels, text, **more)


def make_queued(author: Member, area: Area, *channels: Channel, **more: Any) -> Post:
    """An agreed post whose deliveries exist and wait to be sent."""
    post = make_agreed(author, area, *channels, **more)
    assert release.release(release.unreleased().get(pk=post.pk))
    return post


def run(pace: Pace = PACE, limit: int = 60) -> int:
    """Turn until there is nothing to do; returns how many turns that took."""
    for count in range(limit):
        if not send.turn(pace):
            return count
    raise AssertionError("the loop does not come to rest")


def one(post: Post, channel: Channel | None = None) -> Delivery:
    rows = Delivery.objects.select_related("channel", "post").filter(post=post)
    return rows.get(channel=channel) if channel else rows.get()
