"""What people send while they write, and what they ask of the list."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bluelamp.forces.models import Member
from bluelamp.kernel import ids
from bluelamp.kernel.errors import Refused
from bluelamp.media import films
from bluelamp.policy.cases_access import case_called, cases_to_choose, consents_to_choose
from bluelamp.policy.models import Case
from bluelamp.posts import owed, picture_card, words
from bluelamp.posts.access import areas_to_write_in
from bluelamp.posts.answers import APPEAL
from bluelamp.posts.draft import TEXT_LIMIT
from bluelamp.posts.models import Post
from bluelamp.posts.when import Twice, When, moment
from bluelamp.ui.forms import HouseBoundField

ACCEPT = "image/jpeg,image/png,image/webp"
FILMS = "video/mp4,video/quicktime"
FACT, ALT = "fact-", "alt-"


def _file(**attrs: str) -> forms.FileInput:
    return forms.FileInput(attrs={"accept": ACCEPT, **attrs})


def _moment(**how: Any) -> forms.DateTimeField:
    shown = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(required=False, widget=shown, **how)


class Unmarked(HouseBoundField):
    """Nothing here must be filled in, so saying "optional" at every box would only be noise."""

    optional = False


class DraftForm(forms.Form):
    """The whole composer. `base` is the revision from which this hand began; a bad part never keeps the rest from being kept."""

    bound_field_class = Unmarked

    base = forms.IntegerField(required=False, widget=forms.HiddenInput)
    hand = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    text = forms.CharField(
        required=False,
        strip=False,
        label=_("Your words"),
        help_text=_("As you would say it to somebody at the door."),
        widget=forms.Textarea(attrs={"rows": 7, "maxlength": TEXT_LIMIT, "spellcheck": "true"}),
    )
    kind = forms.ChoiceField(required=False, label=_("What kind of post is it?"))
    case_state = forms.ChoiceField(
        required=False,
        label=_("Is there a case behind it?"),
        help_text=_("The rules differ: before a charge much less may be said."),
        choices=list(words.CASE_STATES.items()),
    )
    case = forms.CharField(
        required=False,
        max_length=40,
        label=_("Is this about a case?"),
        help_text=_("Its reference. Where it stands then comes from the register, now and when it goes out."),
        widget=forms.TextInput(attrs={"list": "known-cases", "autocomplete": "off"}),
    )
    consent = forms.ChoiceField(
        required=False,
        label=_("Does it rest on somebody’s consent?"),
        help_text=_("To tell their story, or to give their name or picture."),
    )
    owner = forms.CharField(required=False, max_length=120, label=_("Who answers for this appeal?"))
    reference = forms.CharField(
        required=False,
        max_length=60,
        label=_("Reference"),
        help_text=_("What callers should quote, such as 212 of 3 May."),
    )
    review_at = _moment(label=_("When does somebody look at it again?"))
    expires_at = _moment(label=_("When does it come down by itself?"))
    area = forms.ChoiceField(required=False, label=_("In the name of"))
    timing = forms.ChoiceField(
        required=False,
        label=_("When should it go out?"),
        choices=[("now", _("As soon as it may")), ("later", _("At a time that I choose"))],
        widget=forms.RadioSelect,
    )
    day = forms.DateField(required=False, label=_("Day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    clock_time = forms.TimeField(required=False, label=_("Time"), widget=forms.TimeInput({"type": "time"}, "%H:%M"))
    which = forms.ChoiceField(
        required=False,
        label=_("The clocks go back that night, so this time comes twice. Which one?"),
        choices=[("first", _("The first, in summer time")), ("second", _("The second, in winter time"))],
        widget=forms.RadioSelect,
    )
    camera = forms.FileField(
        required=False, allow_empty_file=True, label=_("Take a picture"), widget=_file(capture="environment")
    )
    picture = forms.FileField(
        required=False, allow_empty_file=True, label=_("Choose a picture"), help_text=_("JPEG, PNG or WebP, up to 20 MB."), widget=_file()
    )  # fmt: skip

    def __init__(self, member: Member, post: Post, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.post, self.member = post, member
        self.consents = {row.number: row for row in consents_to_choose(member)}
        if post.consent and post.consent.number not in self.consents:
            self.consents[post.consent.number] = post.consent
        shown = [(number, f"{number}: {row.whom}") for number, row in self.consents.items()]
        self.fields["consent"].choices = [("", _("No")), *shown]  # type: ignore[attr-defined]
        self.areas = {str(area.pk): area for area in areas_to_write_in(member)}
        kinds = {key: said for key, said in words.KINDS.items() if key != "reply"}
        self.fields["kind"].choices = list(kinds.items())  # type: ignore[attr-defined]
        self.fields["area"].choices = [(key, area.name) for key, area in self.areas.items()]  # type: ignore[attr-defined]
        self.fields["text"].validators.clear()
        if films.ffmpeg():
            self.fields["picture"].widget.attrs["accept"] = f"{ACCEPT},{FILMS}"
            self.fields["picture"].help_text = _(
                "JPEG, PNG or WebP, up to 20 MB, or an MP4 film of up to three minutes."
            )
        self.due: When | None = None
        self.asks_which = bool(post.due_wall.endswith(("first", "second")))

    def clean_case(self) -> Case | None:
        said = str(self.cleaned_data["case"])
        if self.post.case and said.casefold() == self.post.case.ref.casefold():
            return self.post.case
        try:
            return case_called(self.member, said) if said else None
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from None

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = self.cleaned_data
        if said.get("timing") != "later" or self.errors:
            return said
        if not said.get("day") or not said.get("clock_time"):
            self.add_error("day", _("Choose a day and a time."))
            return said
        try:
            self.due = moment(said["day"], said["clock_time"], self.post.force.zone, said.get("which") or "")
        except Twice as twice:
            self.asks_which = True
            self.add_error("which", str(twice))
        except Refused as refused:
            self.add_error("clock_time", str(refused))
        return said

    def to_keep(self) -> dict[str, Any]:
        """The fields for `actions.save`: everything that can be kept, also when another part needs a second look."""
        self.is_valid()
        said = self.cleaned_data
        keep: dict[str, Any] = {"hand": said.get("hand", "")}
        if "text" in self.data:  # as it came: cleaning is the action's, and no check of the form may lose words
            keep["text"] = self.data["text"]
        keep.update({name: said[name] for name in ("kind", "case_state") if said.get(name)})
        keep.update({name: said[name] for name in ("case",) if name in self.data and name in said})
        if "consent" in self.data and "consent" in said:
            keep["consent"] = self.consents.get(said["consent"])
        if said.get("area"):
            keep["area"] = self.areas[said["area"]]
        if said.get("timing") == "now" or self.due:
            keep["due"] = self.due
        keep["channels"] = self.data.getlist("channels")  # type: ignore[attr-defined]
        keep["alts"] = _named(ALT, self.data)
        keep["pictures"] = picture_card.given(self.data)
        keep["answers"] = {**_named(FACT, self.data), **self._appeal()}
        return keep

    def _appeal(self) -> dict[str, str]:
        """What an appeal must have, as answers: moments as they are written, by the clock of the force."""
        given = {name: self.cleaned_data[name] for name in APPEAL if name in self.data and name in self.cleaned_data}
        return {
            name: f"{said:%Y-%m-%dT%H:%M}" if isinstance(said, datetime) else said or "" for name, said in given.items()
        }

    @property
    def in_languages(self) -> list[tuple[str, str, bool]]:
        """(answer, what it says, given) for a force that publishes in more than one language; an answer needs none."""
        if len(self.post.force.languages) < 2 or self.post.reply_to:
            return []
        other = owed.other_language(self.post.force, self.post.text)
        pair = _("The same words go out in Welsh at the same time") if other == "cy" else None
        said = {
            "paired": pair or _("The same words go out in the other language at the same time"),
            "urgent": _("Urgent: life or safety, it cannot wait for a translation"),
        }
        return [(name, str(label), self.post.answers.get(name) == "yes") for name, label in said.items()]

    @property
    def known_cases(self) -> list[Case]:
        return cases_to_choose(self.member, self.post.area_id)

    def files_to_choose(self) -> list[forms.BoundField]:
        return [self["camera"], self["picture"]]

    def uploads(self) -> list[tuple[Any, dict[str, str]]]:
        """Each file, and what is known of it: what comes from the camera here is the author's own."""
        chosen: tuple[tuple[str, dict[str, str]], ...] = (("camera", {"source": "own"}), ("picture", {}))
        return [(self.cleaned_data[name], facts) for name, facts in chosen if self.cleaned_data.get(name)]


def of(member: Member, post: Post) -> DraftForm:
    """The form as the draft stands."""
    wall, _zone, which = [*post.due_wall.split(" "), "", "", ""][:3]
    day, _t, clock_time = wall.partition("T")
    initial = {
        "case": post.case.ref if post.case else "", "consent": post.consent.number if post.consent else "",
        **{name: post.answers.get(name, "") for name in APPEAL},
        "base": post.revision, "hand": ids.short(ids.new_id()), "text": post.text, "kind": post.kind, "case_state": post.case_state, "area": str(post.area_id),
        "timing": "later" if post.due_at else "now", "day": day, "clock_time": clock_time, "which": which,
    }  # fmt: skip
    return DraftForm(member, post, initial=initial)


def _named(prefix: str, data: Mapping[str, Any]) -> dict[str, str]:
    return {key.removeprefix(prefix): str(data[key]) for key in data if key.startswith(prefix)}


class ListForm(forms.Form):
    """Which posts to show."""

    bound_field_class = Unmarked

    whose = forms.ChoiceField(
        required=False, label=_("Whose"), choices=[("mine", _("Mine")), ("all", _("All that I may see"))]
    )
    state = forms.ChoiceField(
        required=False,
        label=_("State"),
        choices=[("", _("All")), *((key, said) for key, (said, _tone) in words.STATES.items())],
    )
    area = forms.ChoiceField(required=False, label=_("Area"))
    case = forms.CharField(required=False, max_length=40, label=_("About the case"))

    def __init__(self, areas: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("All")), *areas]  # type: ignore[attr-defined]
