"""The editor: a draft that counts nowhere, a live test, another person's yes, a new version."""

from typing import Any

import pytest
from django.test import Client

from bluelamp.audit.models import Entry
from bluelamp.forces.states import Role
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from bluelamp.policy import actions, assess, own, proposals, trying
from bluelamp.policy.models import InstalledPack, Proposal
from bluelamp.rulebook.editing import following
from bluelamp.rulebook.findings import Draft
from bluelamp.rulebook.packs import parse
from tests.support import packs as made
from tests.support.world import World, client_of, make_member

pytestmark = pytest.mark.django_db
RULE = {
    "rule": "HAR-01", "title": "No cake", "risk": "TONE", "weight": "advise", "say": "Leave out the cake.",
    "why": "It makes light of it.", "basis": "House rule", "phrases": "doughnut*\ncake", "flags": "Time for cake.",
    "passes": "Time for a walk.", "seen": "0",
}  # fmt: skip


@pytest.fixture
def based(world: World) -> World:
    actions.install(world.force, None, made.BASE, actions.BASE)
    return world


@pytest.fixture
def cara(based: World) -> Client:
    return client_of(based.cara)


def shown(client: Client, url: str, **data: str) -> str:
    answer = client.post(url, data, follow=True) if data else client.get(url)
    return answer.content.decode()


def test_a_new_rule_is_kept_in_a_draft_and_counts_nowhere(based: World, cara: Client) -> None:
    said = shown(cara, "/packs/own/add/", **RULE, do="save")
    assert "Saved in your draft" in said
    draft = own.draft_of(based.force)
    assert draft is not None
    assert [rule.id for rule in parse(draft.text).rules] == ["HAR-01"]
    assert assess.preview(based.force, Draft("Time for cake.")).verdict == "ok"
    assert Entry.objects.filter(act="pack.edit").count() == 1


def test_send_agree_and_it_is_a_new_version_with_its_reason(based: World, cara: Client) -> None:
    shown(cara, "/packs/own/add/", **RULE, do="save")
    draft = own.draft_of(based.force)
    assert draft is not None
    page = cara.get(f"/packs/changes/{draft.pk}/")
    assert "New: 1" in page.content.decode()
    cara.post(f"/packs/changes/{draft.pk}/propose/", {"seen": page.context["seen"], "reason": "After the fair"})
    cara.post(f"/packs/changes/{draft.pk}/agree/", {"seen": page.context["seen"]})
    assert assess.preview(based.force, Draft("Time for cake.")).verdict == "ok"
    esi = client_of(based.esi)
    seen = esi.get(f"/packs/changes/{draft.pk}/").context["seen"]
    esi.post(f"/packs/changes/{draft.pk}/agree/", {"seen": seen})
    assert assess.preview(based.force, Draft("Time for cake.")).verdict == "advise"
    row = own.in_force(based.force)
    assert row is not None
    pack = parse(row.text)
    assert (row.version, row.by, row.agreed_by) == ("0.1.0", based.cara, based.esi)
    assert pack.changelog[0].changes == ("After the fair",)
    assert {"pack.propose", "pack.agree", "pack.install"} <= set(Entry.objects.values_list("act", flat=True))


def test_the_next_version_builds_on_the_last(based: World) -> None:
    made.in_force(based.cara, based.esi, made.draft_rule(based.cara))
    made.in_force(based.cara, based.esi, made.draft_rule(based.cara, name="HAR-02", word="bun"))
    versions = InstalledPack.objects.filter(name="northmere").order_by("created_at").values_list("version", flat=True)
    assert list(versions) == ["0.1.0", "0.2.0"]
    row = own.in_force(based.force)
    assert row is not None
    assert {rule.id for rule in parse(row.text).rules} == {"HAR-01", "HAR-02"}
    assert len(parse(row.text).changelog) == 2


def test_changing_words_of_a_rule_below_keeps_only_what_differs(based: World, cara: Client) -> None:
    page = cara.get("/packs/own/rules/LB-01/")
    form = {name: str(value) for name, value in page.context["form"].initial.items() if name != "on"}
    shown(cara, "/packs/own/rules/LB-01/", **{**form, "on": "on", "say": "Calm down, please.", "do": "save"})
    draft = own.draft_of(based.force)
    assert draft is not None
    (change,) = parse(draft.text).amendments
    assert dict(change.words) == {"say": "Calm down, please."}
    assert change.weight is None
    said = shown(cara, "/packs/own/rules/LB-01/")
    assert "Calm down, please." in said
    shown(cara, "/packs/own/rules/LB-01/", **{**form, "seen": "1", "on": "on", "do": "reset"})
    draft.refresh_from_db()
    assert not parse(draft.text).amendments


def test_a_rule_below_can_be_switched_off_but_a_statute_cannot(based: World, cara: Client) -> None:
    form = {"seen": "0", "weight": "advise", "say": "x", "why": "y", "do": "save"}
    shown(cara, "/packs/own/rules/LB-01/", **form)
    draft = own.draft_of(based.force)
    assert draft is not None
    assert parse(draft.text).amendments[0].off
    said = shown(cara, "/packs/own/rules/LB-02/", **{**form, "seen": "1", "weight": "block"})
    assert "cannot be made" not in said
    draft.refresh_from_db()
    assert [change.off for change in parse(draft.text).amendments] == [True, False]
    refused = cara.post("/packs/own/rules/LB-02/", {**form, "seen": "2", "weight": "advise"})
    assert refused.status_code == 400
    assert "nobody can switch it off" in refused.content.decode()


def test_more_words_and_examples_for_a_rule_below(based: World, cara: Client) -> None:
    form = {"seen": "0", "weight": "review", "say": "Say it calmly.", "why": "Shouting frightens people.", "on": "on"}
    more = {"phrases": "horrif*", "flags": "Horrific news.", "passes": "Good news.", "rewrite": "Here is what we know."}
    shown(cara, "/packs/own/rules/LB-01/", **form, **more, do="save")
    draft = own.draft_of(based.force)
    assert draft is not None
    found = proposals.looked(draft)
    assert found.problem == ""
    assert any("LB-01" in line for line in found.stricter)
    made.in_force(based.cara, based.esi, draft)
    assert assess.preview(based.force, Draft("Horrific news.")).verdict == "review"


def test_the_live_test_tells_before_anything_is_saved(based: World, cara: Client) -> None:
    said = shown(cara, "/packs/own/try/", **RULE, sentence="Time for a doughnut.", kind="update", stage="none")
    assert "It speaks" in said
    assert "<mark>doughnut</mark>" in said
    assert "2 examples hold" in said
    said = shown(cara, "/packs/own/try/", **RULE, sentence="Time for tea.", kind="update", stage="none")
    assert "It says nothing" in said
    wrong = {**RULE, "passes": "Free cake for all."}
    assert "should pass and is stopped" in shown(cara, "/packs/own/try/", **wrong)
    assert not Proposal.objects.exists()
    assert "Rule HAR-01" in shown(cara, "/packs/own/try/", **{**RULE, "phrases": "[cake"})


def test_the_live_test_works_with_a_plain_button(based: World, cara: Client) -> None:
    said = shown(
        cara, "/packs/own/add/", **RULE, do="try", sentence="Time for a doughnut.", kind="update", stage="none"
    )
    assert "It speaks" in said
    assert "Time for cake." in said, "what was typed must stay"
    assert not Proposal.objects.exists()


def test_a_tried_sentence_becomes_an_example_with_its_stage(based: World, cara: Client) -> None:
    told = {"sentence": "Cake for the jury.", "kind": "court", "stage": "trial", "do": "keep_flags"}
    said = shown(cara, "/packs/own/add/", **RULE, **told)
    draft = own.draft_of(based.force)
    assert draft is not None
    flags = parse(draft.text).rules[0].flags
    assert [(one.draft.text, one.draft.kind, one.draft.case_state) for one in flags] == [
        ("Time for cake.", "update", "none"), ("Cake for the jury.", "court", "trial"),
    ]  # fmt: skip
    assert "Cake for the jury." in said
    kept = {**RULE, "seen": "1", "say": "No cake, please."}
    shown(cara, "/packs/own/rules/HAR-01/", **kept, do="save")
    draft.refresh_from_db()
    assert len(parse(draft.text).rules[0].flags) == 2, "an example with a stage is not lost by a save"


def test_register_and_lists_are_plain_lines(based: World, cara: Client) -> None:
    shown(cara, "/packs/own/register/", seen="0", **{"list-stations": "Mill Street\n\n Harby Road "})
    shown(cara, "/packs/own/lists/", seen="1", new_name="cakes", new_lines="bun*\ncake")
    draft = own.draft_of(based.force)
    assert draft is not None
    pack = parse(draft.text)
    assert pack.register.stations == ("Mill Street", "Harby Road")
    assert pack.lists == {"cakes": ("bun*", "cake")}
    assert "Harby Road" in shown(cara, "/packs/own/register/")
    assert "bun*" in shown(cara, "/packs/own/lists/")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"rule": "LB-01"}, "already"),
        ({"rule": "no good"}, "capital letters"),
        ({"phrases": "[cake"}, "HAR-01"),
        ({"phrases": ""}, "HAR-01"),
        ({"seen": "7"}, "another window"),
        ({"say": ""}, "Fill in"),
    ],
    ids=["taken", "odd name", "broken phrase", "no phrase", "stale", "nothing said"],
)
def test_a_slip_is_told_and_nothing_is_kept(based: World, cara: Client, change: dict[str, str], says: str) -> None:
    answer = cara.post("/packs/own/add/", {**RULE, **change, "do": "save"})
    assert answer.status_code in (400, 409)
    assert says in answer.content.decode()
    assert not Proposal.objects.exists()


def test_only_one_person_writes_at_a_time(based: World) -> None:
    pia = make_member(based.force, "Pia Holm", roles=[(Role.PRESS, None)])
    draft = made.draft_rule(based.cara)
    with pytest.raises(Conflict, match="Cara"):
        made.draft_rule(pia, seen=1)
    with pytest.raises(NotAllowed):
        own.send(pia, draft, proposals.seen(draft), "Mine")
    own.send(based.cara, draft, proposals.seen(draft), "Mine")
    with pytest.raises(Refused, match="waits for a yes"):
        made.draft_rule(pia)
    proposals.agree(pia, draft, proposals.seen(draft))
    made.draft_rule(pia, name="HAR-02")


def test_a_draft_whose_examples_fail_cannot_be_sent(based: World) -> None:
    draft = own.change(
        based.cara,
        0,
        lambda table: {**table, "rules": [{**made.rule_of(), "examples": {"flags": ["x"], "passes": []}}]},
    )
    found = proposals.looked(draft)
    assert "HAR-01" in found.problem
    with pytest.raises(Refused):
        own.send(based.cara, draft, proposals.seen(draft), "Why not")
    draft.refresh_from_db()
    assert (draft.state, draft.version) == ("draft", "")


def test_an_older_draft_does_not_undo_a_newer_version(based: World) -> None:
    draft = made.draft_rule(based.cara)
    actions.install(based.force, None, '[pack]\nname = "northmere"\nversion = "9"\n', actions.OWN)
    with pytest.raises(Conflict, match="begin again"):
        own.send(based.cara, draft, proposals.seen(draft), "Mine")


def test_the_admin_sees_changes_and_does_not_write(based: World) -> None:
    assert client_of(based.esi).get("/packs/own/").status_code == 403
    with pytest.raises(NotAllowed):
        made.draft_rule(based.esi)


@pytest.mark.parametrize(("version", "new"), [("1.4.2", "1.5.0"), ("3", "3.1"), ("0.0.0", "0.1.0"), ("x", "0.1")])
def test_versions_go_up(version: str, new: str) -> None:
    assert following(version) == new


def test_trying_a_rule_that_is_off_says_so(based: World) -> None:
    table: Any = {"pack": {"name": "northmere", "version": "1"}, "amend": [{"rule": "LB-01", "off": True}]}
    assert "switched off" in trying.look(based.force, table, "LB-01", "shocking").problem
