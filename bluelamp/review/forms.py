"""What people send at the gate."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SendForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    exception_reason = forms.CharField(
        required=False,
        max_length=500,
        label=_("Why should this go out all the same?"),
        help_text=_("The person who decides will read this, and it stays in the record."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


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
