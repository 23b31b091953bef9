"""The parts of a picture that somebody chose: boxes that a machine found, and one of one's own in four numbers."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bluelamp.media.models import Picture
from bluelamp.posts.picture_card import boxes_of
from bluelamp.ui.forms import HouseBoundField


class Unmarked(HouseBoundField):
    optional = False


def _number(label: Any, field: str) -> forms.IntegerField:
    attrs = {"inputmode": "numeric", "data-cover": field}
    return forms.IntegerField(
        required=False, min_value=0, max_value=99_999, label=label, widget=forms.NumberInput(attrs)
    )


class CoverForm(forms.Form):
    """Numbers are pixels of the picture, from its left and upper edge."""

    bound_field_class = Unmarked

    left = _number(_("From the left"), "left")
    top = _number(_("From the top"), "top")
    width = _number(_("How wide"), "width")
    height = _number(_("How high"), "height")

    def __init__(self, picture: Picture, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.found = boxes_of(picture)

    def boxes(self) -> list[list[int]]:
        """All that is chosen: ticked boxes, rectangles drawn in the page, and the one in numbers. Call when valid."""
        data: Any = self.data
        ticked = [box for at, (_what, box) in enumerate(self.found) if str(at) in data.getlist("found")]
        drawn = [box for value in data.getlist("drawn") if (box := _drawn(value))]
        own = [int(self.cleaned_data.get(name) or 0) for name in ("left", "top", "width", "height")]
        return [*ticked, *drawn, *([own] if own[2] and own[3] else [])]


def _drawn(value: str) -> list[int] | None:
    """ "left,top,width,height" as the script in the page writes it; anything else is no box."""
    parts = value.split(",")
    if len(parts) != 4 or not all(part.isascii() and part.isdigit() and len(part) < 6 for part in parts):
        return None
    return [int(part) for part in parts]


class TieForm(forms.Form):
    """To which case a picture belongs."""

    case_ref = forms.CharField(
        required=False,
        max_length=40,
        label=_("Reference of the case"),
        help_text=_("Such as 14/20345/26, or the name of an operation."),
        widget=forms.TextInput({"class": "govuk-input govuk-input--width-20"}),
    )
