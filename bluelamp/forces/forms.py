"""Forms about people and pauses. Choices are only what this member may choose."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bluelamp.forces import words
from bluelamp.forces.models import Area, Member, Team
from bluelamp.forces.states import HOLD_EXEMPT, Role

OWN_WORDS = "own"


def _reasons(reasons: tuple[Any, ...]) -> list[tuple[str, Any]]:
    return [(str(place), reason) for place, reason in enumerate(reasons)] + [(OWN_WORDS, _("Something else"))]


def _quietly(*fields: Any) -> None:
    """No “(optional)” beside these: leaving them is an answer too."""
    for field in fields:
        field.says_optional = False


class ReasonForm(forms.Form):
    """A quick reason or one's own words. `reason` in `cleaned_data["because"]` is the sentence that is kept."""

    reasons: tuple[Any, ...] = ()
    reason = forms.ChoiceField(label=_("Why?"), widget=forms.RadioSelect)
    words = forms.CharField(label=_("In your own words"), required=False, max_length=400)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = _reasons(self.reasons)  # type: ignore[attr-defined]
        self.fields["reason"].initial = "0"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        choice, own = data.get("reason"), str(data.get("words", "")).strip()
        if choice == OWN_WORDS and not own:
            self.add_error("words", _("Say why in a few words. It stays on record."))
        elif choice is not None:
            quick = "" if choice == OWN_WORDS else str(self.reasons[int(choice)])
            data["because"] = ": ".join(part for part in (quick, own) if part)
        return data


class StopForm(ReasonForm):
    reasons = words.STOP_REASONS


class TrustForm(forms.Form):
    level = forms.TypedChoiceField(choices=list(words.TRUST.items()), coerce=int)
    reason = forms.CharField(required=False, max_length=400)


class HoldForm(ReasonForm):
    reasons = words.HOLD_REASONS
    where: Any = forms.ModelChoiceField(queryset=None, label=_("Where?"), required=False, widget=forms.RadioSelect)
    exempt = forms.MultipleChoiceField(
        label=_("What may still go out?"),
        choices=list(words.KINDS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        initial=list(HOLD_EXEMPT),
    )
    field_order = ["where", "reason", "words", "exempt"]

    def __init__(self, areas: Any, whole: bool, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        where: Any = self.fields["where"]
        where.queryset = areas
        where.empty_label = _("Everywhere in the force") if whole else None
        where.required = not whole
        _quietly(where)
        if not whole:
            where.initial = areas.first()


class PeopleFilter(forms.Form):
    q = forms.CharField(label=_("Name"), required=False, max_length=80)
    team: Any = forms.ModelChoiceField(queryset=None, label=_("Team"), required=False, empty_label=_("All teams"))
    role = forms.ChoiceField(label=_("Role"), required=False)
    state = forms.ChoiceField(
        label=_("Who"),
        required=False,
        choices=[("", _("Everybody here")), ("stopped", _("Stopped")), ("left", _("Left"))],
    )

    def __init__(self, member: Member, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.of(member.force_id)  # type: ignore[attr-defined]
        self.fields["role"].choices = [("", _("All roles")), *words.ROLES.items()]  # type: ignore[attr-defined]
        _quietly(*self.fields.values())

    @property
    def narrows(self) -> bool:
        """Somebody asked for less than everybody."""
        return any(self.data.get(name) for name in self.fields)


class RoleForm(forms.Form):
    """A role, in one area or in the whole force."""

    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    area: Any = forms.ModelChoiceField(
        queryset=None, label=_("Where?"), required=False, empty_label=_("Everywhere in the force")
    )

    def __init__(self, member: Member, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(role, f"{name}: {words.ROLE_WHY[role]}") for role, name in words.ROLES.items()]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]
        self.fields["role"].initial = Role.OFFICER.value
        self.fields["area"].queryset = Area.objects.of(member.force_id)  # type: ignore[attr-defined]
        _quietly(self.fields["area"])


class InviteForm(RoleForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    rank = forms.CharField(label=_("Rank"), required=False, max_length=40, help_text=_("Such as PC, PCSO or Sgt"))
    email = forms.EmailField(label=_("Work e-mail"))
    team: Any = forms.ModelChoiceField(queryset=None, label=_("Team"), required=False, empty_label=_("No team"))
    field_order = ["name", "rank", "email", "team", "role", "area"]

    def __init__(self, member: Member, *args: Any, **kwargs: Any) -> None:
        super().__init__(member, *args, **kwargs)
        self.fields["team"].queryset = Team.objects.of(member.force_id)  # type: ignore[attr-defined]
