"""The address of a post on the force's own site: known before it is published, and the same for ever."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.conf import settings

from bluelamp.channels.models import Channel
from bluelamp.posts.models import Post


def path(post: Post) -> str:
    """ "<area>/<yyyy>/<mm>/<ref>", by the month in which it was begun, so that no later move changes it."""
    began = post.created_at.astimezone(ZoneInfo(post.force.zone))
    return f"{post.area.slug}/{began:%Y}/{began:%m}/{post.ref}"


def canonical(post: Post) -> str:
    """The full link that the networks carry. Ends in a slash: the page is a folder's index."""
    return f"{settings.PUBLIC_URL}/site/{post.force.slug}/{path(post)}/"


def shown(post: Post, channels: Iterable[Channel]) -> str:
    """The link to show beside the words, or "" when none of these channels is the site on which it leads somewhere."""
    link = canonical(post)
    bases = (str(channel.settings.get("base_url", "")).rstrip("/") for channel in channels)
    return link if any(base and link.startswith(f"{base}/") for base in bases) else ""
