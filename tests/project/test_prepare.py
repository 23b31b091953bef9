import types

import pytest

from bluelamp.forces.models import Force
from bluelamp.project import parts, prepare

pytestmark = pytest.mark.django_db


class Demo(types.ModuleType):
    """Loads one force, or breaks after it."""

    def __init__(self, breaks: bool = False) -> None:
        super().__init__("demo")
        self.breaks, self.loaded = breaks, 0

    def load(self) -> None:
        self.loaded += 1
        Force.objects.create(slug="northmere", name="Northmere", short_name="N", domain="n.example", is_demo=True)
        if self.breaks:
            raise LookupError

    def signins(self) -> list[str]:
        return ["Ann: ann@northmere.example"]


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch) -> Demo:
    stand_in = Demo()
    monkeypatch.setattr(parts, "load", lambda path: stand_in)
    return stand_in


def test_the_demonstration_is_loaded_into_an_empty_database_once(demo: Demo) -> None:
    assert prepare.demonstrate() == ["Ann: ann@northmere.example"]
    assert prepare.demonstrate() == ["Ann: ann@northmere.example"]
    assert demo.loaded == 1


def test_a_real_force_is_never_joined_by_an_invented_one(demo: Demo) -> None:
    Force.objects.create(slug="real", name="Real", short_name="R", domain="r.example")
    assert prepare.demonstrate() == []
    assert demo.loaded == 0


def test_half_a_demonstration_is_none(demo: Demo) -> None:
    demo.breaks = True
    with pytest.raises(LookupError):
        prepare.demonstrate()
    assert not Force.objects.exists()


def test_tables_that_are_up_to_date_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "call_command", lambda *words, **more: pytest.fail("nothing was to do"))
    prepare.migrate()
