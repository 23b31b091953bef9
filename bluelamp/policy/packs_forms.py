"""What people send about packs: a file, a feed, a reason, a name for a key."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from bluelamp.policy.proposals import REASON
from bluelamp.rulebook.packs import LARGEST


class UploadForm(forms.Form):
    pack = forms.FileField(
        label=_("The pack"),
        help_text=_("A .toml file of at most 2 MB. Nothing counts before you have seen what it would change."),
        widget=forms.FileInput(attrs={"accept": ".toml,application/toml,text/plain"}),
    )

    def clean_pack(self) -> str:
        """The text of the file."""
        sent: UploadedFile[Any] = self.cleaned_data["pack"]
        if (sent.size or 0) > LARGEST:
            raise forms.ValidationError(
                _("This file is larger than 2 MB. A pack is much smaller; choose another file.")
            )
        try:
            text: str = sent.read().decode()
            return text
        except UnicodeDecodeError:
            raise forms.ValidationError(_("This is not a text file. Choose the .toml file of the pack.")) from None


class FollowForm(forms.Form):
    url = forms.URLField(
        label=_("The address of their feed"),
        max_length=500,
        assume_scheme="https",
        help_text=_(
            "It ends in packs/feed.json. We look into it every few hours and never install anything by ourselves."
        ),
        widget=forms.URLInput(attrs={"autocapitalize": "none", "spellcheck": "false", "inputmode": "url"}),
    )


class TrustForm(forms.Form):
    name = forms.CharField(label=_("Whose key is it?"), max_length=120)
    checked = forms.BooleanField(
        label=_("I have compared these signs with somebody there, by telephone or in person"),
        error_messages={"required": _("Compare the signs with them first. Anybody can write a name under a pack.")},
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("A sentence for the history of your rules."),
        max_length=REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class DecideForm(forms.Form):
    words = forms.CharField(
        label=_("Your reason"),
        help_text=_("To say no, say what should be different. To agree, you need not write anything."),
        required=False,
        max_length=REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["words"].says_optional = False  # type: ignore[attr-defined]
