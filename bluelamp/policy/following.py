"""Looking into other forces' feeds of packs. What they offer is shown; nothing is ever installed by itself."""

import hashlib
import logging
from datetime import timedelta
from urllib.parse import urlsplit

import httpx
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from bluelamp.adapters import http
from bluelamp.adapters.errors import Trouble
from bluelamp.audit.append import record
from bluelamp.forces.models import Member
from bluelamp.forces.revoke import standing
from bluelamp.kernel import clock
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from bluelamp.policy import feeds, proposals
from bluelamp.policy.models import Following, Proposal
from bluelamp.policy.packs_access import may_keep

log = logging.getLogger(__name__)
EVERY = timedelta(hours=6)
DEADLINE = 10.0
"""Seconds for one feed or one file, all of it."""


def turn() -> bool:
    """Ask the feed that has waited longest. True = another one is due."""
    due = Following.objects.filter(Q(asked_at=None) | Q(asked_at__lte=clock.now() - EVERY)).order_by("asked_at")
    feed = due.first()
    if feed is None:
        return False
    ask(feed)
    return due.exists()


def ask(feed: Following) -> None:
    """What the feed says now. Trouble is kept with the feed as a sentence and is nobody's error."""
    Following.objects.filter(pk=feed.pk).update(asked_at=clock.now())
    try:
        answer = _get(feed.url, feed.etag)
        told = {"heard_at": clock.now(), "note": "", **_heard(feed, answer)}
    except (Trouble, Refused) as trouble:
        log.info("feed %s: %s", feed.pk, trouble)
        sentence = (
            str(trouble) if isinstance(trouble, Refused) else _("It did not answer. We try again in a few hours.")
        )
        told = {"note": sentence}
    Following.objects.filter(pk=feed.pk).update(**told)


def _heard(feed: Following, answer: httpx.Response) -> dict[str, object]:
    if answer.status_code == httpx.codes.NOT_MODIFIED:
        return {}
    title, offers = feeds.read(http.judge(answer, writes=False).content, feed.url)
    return {"title": title or feed.title, "offers": offers, "etag": answer.headers.get("etag", "")[:200]}


def _get(url: str, etag: str = "") -> httpx.Response:
    headers = {"If-None-Match": etag} if etag else {}
    with http.client(DEADLINE, loopback=_here(url)) as client:
        return http.send(client, "GET", url, writes=False, headers=headers)


def _here(url: str) -> bool:
    """This machine may be asked where the server's settings say so, or for the demonstration's own sites."""
    own = urlsplit(settings.PUBLIC_URL)
    return bool(settings.LOOPBACK or (settings.DEMO and urlsplit(url)[:2] == own[:2]))


@transaction.atomic
def follow(by: Member, url: str) -> Following:
    """Remember a feed; the next turn looks into it. Raises Refused for an address that is not safe to ask."""
    _must_keep(by)
    if not url.startswith("https://") and not _here(url):
        raise Refused(_("The address must begin with https:// so that nobody can change the rules on the way."))
    try:
        with transaction.atomic():
            feed = Following.objects.create(force=by.force, by=by, url=url, title=urlsplit(url).hostname or url)
    except IntegrityError:
        raise Conflict(_("You follow this feed already.")) from None
    record(by.force_id, "feed.follow", by, feed, url=url)
    return feed


@transaction.atomic
def unfollow(by: Member, feed: Following) -> None:
    _must_keep(by)
    record(by.force_id, "feed.unfollow", by, feed, url=feed.url)
    feed.delete()


def fetch(by: Member, feed: Following, name: str, version: str) -> Proposal:
    """The file of an offer, checked against the feed's word for it, to look at. Raises Refused."""
    _must_keep(by)
    offer = next((one for one in feed.offers if (one["name"], one["version"]) == (name, version)), None)
    if offer is None:
        raise Refused(_("They do not offer this version any more. Look into the feed again."))
    try:
        body = http.judge(_get(offer["url"]), writes=False).content
    except Trouble:
        raise Refused(_("Their site did not give us the file. Try again later.")) from None
    if hashlib.sha256(body).hexdigest() != offer["sha256"]:
        raise Refused(
            _("The file is not the one that the feed names, so it was not taken. Tell the force it comes from.")
        )
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise Refused(_("The file is not a pack. Tell the force it comes from.")) from None
    return proposals.offer(by, text, "feed")


def _must_keep(by: Member) -> None:
    standing(by)
    if not may_keep(by):
        raise NotAllowed(_("Only the press office and administrators follow other forces’ rules."))
