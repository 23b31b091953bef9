"""Forms of the case register, the consents and the calendar. Choices are only what this member may choose."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bluelamp.forces.models import Area, Member
from bluelamp.policy import cases_access as access
from bluelamp.policy import cases_words as words
from bluelamp.policy.models import Case


def _day(**how: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"), **how)


def _lines(label: Any, hint: Any) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=5_000, widget=forms.Textarea(attrs={"rows": 3})
    )


def lines_of(said: str) -> list[str]:
    return [line.strip() for line in said.splitlines() if line.strip()]


class SearchForm(forms.Form):
    q = forms.CharField(label=_("Reference or operation"), required=False, max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].says_optional = False  # type: ignore[attr-defined]


class CaseForm(forms.Form):
    """What can be changed later. `lead` is somebody of the force who works in the area."""

    title = forms.CharField(
        label=_("What it is about"),
        max_length=120,
        help_text=_("In few words, for officers. No names: the public never sees it."),
    )
    lead: Any = forms.ModelChoiceField(queryset=None, label=_("Officer in the case"), required=False)
    known_as = _lines(
        _("Words by which people know it"),
        _(
            "One a line: the operation, the street, the shop. When a draft has one, we ask whether it is about this case."
        ),
    )
    linked_trial = forms.BooleanField(label=_("Another trial of the same case is still to come"), required=False)

    def __init__(self, member: Member, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lead: Any = self.fields["lead"]
        lead.queryset = Member.objects.of(member.force_id).active()

    def said(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        return {**data, "known_as": lines_of(data["known_as"])}


class NewCaseForm(CaseForm):
    ref = forms.CharField(
        label=_("Reference"), max_length=40, help_text=_("As it stands on letters: 14/20345/26, or Operation Larkspur.")
    )
    area: Any = forms.ModelChoiceField(queryset=None, label=_("Area"), empty_label=None)
    stage = forms.ChoiceField(label=_("Where it stands"), choices=list(words.STAGES.items()), widget=forms.RadioSelect)
    field_order = ["ref", "title", "area", "stage", "lead", "known_as", "linked_trial"]

    def __init__(self, member: Member, *args: Any, **kwargs: Any) -> None:
        super().__init__(member, *args, **kwargs)
        self.fields["area"].queryset = _areas(access.areas_to(member, access.KEEPS))  # type: ignore[attr-defined]
        self.fields["stage"].initial = "investigation"


class OrderForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What does it forbid?"), choices=list(words.ORDERS.items()), widget=forms.RadioSelect
    )
    made_on = _day(label=_("Made on"))
    ends_on = _day(label=_("Last day, if the court named one"), required=False)
    words = _lines(_("What it says"), _("The court's words, without the names it protects."))


class LiftForm(forms.Form):
    on = _day(label=_("Lifted on"))


class NameForm(forms.Form):
    order = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Name, nickname, or another word that gives the person away"), max_length=120,
        help_text=_("A full name is looked for in every post. A single word only in posts about this case."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


class ConsentForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("To what do they agree?"), choices=list(words.CONSENTS.items()), widget=forms.RadioSelect
    )
    whom = forms.CharField(
        label=_("Of whom, in few words"),
        max_length=120,
        help_text=_("Such as: the woman whose medals were stolen. No name is needed."),
    )
    given_on = _day(label=_("Given on"))
    runs_out_on = _day(label=_("Counts until, if a day was agreed"), required=False)
    area: Any = forms.ModelChoiceField(queryset=None, label=_("Area"), empty_label=None)
    case: Any = forms.ModelChoiceField(queryset=None, label=_("Case, if there is one"), required=False)

    def __init__(self, member: Member, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = access.areas_to(member, (*access.KEEPS, *access.SEES[:1]))
        self.fields["area"].queryset = _areas(areas)  # type: ignore[attr-defined]
        recent = [case.pk for case in access.cases_for(member).newest_first()[:50]]
        self.fields["case"].queryset = Case.objects.of(member.force_id).filter(pk__in=recent)  # type: ignore[attr-defined]


class ElectionForm(forms.Form):
    title = forms.CharField(
        label=_("Which election?"), max_length=120, help_text=_("Such as: Police and crime commissioner.")
    )
    begins_on = _day(label=_("From"))
    ends_on = _day(label=_("Until, the day of the vote included"))
    areas: Any = forms.ModelMultipleChoiceField(
        queryset=None, label=_("Only in these areas"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: in the whole force."),
    )  # fmt: skip
    candidates = _lines(_("Who stands"), _("One name a line."))

    def __init__(self, member: Member, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].queryset = Area.objects.of(member.force_id)  # type: ignore[attr-defined]


def _areas(areas: list[Area]) -> Any:
    return Area.objects.filter(pk__in=[area.pk for area in areas])
