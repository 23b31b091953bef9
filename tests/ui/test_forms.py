from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms
from django.forms import Form

from bluelamp.ui.samples import SampleForm


class Page(HTMLParser):
    """The tags of a piece of HTML as (name, attributes), in order."""

    def __init__(self, html: object) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(str(html))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag == name]

    def ids(self) -> list[str]:
        return [attrs["id"] for _tag, attrs in self.tags if attrs.get("id")]  # type: ignore[misc]


@pytest.fixture
def empty() -> Page:
    return Page(SampleForm())


@pytest.fixture
def sent() -> Page:
    return Page(SampleForm(data={"area": "elsewhere"}))


def test_every_control_has_a_label(empty: Page) -> None:
    labelled = {label["for"] for label in empty.all("label")}
    controls = [box for name in ("input", "select", "textarea") for box in empty.all(name)]
    assert controls
    assert {box["id"] for box in controls} == labelled


def test_ids_are_used_once(sent: Page) -> None:
    assert len(sent.ids()) == len(set(sent.ids()))


def test_everything_that_describes_exists(sent: Page) -> None:
    described = [attrs["aria-describedby"] for _tag, attrs in sent.tags if attrs.get("aria-describedby")]
    assert described
    for names in described:
        assert set(str(names).split()) <= set(sent.ids())


def test_each_link_of_the_summary_leads_to_a_control(sent: Page) -> None:
    links = [str(link["href"]).removeprefix("#") for link in sent.all("a")]
    controls = {box["id"] for name in ("input", "select", "textarea") for box in sent.all(name)}
    assert len(links) == 6
    assert set(links) <= controls


def test_an_empty_form_has_no_summary(empty: Page) -> None:
    assert not [attrs for attrs in empty.all("div") if "govuk-error-summary" in str(attrs.get("class"))]


def test_the_browser_is_not_asked_to_refuse(empty: Page) -> None:
    assert not [attrs for _tag, attrs in empty.tags if "required" in attrs]


def test_what_may_stay_empty_says_so() -> None:
    html = str(SampleForm())
    assert html.count("(optional)") == 2


def test_wrong_boxes_are_marked_for_those_who_cannot_see(sent: Page) -> None:
    box = next(box for box in sent.all("input") if box.get("name") == "title")
    assert box["aria-invalid"] == "true"
    assert "govuk-input--error" in str(box["class"])


@pytest.mark.parametrize("word", ["invalid", "error occurred", "valid choice", "is required"])
def test_the_words_are_kind(word: str) -> None:
    form = SampleForm(data={"area": "elsewhere", "kind": "nonsense", "when": "soon"})
    said = " ".join(text for texts in form.errors.values() for text in texts)
    assert said
    assert word not in said.lower()


def test_the_odd_answer_is_told_what_to_do() -> None:
    form = SampleForm(data={"area": "elsewhere", "when": "soon"})
    assert form.errors["title"] == ["Fill in this part."]
    assert form.errors["area"] == ["Choose one from the list."]
    assert form.errors["when"] == ["Write a date and a time, like 4 May 2026, 14:05."]


@pytest.mark.parametrize(
    ("widget", "kind"),
    [
        (forms.TextInput, "input"),
        (forms.EmailInput, "input"),
        (forms.PasswordInput, "password"),
        (forms.Textarea, "textarea"),
        (forms.Select, "select"),
        (forms.SelectMultiple, "select"),
        (forms.RadioSelect, "radios"),
        (forms.CheckboxSelectMultiple, "checkboxes"),
        (forms.CheckboxInput, "checkbox"),
        (forms.ClearableFileInput, "file"),
    ],
)
def test_kind_comes_from_the_widget(widget: type[forms.Widget], kind: str) -> None:
    fields: dict[str, Any] = {"x": forms.ChoiceField(choices=[("a", "A")], widget=widget)}
    bound = type("One", (Form,), fields)()["x"]
    assert bound.kind == kind


def test_a_hint_outlasts_a_placeholder() -> None:
    class Two(Form):
        name = forms.CharField(widget=forms.TextInput(attrs={"placeholder": "Name", "class": "mine"}))

    html = str(Two())
    assert "placeholder" not in html
    assert 'class="govuk-input mine"' in html


def test_what_people_write_is_escaped_in_the_summary() -> None:
    class Rude(Form):
        name = forms.CharField()

        def clean_name(self) -> str:
            raise forms.ValidationError(f"Not {self.cleaned_data['name']}")

    html = str(Rude(data={"name": "<script>alert(1)</script>"}))
    assert "<script>" not in html
