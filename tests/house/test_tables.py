"""Every table belongs to one force, and every look at it can begin with `.of(force)`."""

import pytest
from django.apps import apps
from django.db.models import Model

from bluelamp.forces.tenancy import OwnedQuerySet

WITHOUT = {
    "forces.Force": "it is the force",
    "forces.User": "a sign-in; the member that it belongs to has the force",
}
OURS = [
    model
    for model in apps.get_models()
    if model.__module__.startswith("bluelamp.") and model._meta.label not in WITHOUT
]


def test_the_walk_finds_the_rooms() -> None:
    found = {model._meta.app_label for model in OURS}
    assert found >= {"forces", "media", "channels", "policy", "posts", "review", "publishing", "inbox", "audit"}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_table_has_a_force(model: type[Model]) -> None:
    columns = {field.attname for field in model._meta.concrete_fields}
    assert "force_id" in columns, f"{model._meta.label} belongs to no force"
    assert not model._meta.get_field("force_id" if "force_id" in columns else "force").null


@pytest.mark.parametrize(
    "model", [model for model in OURS if model._meta.app_label != "audit"], ids=lambda model: model._meta.label
)
def test_every_look_can_begin_with_the_force(model: type[Model]) -> None:
    assert isinstance(model._default_manager.all(), OwnedQuerySet)
