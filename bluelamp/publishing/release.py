"""What should be seen where: from decisions of people to wanted versions. Chases nobody; it pulls what is agreed and due."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from bluelamp.audit.append import record
from bluelamp.channels.models import Channel
from bluelamp.jobs import wake
from bluelamp.kernel import clock
from bluelamp.posts import recheck
from bluelamp.posts.digest import digest
from bluelamp.posts.models import Post, PostQuerySet, Version
from bluelamp.posts.states import PostState
from bluelamp.publishing import claim, plan, stops
from bluelamp.publishing.models import Delivery
from bluelamp.publishing.states import Condition

BATCH = 500
"""Posts that one turn looks at. Those that the rules hold back are looked at again each time, the others leave the list."""


def turn() -> bool:
    """Let go what is due, and call back what was withdrawn. True = at least one post moved."""
    moved = [call_back(post) for post in withdrawn()[:BATCH]]
    moved += [release(post) for post in due().exclude(stops.stopped("approved"))[:BATCH]]
    return any(moved)


def unreleased() -> PostQuerySet:
    """Posts whose agreed version is not what their deliveries want yet; not those that are being changed."""
    there = Delivery.objects.filter(post=OuterRef("pk"), wanted=OuterRef("approved"))
    agreed = Post.objects.wanted().filter(~Exists(there), state=PostState.APPROVED)
    return agreed.select_related("force", "area", "team", "author", "approved__verdict").order_by("first_approved_at")


def due() -> PostQuerySet:
    """Those of them whose time has come. The time is the one that was agreed, whatever a draft says by now."""
    return with_time(unreleased()).filter(Q(goes_at=None) | Q(goes_at__lte=clock.now()))


def with_time(posts: PostQuerySet) -> PostQuerySet:
    """`goes_at`: the moment that was agreed, or None for at once."""
    return posts.annotate(goes_at=Cast(KeyTextTransform("due_at", "approved__frozen"), DateTimeField()))


def withdrawn() -> QuerySet[Post]:
    wanted = Delivery.objects.filter(post=OuterRef("pk")).exclude(wanted=None)
    return Post.objects.filter(Exists(wanted), state__in=[PostState.RETRACTED, PostState.DISCARDED])


def release(post: Post) -> bool:
    """Want the agreed version on each of its channels, and nothing where it no longer belongs. False = it must wait."""
    with transaction.atomic():
        version = post.approved
        if version is None or digest(version.frozen) != version.digest or not _still_waits(post):
            return False
        if stops.why(post, version, stops.people_behind([post], [version])) or recheck.objection(version):
            return False
        places = Channel.objects.of(post.force_id).filter(pk__in=version.frozen["channels"])
        chosen = {channel.pk for channel in places}
        if not chosen:
            return False
        for delivery in _rows(post, places):
            _want(delivery, version if delivery.channel_id in chosen else None)
        record(post.force_id, "post.release", None, post, version=version.number, digest=version.digest)
        wake("publishing.send")
    return True


def _still_waits(post: Post) -> bool:
    """Hold the post's row; another worker may have let it go, or its author changed it, since we looked."""
    held = Post.objects.select_for_update(of=("self",), no_key=True).filter(pk=post.pk, revision=post.revision)
    return held.first() is not None and not Delivery.objects.filter(post=post, wanted=post.approved).exists()


def call_back(post: Post) -> bool:
    """Want nothing of this post anywhere. It overtakes everything."""
    with transaction.atomic():
        rows = Delivery.objects.of(post.force_id).filter(post=post).exclude(wanted=None)
        changed = list(rows.select_for_update(no_key=True).order_by("pk"))
        for delivery in changed:
            _want(delivery, None)
        wake("publishing.send", urgent=True)
    return bool(changed)


def _rows(post: Post, places: Iterable[Channel]) -> list[Delivery]:
    """The post's deliveries, locked, with a new one for each place that has none."""
    Delivery.objects.bulk_create(
        [Delivery(force_id=post.force_id, post=post, channel=channel) for channel in places], ignore_conflicts=True
    )
    rows = Delivery.objects.of(post.force_id).filter(post=post).select_for_update(no_key=True)
    return list(rows.order_by("pk"))


def _want(delivery: Delivery, version: Version | None) -> None:
    wanted: UUID | None = version.pk if version else None
    condition = plan.rewanted(claim.view(delivery), wanted)
    if condition != delivery.condition:
        delivery.condition, delivery.note, delivery.attempts, delivery.not_before = condition, "", 0, None
    if wanted is None and delivery.condition == Condition.READY:
        delivery.not_before = None
    delivery.wanted_id = wanted
    delivery.save(update_fields=["wanted", "condition", "note", "attempts", "not_before"])
