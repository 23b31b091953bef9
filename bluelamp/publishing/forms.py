"""What a person types about what is live."""

from django import forms
from django.utils.translation import gettext_lazy as _


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"), help_text=_("For your colleagues and the record. The public does not see it."), max_length=400
    )


class DecideForm(forms.Form):
    """`said` is one of the buttons; which of them fit, `actions.choices` knows."""

    said = forms.CharField(max_length=10)
    url = forms.CharField(required=False, max_length=500)
