"""Pictures of a draft: put in, described, taken out. Intake happens before, and outside, the transaction."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from bluelamp.audit.append import record
from bluelamp.forces.models import Member
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from bluelamp.media import intake
from bluelamp.posts.access import may_edit
from bluelamp.posts.draft import changed, locked, words
from bluelamp.posts.models import DraftPicture, Post

MOST_PICTURES = 10
ALT_LIMIT = 2_000


def add_picture(by: Member, post: Post, upload: intake.Upload, alt: str = "") -> DraftPicture:
    """Take a file in and put it last. Raises Refused with a sentence for files that cannot be taken."""
    if not may_edit(by, post):
        raise NotAllowed(_("Only the person who wrote it can change it, and only while it is a draft."))
    said = words(alt, ALT_LIMIT)
    if post.pictures.count() >= MOST_PICTURES:
        raise Refused(_("A post carries at most %(most)d pictures. Take one out first.") % {"most": MOST_PICTURES})
    picture = intake.take(post.force, upload, by)
    with transaction.atomic():
        draft = locked(by, post, None)
        last = draft.pictures.aggregate(last=Max("place"))["last"]
        place = 0 if last is None else last + 1
        shown = DraftPicture.objects.create(force=draft.force, post=draft, picture=picture, place=place, alt=said)
        changed(draft)
        record(by.force_id, "post.edit", by, draft, picture=str(picture.pk), sha256=picture.sha256)
    return shown


def set_alt(by: Member, post: Post, shown: DraftPicture, alt: str) -> DraftPicture:
    """The words for those who cannot see the picture."""
    said = words(alt, ALT_LIMIT)
    with transaction.atomic():
        draft = locked(by, post, None)
        mine = _of(draft, shown)
        if mine.alt != said:
            mine.alt = said
            mine.save(update_fields=["alt"])
            changed(draft)
            record(by.force_id, "picture.alt", by, draft, picture=str(mine.picture_id))
    return mine


def remove_picture(by: Member, post: Post, shown: DraftPicture) -> Post:
    """Take it out of the draft; the picture itself stays for versions that carry it."""
    with transaction.atomic():
        draft = locked(by, post, None)
        mine = _of(draft, shown)
        mine.delete()
        changed(draft)
        record(by.force_id, "post.edit", by, draft, picture_out=str(mine.picture_id))
    return draft


def _of(draft: Post, shown: Any) -> DraftPicture:
    mine = draft.pictures.filter(pk=shown.pk).first()
    if mine is None:
        raise Conflict(_("That picture is not in this post any more."))
    return mine
