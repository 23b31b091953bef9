"""What people send while they write, and what they ask of the list."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bluelamp.forces.models import Member
from bluelamp.kernel import ids
from bluelamp.kernel.errors import Refused
from bluelamp.posts import words
from bluelamp.posts.access import areas_to_write_in
from bluelamp.posts.draft import TEXT_LIMIT
from bluelamp.posts.models import Post
from bluelamp.posts.when import Twice, When, moment
from bluelamp.ui.forms import HouseBoundField

ACCEPT = "image/jpeg,image/png,image/webp"
FACT, ALT = "fact-", "alt-"


def _file(**attrs: str) -> forms.FileInput:
    return forms.FileInput(attrs={"accept": ACCEPT, **attrs})


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
        self.post = post
        self.areas = {str(area.pk): area for area in areas_to_write_in(member)}
        kinds = {key: said for key, said in words.KINDS.items() if key != "reply"}
        self.fields["kind"].choices = list(kinds.items())  # type: ignore[attr-defined]
        self.fields["area"].choices = [(key, area.name) for key, area in self.areas.items()]  # type: ignore[attr-defined]
        self.fields["text"].validators.clear()
        self.due: When | None = None
        self.asks_which = bool(post.due_wall.endswith(("first", "second")))

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
        if said.get("area"):
            keep["area"] = self.areas[said["area"]]
        if said.get("timing") == "now" or self.due:
            keep["due"] = self.due
        keep["channels"] = self.data.getlist("channels")  # type: ignore[attr-defined]
        keep["alts"] = _named(ALT, self.data)
        keep["answers"] = _named(FACT, self.data)
        return keep

    def files_to_choose(self) -> list[forms.BoundField]:
        return [self["camera"], self["picture"]]

    def uploads(self) -> list[Any]:
        return [self.cleaned_data[name] for name in ("camera", "picture") if self.cleaned_data.get(name)]


def of(member: Member, post: Post) -> DraftForm:
    """The form as the draft stands."""
    wall, _zone, which = [*post.due_wall.split(" "), "", "", ""][:3]
    day, _t, clock_time = wall.partition("T")
    initial = {
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

    def __init__(self, areas: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("All")), *areas]  # type: ignore[attr-defined]
