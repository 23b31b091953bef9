"""Invented words for the styleguide: one of everything."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bluelamp.kernel import clock
from bluelamp.rulebook.findings import Finding
from bluelamp.ui.frame import Frame, NavItem

TEXT = (
    "A boy was seen climbing into the yard of Ash Lane School on Tuesday night. "
    "We caught the burglar. Call 07700 900123 if you saw anything."
)


class SampleForm(forms.Form):
    title = forms.CharField(
        label=_("What is it about?"), help_text=_("For your colleagues. The public does not see it.")
    )
    text = forms.CharField(label=_("Your words"), widget=forms.Textarea(attrs={"rows": 5}))
    area = forms.ChoiceField(label=_("Area"), choices=[("n", "Northmere"), ("s", "Southmere")])
    kind = forms.ChoiceField(
        label=_("What kind of post?"),
        choices=[("update", _("News")), ("appeal", _("Appeal"))],
        widget=forms.RadioSelect,
    )
    picture = forms.FileField(label=_("Picture"), required=False, help_text=_("JPEG, PNG or WebP."))
    password = forms.CharField(label=_("Password"), widget=forms.PasswordInput)
    when = forms.DateTimeField(label=_("When"), required=False)
    sure = forms.BooleanField(label=_("The family has seen this"), help_text=_("Ask the liaison officer."))


def _span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def findings() -> list[Finding]:
    return [
        Finding(
            "named-guilt", "CHARGE", "block", *_span("We caught the burglar"),
            "You call somebody guilty before a court has.", "A trial could be stopped because of these words.",
            "Contempt of Court Act 1981", rewrite="We have arrested a man on suspicion of burglary",
            replaces="words",
        ),
        Finding(
            "child-place", "YOUTH", "review", *_span("Ash Lane School"),
            "Somebody could work out who this child is.", "The school and the day together point at one family.",
            "", question="Is the child over 18 now?", question_id="adult", exception_by="supervisor",
        ),
        Finding("phone", "PERS", "advise", *_span("07700 900123"), "This is a telephone number.",
                "Once it is out it cannot be called back.", "", rewrite="Call 101, or use our form."),
        Finding("alt", "ALT", "fix", 0, 0, "The picture has no description yet.",
                "People who cannot see it will miss it.", ""),
    ]  # fmt: skip


def frame() -> Frame:
    names = (_("Home"), _("Write"), _("Approve"), _("Inbox"), _("Posts"), _("People"), _("Channels"), _("Help"))
    counts = {2: 3, 3: 12}
    nav = tuple(NavItem(str(name), "#main", place == 0, counts.get(place, 0)) for place, name in enumerate(names))
    return Frame(
        member="PC Ann Okoro",
        role=str(_("Officer, Northmere")),
        force="Mereshire Police",
        nav=nav,
        hold=str(_("Insp Dev Rao paused everything at 13:40: “wait for the coroner”. Warnings still go.")),
        demo=str(_("Everything here is invented, and nothing leaves this machine.")),
    )


def events() -> list[SimpleNamespace]:
    now = clock.now()
    rows = [
        ("Written", "PC Ann Okoro", "quiet", 50, ""),
        ("Approved", "Sgt Bal Singh", "lamp", 38, ""),
        ("Live on 2 of 3 places", "", "fine", 37, ""),
        ("Not on the practice network", "", "care", 37, "The network did not answer. We try again at 14:20."),
        ("Taken down", "Cara Lind", "stop", 5, "Found safe."),
    ]
    return [
        SimpleNamespace(title=title, by=by, tone=tone, at=now - timedelta(minutes=ago), body=body, url="")
        for title, by, tone, ago, body in rows
    ]


def page(request: HttpRequest) -> dict[str, Any]:
    """Everything that `ui/styleguide.html` shows; a posted form comes back with its mistakes."""
    form = SampleForm(request.POST) if request.method == "POST" else SampleForm()
    picture = SimpleNamespace(url="/static/ui/icon.svg", alt="A blue lamp", width=64, height=64)
    preview = {"handle": "@mereshire.example", "text": TEXT, "limit": 300, "count": len(TEXT)}
    return {
        "frame": frame(),
        "form": form,
        "text": TEXT,
        "findings": findings(),
        "events": events(),
        "previews": [
            SimpleNamespace(where="Our own site", pictures=[picture], **preview | {"limit": None}),
            SimpleNamespace(where="Practice network", pictures=[], **preview),
        ],
        "talk": [
            SimpleNamespace(text="Is the road open again?", by="Rowan", at=clock.now(), ours=False, where="Practice"),
            SimpleNamespace(text="Yes, since noon.", by="Northmere team", at=clock.now(), ours=True, where="Practice"),
        ],
        "rows": [
            SimpleNamespace(key="Place", value="Our own site", url="#main", verb="Change"),
            SimpleNamespace(key="State", value="Connected", url=""),
        ],
        "page": Paginator(range(60), 20).page(2),
    }
