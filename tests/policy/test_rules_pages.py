"""The rules, one by one, for those who have to live by them."""

import pytest

from tests.support.small import install_small
from tests.support.world import World, client_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rules(world: World) -> None:
    install_small(world.force)


def test_a_rule_has_a_page_with_everything_about_it(world: World) -> None:
    said = client_of(world.ann).get("/rules/SM-2/").content.decode()
    for words in ("Rule of redgate", "Say redgate differently.", "People stumble over redgate.", "Small rules, part 2"):
        assert words in said
    assert "May we say redgate?" in said
    assert said.count("Here is a redgate for everybody.") == 1
    assert said.count("Here is a heron for everybody.") == 1
    assert "small 1" in said


@pytest.mark.parametrize("rule", ["SM-9", "JUS-01", "%2e%2e", "x" * 300])
def test_a_rule_that_is_not_in_force_has_none(world: World, rule: str) -> None:
    assert client_of(world.ann).get(f"/rules/{rule}/").status_code == 404


def test_another_force_s_rule_stays_there(world: World) -> None:
    assert client_of(world.hana).get("/rules/SM-1/").status_code == 404


@pytest.mark.parametrize(
    ("sought", "found"),
    [("redgate", {"SM-2"}), ("REDGATE stumble", {"SM-2"}), ("part 3", {"SM-3"}), ("heron", {"SM-1", "SM-2", "SM-3", "SM-4"}),
     ("sm-4", {"SM-4"}), ("zebra", set()), ("  ", {"SM-1", "SM-2", "SM-3", "SM-4"})],
)  # fmt: skip
def test_one_finds_a_rule_by_its_words(world: World, sought: str, found: set[str]) -> None:
    said = client_of(world.ann).get("/rules/", {"q": sought}).content.decode()
    assert {rule for rule in ("SM-1", "SM-2", "SM-3", "SM-4") if f'id="{rule}"' in said} == found
    assert ("No rule holds these words." in said) is (not found)


@pytest.mark.parametrize(
    ("who", "weighs", "reads"),
    [("ann", False, False), ("bal", True, False), ("cara", True, True), ("esi", False, True), ("fay", False, True)],
)
def test_links_lead_where_one_may_go(world: World, who: str, weighs: bool, reads: bool) -> None:
    said = client_of(getattr(world, who)).get("/rules/").content.decode()
    assert ('href="/rules/answers/"' in said) is weighs
    assert ('href="/rules/report/"' in said) is reads


@pytest.mark.parametrize(("who", "changes"), [("ann", False), ("cara", True), ("fay", False)])
def test_the_press_office_comes_from_a_rule_to_its_editor(world: World, who: str, changes: bool) -> None:
    said = client_of(getattr(world, who)).get("/rules/SM-3/").content.decode()
    assert ("Change this rule" in said) is changes
