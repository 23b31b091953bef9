"""What a reader may look for in the record."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from bluelamp.audit.acts import ACTS, OPERATIONS


def _acts() -> list[tuple[str, Any]]:
    """Every act by its name and the law's word for it, for the list to choose from."""
    return [("", _("Everything"))] + [
        (name, format_lazy("{} ({})", name, OPERATIONS[act.operation])) for name, act in sorted(ACTS.items())
    ]


class Filter(forms.Form):
    """All parts may be left out. `below` is the index at which the page before ended."""

    act = forms.ChoiceField(label=_("What was done"), choices=_acts, required=False)
    person = forms.CharField(label=_("Who did it"), required=False, max_length=100)
    thing = forms.CharField(
        label=_("To whom or what"), help_text=_("A name as it was then, or an id"), required=False, max_length=100
    )
    below = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def sought(self) -> dict[str, str]:
        """What the reader looks for; parts that make no sense are left out."""
        given = self.cleaned_data if self.is_bound and (self.is_valid() or self.cleaned_data) else {}
        return {name: given[name] for name in ("act", "person", "thing") if given.get(name)}

    def start(self) -> int | None:
        below: int | None = self.cleaned_data.get("below") if self.is_bound else None
        return below
