"""Pictures of a draft: put in, described, made unreadable in parts, taken out.

Whatever takes time, intake and covering, happens before the transaction and outside it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from bluelamp.audit.append import record
from bluelamp.forces.models import Member
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from bluelamp.media import captions, intake, store
from bluelamp.media.models import Picture
from bluelamp.posts import picture_facts
from bluelamp.posts.access import may_edit
from bluelamp.posts.draft import changed, locked, words
from bluelamp.posts.medium import media_of, media_of_frozen, medium_of
from bluelamp.posts.models import DraftPicture, Post

__all__ = [
    "add_picture", "blur", "cover_found", "media_of", "media_of_frozen", "medium_of", "remove_picture", "set_alt",
    "set_captions",
]  # fmt: skip

MOST_PICTURES = 10
ALT_LIMIT = 2_000
MOST_BOXES = 40


def add_picture(
    by: Member,
    post: Post,
    upload: intake.Upload,
    alt: str = "",
    facts: Mapping[str, str] | None = None,
    look: bool = True,
) -> DraftPicture:
    """Take a file in and put it last. Raises Refused with a sentence for files that cannot be taken.

    `facts` are by the names of docs/facts.md; without `look` no machine looks for faces, plates and words.
    """
    _may(by, post)
    said, known = words(alt, ALT_LIMIT), picture_facts.cleaned(facts or {})
    if post.pictures.count() >= MOST_PICTURES:
        raise Refused(_("A post carries at most %(most)d pictures. Take one out first.") % {"most": MOST_PICTURES})
    picture = intake.take(post.force, upload, by, look)
    with transaction.atomic():
        draft = locked(by, post, None)
        last = draft.pictures.aggregate(last=Max("place"))["last"]
        place = 0 if last is None else last + 1
        shown = DraftPicture.objects.create(
            force=draft.force, post=draft, picture=picture, place=place, alt=said, facts=known
        )
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


def blur(by: Member, post: Post, shown: DraftPicture, boxes: Sequence[Sequence[int]]) -> DraftPicture:
    """Make parts of a picture unreadable, for good: the picture as it was is deleted unless a version carries it.

    `boxes` are (left, top, width, height) in its pixels. Words and facts stay. Raises Refused, Conflict, NotAllowed.
    """
    _may(by, post)
    seen = shown.picture
    fresh, made = intake.masked(seen, by, _within(seen, boxes))
    with transaction.atomic():
        draft = locked(by, post, None)
        mine = _of(draft, shown)
        if mine.picture_id != seen.pk:
            raise Conflict(_("This picture was changed meanwhile, perhaps on another phone. Look at it again."))
        intake.keep(fresh, made)
        mine.picture = fresh
        mine.save(update_fields=["picture"])
        changed(draft)
        gone = _let_go(draft, seen)
        record(
            by.force_id, "picture.blur", by, draft, boxes=[list(box) for box in made.masked],
            before=seen.sha256, after=fresh.sha256, deleted=gone,
        )  # fmt: skip
    for digest in gone:
        store.sweep(seen.force_id, digest)
    return mine


def set_captions(by: Member, post: Post, shown: DraftPicture, upload: intake.Upload) -> DraftPicture:
    """Captions of a film, from a WebVTT file. That they are right is for a person to say (fact `captions`)."""
    _may(by, post)
    said = captions.clean(upload.read(captions.LONGEST + 1))
    with transaction.atomic():
        draft = locked(by, post, None)
        mine = _of(draft, shown)
        if not hasattr(mine.picture, "film"):
            raise Refused(_("Only a film has captions."))
        mine.captions = said
        mine.facts = {name: value for name, value in mine.facts.items() if name != "captions"}
        mine.save(update_fields=["captions", "facts"])
        changed(draft)
        record(by.force_id, "picture.alt", by, draft, picture=str(mine.picture_id), captions=len(said))
    return mine


def cover_found(by: Member, post: Post, shown: DraftPicture) -> DraftPicture:
    """The same for every face and number plate that a machine found in it."""
    return blur(by, post, shown, [box for what in ("plates", "faces") for box in shown.picture.boxes(what) or []])


def remove_picture(by: Member, post: Post, shown: DraftPicture) -> Post:
    """Take it out of the draft; the picture itself stays for versions that carry it, and otherwise goes."""
    with transaction.atomic():
        draft = locked(by, post, None)
        mine = _of(draft, shown)
        picture = mine.picture
        mine.delete()
        changed(draft)
        gone = _let_go(draft, picture)
        record(by.force_id, "post.edit", by, draft, picture_out=str(picture.pk), deleted=gone)
    for digest in gone:
        store.sweep(draft.force_id, digest)
    return draft


def _let_go(draft: Post, picture: Picture) -> list[str]:
    """Delete the row of a picture that no version and no draft shows; the digests of the bytes that may go with it."""
    frozen = draft.versions.filter(frozen__pictures__contains=[{"id": str(picture.pk)}])
    if frozen.exists() or DraftPicture.objects.of(draft.force_id).filter(picture=picture).exists():
        return []
    digests = [picture.sha256, *(film.sha256 for film in [getattr(picture, "film", None)] if film)]
    Picture.objects.of(draft.force_id).filter(pk=picture.pk).delete()
    return digests


def _within(picture: Picture, boxes: Sequence[Sequence[int]]) -> list[tuple[int, int, int, int]]:
    """The boxes as far as they lie in the picture. Raises Refused when there is nothing to cover."""
    if hasattr(picture, "film"):
        raise Refused(_("A film cannot be covered here. Send a version in which it is covered already."))
    if not boxes:
        raise Refused(_("Choose what should become unreadable, or give the four numbers."))
    if len(boxes) > MOST_BOXES:
        raise Refused(_("These are too many parts at once. Choose at most %(most)d.") % {"most": MOST_BOXES})
    kept = []
    for left, top, width, height in boxes:
        x, y = max(0, left), max(0, top)
        right, below = min(picture.width, left + width), min(picture.height, top + height)
        if right <= x or below <= y:
            raise Refused(_("That part lies outside the picture. Look at the four numbers again."))
        kept.append((x, y, right - x, below - y))
    return kept


def _may(by: Member, post: Post) -> None:
    if not may_edit(by, post):
        raise NotAllowed(_("Only the person who wrote it can change it, and only while it is a draft."))


def _of(draft: Post, shown: Any) -> DraftPicture:
    mine = draft.pictures.select_related("picture__film").filter(pk=shown.pk).first()
    if mine is None:
        raise Conflict(_("That picture is not in this post any more."))
    return mine
