"""What a form says when something is missing or odd: our words in place of the framework's."""

from typing import Any

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {"required": _("Fill in this part.")},
    forms.IntegerField: {"invalid": _("Write a whole number, like 12.")},
    forms.DateField: {"invalid": _("Write a date, like 4 May 2026.")},
    forms.TimeField: {"invalid": _("Write a time, like 14:05.")},
    forms.DateTimeField: {"invalid": _("Write a date and a time, like 4 May 2026, 14:05.")},
    forms.ChoiceField: {"invalid_choice": _("Choose one from the list.")},
    forms.MultipleChoiceField: {
        "invalid_choice": _("Choose from the list."),
        "invalid_list": _("Choose from the list."),
    },
    forms.ModelChoiceField: {"invalid_choice": _("Choose one from the list.")},
    forms.FileField: {
        "invalid": _("Choose the file again: it did not arrive."),
        "missing": _("Choose the file again: it did not arrive."),
        "empty": _("This file is empty. Choose another one."),
    },
    forms.ImageField: {"invalid_image": _("This is not a picture we can read. Choose a JPEG, PNG or WebP.")},
    forms.URLField: {"invalid": _("Write a web address, like https://www.example.org.")},
}


def apply() -> None:
    """Put our sentences into the framework's fields, once, at start."""
    for field, sentences in SENTENCES.items():
        field.default_error_messages = {**field.default_error_messages, **sentences}
    validators.validate_email.message = _("Write an e-mail address, like name@example.org.")
