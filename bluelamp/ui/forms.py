"""Every form of the house in accessible GOV.UK markup: write `{{ form }}` inside `<form novalidate>` and it is done.

Named in the settings as FORM_RENDERER. A field's kind comes from its widget; templates are `ui/form.html`, `ui/field.html`.
"""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.forms.widgets import Input

KINDS: tuple[tuple[type[forms.Widget], str, str], ...] = (
    (forms.CheckboxSelectMultiple, "checkboxes", "govuk-checkboxes__input"),
    (forms.RadioSelect, "radios", "govuk-radios__input"),
    (forms.CheckboxInput, "checkbox", "govuk-checkboxes__input"),
    (forms.Select, "select", "govuk-select"),
    (forms.Textarea, "textarea", "govuk-textarea"),
    (forms.ClearableFileInput, "file", "govuk-file-upload"),
    (forms.FileInput, "file", "govuk-file-upload"),
    (forms.PasswordInput, "password", "govuk-input govuk-password-input__input govuk-js-password-input-input"),
    (Input, "input", "govuk-input"),
)
"""Widget, kind of field, class: the first that fits counts."""

ERROR_CLASS = {
    "select": "govuk-select--error",
    "textarea": "govuk-textarea--error",
    "file": "govuk-file-upload--error",
    "password": "govuk-input--error",
    "input": "govuk-input--error",
}


def kind_of(widget: forms.Widget) -> tuple[str, str]:
    """(kind, class) of a widget; one we do not know is drawn as it is, with its label."""
    for cls, kind, name in KINDS:
        if isinstance(widget, cls):
            return kind, name
    return "other", ""


class HouseBoundField(BoundField):
    """A field that knows its kind and its classes. Nothing is `required` for the browser: the server's words are kinder."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        self.kind, self.widget_class = kind_of(field.widget)
        field.widget.attrs.pop("placeholder", None)  # it vanishes while one types; a hint stays

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        built = dict(super().build_widget_attrs(attrs, widget))
        built.pop("required", None)
        own = self.field.widget.attrs.get("class", "")
        bad = ERROR_CLASS.get(self.kind, "") if self.errors else ""
        if names := " ".join(filter(None, (self.widget_class, bad, own))):
            built["class"] = names
        return built

    @property
    def grouped(self) -> bool:
        """Several controls under one legend."""
        return self.kind in {"radios", "checkboxes"}

    @property
    def optional(self) -> bool:
        """Said beside the label, unless the field sets `says_optional = False` (in a filter everything is)."""
        said = getattr(self.field, "says_optional", True)
        return said and not self.field.required and self.kind not in {"checkbox", "checkboxes"}

    @property
    def target(self) -> str:
        """The id that a link from the error summary leads to: the first control of a group."""
        return f"{self.auto_id}_0" if self.grouped else str(self.id_for_label or self.auto_id)


class HouseRenderer(DjangoTemplates):
    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
    bound_field_class = HouseBoundField
