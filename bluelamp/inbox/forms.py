"""What people send from the inbox."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bluelamp.forces.models import Member


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Your answer"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4, "data-counter": ""}),
        help_text=_("It goes through the same rules as a post. Never ask for, or give, personal details in public."),
    )


class AssignForm(forms.Form):
    """Who takes a conversation: one of `people`, or TEAM for all of them."""

    TEAM = "team"
    to = forms.ChoiceField(label=_("Who takes it"))

    def __init__(self, data: object, people: list[Member], now: Member | None = None) -> None:
        super().__init__(data, initial={"to": str(now.pk) if now else self.TEAM})  # type: ignore[arg-type]
        self.people = {str(person.pk): person for person in people}
        named = [(key, str(person)) for key, person in self.people.items()]
        self.fields["to"].choices = [(self.TEAM, _("The whole team")), *named]  # type: ignore[attr-defined]

    def chosen(self) -> Member | None:
        return self.people.get(self.cleaned_data["to"])
