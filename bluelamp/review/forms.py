"""What people send at the gate."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

FACT = "fact-"


class SendForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    exception_reason = forms.CharField(
        required=False,
        max_length=500,
        label=_("Why should this go out all the same?"),
        help_text=_("The person who decides will read this, and it stays in the record."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["exception_reason"].says_optional = False  # type: ignore[attr-defined]

    def answers(self) -> dict[str, str]:
        """What was answered on the page, by question."""
        return {key.removeprefix(FACT): str(self.data[key]) for key in self.data if key.startswith(FACT)}


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(choices=[("approve", ""), ("return", ""), ("take_over", "")], widget=forms.HiddenInput)
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    reason = forms.CharField(
        required=False,
        max_length=500,
        label=_("Your reason"),
        help_text=_("To return it, say in a few words what to change. To approve, you need not write anything."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].says_optional = False  # type: ignore[attr-defined]
