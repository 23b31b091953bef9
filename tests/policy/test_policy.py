from typing import Any

import pytest

from bluelamp.audit.models import Entry
from bluelamp.kernel.errors import Refused
from bluelamp.policy import actions, assess
from bluelamp.policy.models import InstalledPack, Verdict
from bluelamp.rulebook import packs
from bluelamp.rulebook.findings import Draft
from tests.support.world import World, client_of

pytestmark = pytest.mark.django_db

PACK = """
[pack]
name = "northmere"
version = "{version}"

[[rules]]
id = "NM-01"
title = "No shouting"
risk = "TONE"
weight = "advise"
say = "Say it calmly."
why = "Shouting frightens people."
basis = "House rule"

[[rules.check]]
use = "words"
any = ["{word}"]

[rules.examples]
flags = ["This is {word} news."]
passes = ["This is news."]
"""


def own(word: str = "shocking", version: str = "1", flagged: str = "") -> str:
    text = PACK.format(word=word, version=version)
    return text.replace(f'"This is {word} news."', f'"{flagged}"') if flagged else text


def test_the_builtin_pack_installs_once_and_judges(world: World) -> None:
    first = actions.install_builtin(world.force, world.esi)
    again = actions.install_builtin(world.force, world.esi)
    assert first == again
    assert [entry.facts["digest"] for entry in Entry.objects.filter(act="pack.install")] == [first.digest]
    (pack,) = assess.packs_in_force(world.force)
    assert (pack.name, pack.digest) == ("uk-police", packs.builtin().digest)
    said = assess.preview(world.force, Draft("Call Jane on 07700 900123."))
    assert "PERS" in said.risks
    assert said.packs == (first.digest,)
    assert not Verdict.objects.exists()


def test_a_force_without_rules_has_everything_read_by_somebody(world: World) -> None:
    said = assess.preview(world.force, Draft("Nice weather."))
    assert said.verdict == "review"
    assert said.findings[0].rule == "not-checked"


def test_a_verdict_is_kept_with_what_it_was_about(world: World) -> None:
    actions.install_builtin(world.force, None)
    draft = Draft("Call Jane on 07700 900123.", facts={"family_told": "yes"})
    kept = assess.judge(world.force, "a" * 64, draft)
    kept.refresh_from_db()
    assert kept.subject == "a" * 64
    assert tuple(kept.said) == assess.preview(world.force, draft).findings
    assert kept.answers == {"family_told": "yes"}


def test_a_new_version_retires_the_old_one_and_changes_the_judgement(world: World) -> None:
    actions.install(world.force, world.esi, own("shocking"), actions.OWN)
    assert assess.preview(world.force, Draft("This is shocking news.")).verdict == "advise"
    actions.install(world.force, world.esi, own("awful", version="2"), actions.OWN)
    assert assess.preview(world.force, Draft("This is shocking news.")).verdict == "ok"
    assert assess.preview(world.force, Draft("This is awful news.")).verdict == "advise"
    assert InstalledPack.objects.of(world.force).count() == 2
    assert InstalledPack.objects.of(world.force).in_force().count() == 1


def test_one_forces_pack_is_not_anothers(world: World) -> None:
    actions.install(world.other, world.hana, own(), actions.OWN)
    assert assess.packs_in_force(world.force) == ()


@pytest.mark.parametrize(
    "text",
    ["not toml [", own(flagged="Nothing to see here."), own().replace("NM-01", "JUS-01")],
    ids=["unreadable", "fails its own example", "takes another rule's id"],
)
def test_a_pack_that_does_not_hold_is_not_installed(world: World, text: str) -> None:
    actions.install_builtin(world.force, None)
    with pytest.raises(Refused):
        actions.install(world.force, world.esi, text, actions.OWN)
    assert [pack.name for pack in assess.packs_in_force(world.force)] == ["uk-police"]


def test_packs_stack_base_first_whatever_came_first(world: World) -> None:
    actions.install(world.force, world.esi, own(), actions.OWN)
    actions.install_builtin(world.force, world.esi)
    assert [pack.name for pack in assess.packs_in_force(world.force)] == ["uk-police", "northmere"]


def test_a_pack_is_read_once_in_the_life_of_a_process(world: World, django_assert_num_queries: Any) -> None:
    actions.install_builtin(world.force, None)
    assess.packs_in_force(world.force)
    with django_assert_num_queries(1):
        assess.packs_in_force(world.force)


@pytest.mark.parametrize("who", ["ann", "fay"])
def test_everybody_can_read_the_rules_with_why_and_safe_wording(world: World, who: str) -> None:
    actions.install_builtin(world.force, None)
    page = client_of(getattr(world, who), factor=False).get("/rules/")
    said = page.content.decode()
    for rule in packs.builtin().rules:
        assert f'id="{rule.id}"' in said
    assert "Safe wording:" in said
    assert str(InstalledPack.objects.get().version) in said


def test_without_rules_the_page_says_so(world: World) -> None:
    assert "No rules are installed" in client_of(world.ann).get("/rules/").content.decode()
