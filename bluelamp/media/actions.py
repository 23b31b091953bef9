"""Verbs for pictures that are in the house. Coming in is `media.intake`; what a post does with them is posts'."""

import re

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bluelamp.audit.append import record
from bluelamp.forces.models import Member
from bluelamp.kernel import text
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from bluelamp.media.access import may_tie
from bluelamp.media.models import Picture, PictureTie

_REF = re.compile(r"\s+")
LONGEST_REF = 40


def tie(by: Member, picture: Picture, case_ref: str) -> PictureTie:
    """From now on the rules know that this picture, and any that looks like it, belongs to a case."""
    _may(by, picture)
    ref = _REF.sub(" ", text.plain(case_ref)).strip()
    if not ref or len(ref) > LONGEST_REF:
        raise Refused(_("Give the reference of the case, such as 14/20345/26."))
    try:
        with transaction.atomic():
            row = PictureTie.objects.create(
                force=picture.force, by=by, case_ref=ref, sha256=picture.sha256, likeness=picture.likeness
            )
            record(by.force_id, "picture.tie", by, picture, case=ref, sha256=picture.sha256)
    except IntegrityError:
        raise Conflict(_("It is tied to this case already.")) from None
    return row


def untie(by: Member, picture: Picture, case_ref: str) -> None:
    """Take back a tie that was made by mistake."""
    _may(by, picture)
    with transaction.atomic():
        gone, _rows = PictureTie.objects.of(picture.force_id).filter(sha256=picture.sha256, case_ref=case_ref).delete()
        if not gone:
            raise Conflict(_("It is not tied to this case, or only a picture like it is."))
        record(by.force_id, "picture.untie", by, picture, case=case_ref, sha256=picture.sha256)


def _may(by: Member, picture: Picture) -> None:
    if picture.force_id != by.force_id or not may_tie(by):
        raise NotAllowed(_("A supervisor or the press office ties pictures to cases."))
