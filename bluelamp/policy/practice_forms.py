"""What somebody sends while trying drafts out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bluelamp.policy import words
from bluelamp.policy.practice import LONGEST
from bluelamp.rulebook.extras import Card
from bluelamp.ui.forms import HouseBoundField

FACT = "fact-"


class Unmarked(HouseBoundField):
    """Nothing here must be filled in."""

    optional = False


class PracticeForm(forms.Form):
    """A pretend draft. Choices that do not fit count as the first one: nothing here is ever refused."""

    bound_field_class = Unmarked

    text = forms.CharField(
        required=False,
        strip=False,
        label=_("Words to try"),
        help_text=_("Nobody sees them, and they are not kept."),
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": LONGEST, "spellcheck": "true", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        required=False, label=_("What kind of post would it be?"), choices=list(words.KINDS.items())
    )
    case_state = forms.ChoiceField(
        required=False, label=_("Is there a case behind it?"), choices=list(words.CASE_STATES.items())
    )
    lang = forms.ChoiceField(
        required=False, label=_("In which language?"), choices=[("en", _("English")), ("cy", _("Welsh"))]
    )
    picture = forms.ChoiceField(
        required=False,
        label=_("With a picture?"),
        choices=[("", _("No picture")), ("photo", _("A pretend picture")), ("video", _("A pretend film"))],
    )
    alt = forms.CharField(
        required=False,
        label=_("What can one see in it?"),
        help_text=_("Leave it empty, and see what the rules say."),
        widget=forms.TextInput(attrs={"maxlength": 500, "autocomplete": "off"}),
    )

    def written(self) -> dict[str, Any]:
        """The draft, as far as it makes sense."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}

    def facts(self) -> dict[str, str]:
        """Answers to the rules' questions, by question."""
        return {key.removeprefix(FACT): str(self.data[key])[:200] for key in self.data if key.startswith(FACT)}


def of(card: Card | None) -> PracticeForm:
    """An empty page, or one with the draft of a training card."""
    if card is None:
        return PracticeForm()
    chosen = {"text": card.draft, "kind": card.kind, "case_state": card.case_state, "lang": card.lang}
    return PracticeForm(initial=chosen)
