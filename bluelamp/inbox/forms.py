"""What people send from the inbox."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Your answer"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4, "data-counter": ""}),
        help_text=_("It goes through the same rules as a post. Never ask for, or give, personal details in public."),
    )


class AssignForm(forms.Form):
    to = forms.ChoiceField(label=_("Who takes it"), required=False)

    def __init__(self, data: object, people: list[object]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        named = [(str(person.pk), str(person)) for person in people]  # type: ignore[attr-defined]
        self.fields["to"].choices = [("", _("The whole team")), *named]  # type: ignore[attr-defined]
