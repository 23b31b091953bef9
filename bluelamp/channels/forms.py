"""The form of a connect page, made from what the adapter asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from bluelamp.adapters.contract import Adapter, Field
from bluelamp.channels.models import Channel


class ConnectForm(forms.Form):
    """Secrets are typed anew each time: they are never sent back to a page."""

    def __init__(self, adapter: type[Adapter], channel: Channel | None, *args: Any) -> None:
        super().__init__(*args)
        known = channel.settings if channel else {}
        for field in adapter.fields:
            self.fields[field.name] = _field(field, str(known.get(field.name, field.initial)))
        if channel is None:
            self.fields["name"] = forms.CharField(
                label=_("What you call it here"),
                help_text=_("Officers see this name. Leave it empty to use the name that the public sees."),
                required=False,
                max_length=120,
            )

    def values(self) -> dict[str, str]:
        return {name: str(value) for name, value in self.cleaned_data.items()}


def _field(field: Field, initial: str) -> forms.Field:
    plain: forms.Widget = forms.TextInput(
        attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}
    )
    hidden = forms.PasswordInput(render_value=False, attrs={"autocomplete": "new-password"})
    return forms.CharField(
        label=_(field.label),
        help_text=_(field.hint) if field.hint else "",
        required=field.required,
        initial=None if field.secret else initial,
        widget=hidden if field.secret else plain,
        max_length=1_000,
        strip=True,
    )
