"""The case register: who may do what, what is kept, and what it tells the rules."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bluelamp.audit.models import Content, Entry
from bluelamp.forces import hold
from bluelamp.forces.models import Member
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused, Told
from bluelamp.policy import assess, register
from bluelamp.policy import cases_access as access
from bluelamp.policy import cases_actions as actions
from bluelamp.policy import register_actions as papers
from bluelamp.policy.models import Case, Gate, ProtectedName
from bluelamp.policy.models.cases import ACTIVE, STAGES
from bluelamp.rulebook import engine, packs
from bluelamp.rulebook.findings import CASE_STATES, Draft
from tests.support.cases import REF, make_case, make_order
from tests.support.world import World, client_of

pytestmark = pytest.mark.django_db
NAME = "Priya Nandakumar"
DAY = timedelta(days=1)


def known(world: World, case: Case | None = None, text: str = "", **more: Any) -> dict[str, Any]:
    asked = register.Asked(world.force, world.harby.pk, texts=[text], case_id=case.pk if case else None, **more)
    return dict(register.known(asked).facts)


def today(world: World) -> date:
    return register.today(world.force)


# --- keeping it


def test_a_case_is_there_once_and_on_record(world: World) -> None:
    case = make_case(world.bal, lead=world.ann, known_as=["Mill Street", "mill street", "x", ""])
    assert (case.ref, case.stage, case.lead, case.known_as) == (
        REF,
        "investigation",
        world.ann,
        ["Mill Street", "mill street"],
    )
    with pytest.raises(Conflict):
        make_case(world.cara, area=world.harby)
    assert Entry.objects.filter(act="case.open").count() == 1


VERBS: dict[str, Callable[[Member, Case], object]] = {
    "stage": lambda by, case: actions.set_stage(by, case, "arrest"),
    "edit": lambda by, case: actions.change_case(by, case, title="Something else"),
    "tick": lambda by, case: actions.tick(by, case, "family_informed"),
    "order": lambda by, case: actions.add_order(by, case, "other", date(2026, 5, 3)),
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    ("who", "may"),
    [("ann", False), ("bal", True), ("cara", True), ("dev", True), ("esi", False), ("fay", False), ("hana", False)],
)
def test_who_keeps_it(world: World, verb: str, who: str, may: bool) -> None:
    case = make_case(world.bal)
    if may:
        VERBS[verb](getattr(world, who), case)
    else:
        with pytest.raises(NotAllowed):
            VERBS[verb](getattr(world, who), case)
        assert Entry.objects.exclude(act="case.open").count() == 0


def test_the_officer_in_the_case_keeps_their_own(world: World) -> None:
    case = make_case(world.bal, lead=world.ann)
    for do in VERBS.values():
        do(world.ann, case)
    assert access.may_see_names(world.ann, case)


@pytest.mark.parametrize("stage", STAGES)
def test_the_stage_moves_once_with_its_time(world: World, stage: str) -> None:
    case = make_case(world.bal, stage="trial" if stage == "investigation" else "investigation")
    before = case.stage_since
    moved = actions.set_stage(world.bal, case, stage)
    assert moved.stage == stage
    assert moved.stage_since > before
    actions.set_stage(world.bal, case, stage)
    assert Entry.objects.filter(act="case.stage").count() == 1
    assert moved.contempt_active is (stage in ACTIVE)


def test_a_stage_that_nobody_knows_is_refused(world: World) -> None:
    for strange in ("none", "guilty", ""):
        with pytest.raises(Refused):
            actions.set_stage(world.bal, make_case(world.bal, f"1/{strange or 'x'}/26"), strange)


def test_a_linked_trial_keeps_a_finished_case_active(world: World) -> None:
    case = make_case(world.bal, stage="sentenced")
    assert not case.contempt_active
    assert actions.change_case(world.bal, case, linked_trial=True).contempt_active
    assert known(world, case)["linked_trial"] is True


def test_a_tick_can_be_taken_back_with_a_reason(world: World) -> None:
    case = make_case(world.bal)
    assert known(world, case)["next_of_kin_informed"] is False
    actions.tick(world.bal, case, "next_of_kin_informed")
    assert known(world, case)["next_of_kin_informed"] is True
    with pytest.raises(Conflict):
        actions.tick(world.cara, case, "next_of_kin_informed")
    with pytest.raises(Refused):
        actions.untick(world.bal, case, "next_of_kin_informed", "  ")
    actions.untick(world.bal, case, "next_of_kin_informed", "It was another family.")
    assert known(world, case)["next_of_kin_informed"] is False
    assert Gate.objects.get().by == world.bal
    actions.tick(world.bal, case, "next_of_kin_informed")
    assert [e.act for e in Entry.objects.filter(act__startswith="case.gate")] == [
        "case.gate",
        "case.gate_undo",
        "case.gate",
    ]


# --- orders and names


@pytest.mark.parametrize(
    ("made", "ends", "binds"),
    [(-1, None, True), (0, None, True), (1, None, False), (-9, -1, False), (-9, 0, True), (-9, 5, True)],
)
def test_an_order_binds_from_its_first_day_to_its_last(world: World, made: int, ends: int | None, binds: bool) -> None:
    case, now = make_case(world.bal), today(world)
    order = make_order(
        world.bal, case, "no_report", made_on=now + made * DAY, ends_on=now + ends * DAY if ends is not None else None
    )
    assert known(world, case)["case_orders"] == (["no_report"] if binds else [])
    assert order.binds(now) is binds


def test_a_lifted_order_binds_no_more_and_forgets_its_names(world: World) -> None:
    case = make_case(world.bal)
    order = make_order(world.bal, case)
    actions.add_name(world.cara, order, NAME)
    assert NAME in known(world, case)["protected"]
    actions.lift_order(world.bal, order, today(world))
    assert known(world, case, NAME)["protected"] == []
    assert known(world, case)["case_orders"] == []
    assert not ProtectedName.objects.exists()
    with pytest.raises(Conflict):
        actions.lift_order(world.bal, order, today(world))
    order.refresh_from_db()
    with pytest.raises(Conflict):
        actions.add_name(world.cara, order, NAME)


@pytest.mark.parametrize(("who", "may"), [("ann", False), ("bal", False), ("cara", True), ("dev", False), ("esi", False), ("fay", False), ("hana", False)])  # fmt: skip
def test_only_the_press_office_and_the_lead_see_the_names(world: World, who: str, may: bool) -> None:
    case = make_case(world.bal)
    actions.add_name(world.cara, make_order(world.bal, case), NAME)
    member = getattr(world, who)
    page = client_of(member).get(f"/cases/{case.pk}/names/")
    assert (NAME in page.content.decode()) is may
    assert Entry.objects.filter(act="case.names", actor_id=member.pk).exists() is may
    if not may:
        with pytest.raises(NotAllowed):
            actions.look_at_names(member, case)
        with pytest.raises(NotAllowed):
            actions.add_name(member, make_order(world.bal, case), "Another Name")


def test_no_name_ever_stands_in_the_record_or_on_the_page_of_the_case(world: World) -> None:
    case = make_case(world.bal)
    order = make_order(world.bal, case, words="No witness may be recognised.")
    row = actions.add_name(world.cara, order, NAME)
    actions.look_at_names(world.cara, case)
    actions.remove_name(world.cara, row)
    actions.add_name(world.cara, order, NAME)
    actions.lift_order(world.cara, order, today(world))
    kept = "".join(f"{entry.facts}{entry.object_name}" for entry in Entry.objects.all())
    kept += "".join(Content.objects.values_list("text", flat=True))
    assert "Priya" not in kept
    for who in ("ann", "bal", "cara"):
        assert "Priya" not in client_of(getattr(world, who)).get(f"/cases/{case.pk}/").content.decode()


def test_a_full_name_counts_everywhere_and_a_single_word_only_with_its_case(world: World) -> None:
    case = make_case(world.bal)
    order = make_order(world.bal, case)
    for name in (NAME, "Priya"):
        actions.add_name(world.cara, order, name)
    assert known(world, None, f"Thank you, {NAME}.")["protected"] == [NAME, "priyanandakumar"]
    assert "priyanandakumar" in known(world, None, "#PriyaNandakumar")["protected"]
    assert known(world, None, "Thank you, Priya.")["protected"] == []
    assert known(world, case, "Thank you.")["protected"] == ["Priya", NAME]
    assert known(world, None, f"Priya and {REF}")["protected"] == ["Priya", NAME]


@pytest.mark.parametrize(
    "text", [f"Thank you, {NAME}.", "PRIYA NANDAKUMAR", "#PriyaNandakumar", "Thanks P\u200briya Nandakumar!"]
)
def test_the_builtin_rules_let_no_protected_name_out(world: World, text: str) -> None:
    case = make_case(world.bal, stage="sentenced")
    actions.add_name(world.cara, make_order(world.bal, case), NAME)
    facts = known(world, None, text)
    said = engine.assess([packs.builtin()], Draft(text, facts=facts))
    assert [f.weight for f in said.findings if f.rule == "JUS-06"] == ["block"]
    kept = assess.judge(world.force, "a" * 64, Draft(text, facts=facts))
    assert "riya" not in f"{kept.facts}{kept.answers}{kept.around}{kept.findings}"


def test_one_forces_register_says_nothing_to_another(world: World) -> None:
    case = make_case(world.bal, stage="arrest")
    actions.add_name(world.cara, make_order(world.bal, case), NAME)
    asked = register.Asked(world.other, world.moor.pk, texts=[NAME, REF], case_id=case.pk)
    told = register.known(asked)
    assert told.case is None
    assert told.facts["protected"] == []
    assert "case_ref" not in told.facts


# --- what the rules are told


def test_a_case_that_the_words_name_counts_as_if_it_were_chosen(world: World) -> None:
    case = make_case(world.bal, "Operation Larkspur", stage="charged")
    make_order(world.bal, case, "postponed")
    told = register.known(register.Asked(world.force, world.harby.pk, texts=["Op Larkspur goes on."]))
    assert (told.case, told.stage) == (case, "charged")
    assert told.facts["case_orders"] == ["postponed"]
    assert (told.facts["case_ref"], told.facts["case_known"]) == ("Operation Larkspur", True)


def test_of_two_cases_the_stricter_word_counts(world: World) -> None:
    first, second = make_case(world.bal), make_case(world.bal, "14/777/26", linked_trial=True)
    make_order(world.bal, second, "no_report")
    facts = known(world, first, "Like 14/777/26.")
    assert facts["case_ref"] == REF
    assert (facts["case_orders"], facts["linked_trial"]) == (["no_report"], True)


def test_a_draft_without_a_case_is_told_nothing_of_one(world: World) -> None:
    make_case(world.bal)
    facts = known(world, None, "We are at the library.")
    assert not {"case_ref", "case_known", "case_orders", "linked_trial", "family_informed"} & set(facts)


def test_words_under_which_people_know_it_are_a_suggestion_only(world: World) -> None:
    case = make_case(world.bal, known_as=["Mill Street"])
    asked = register.Asked(world.force, world.harby.pk, texts=["A shop in mill street was robbed."])
    assert register.suggestions(asked, None) == [case]
    assert register.suggestions(asked, [world.saltwick.pk]) == []
    assert register.known(asked).case is None
    actions.set_stage(world.bal, case, "resolved")
    assert register.suggestions(asked, None) == []


def test_a_hold_is_told_unless_the_kind_is_exempt(world: World) -> None:
    assert known(world)["hold"] is False
    hold.press(world.cara, "A grave incident in Harby", world.harby)
    facts = known(world)
    assert (facts["hold"], facts["hold_note"]) == (True, "A grave incident in Harby")
    assert known(world, kind="appeal_missing")["hold"] is False
    asked = register.Asked(world.force, world.saltwick.pk)
    assert register.known(asked).facts["hold"] is False


def test_the_languages_are_those_of_the_force(world: World) -> None:
    world.force.languages = ["en", "cy"]
    assert known(world)["languages"] == ["en", "cy"]


# --- consents and elections


@pytest.mark.parametrize(
    ("given_", "until", "counts"), [(-3, None, True), (0, 0, True), (-9, -1, False), (-9, 5, True)]
)
def test_a_consent_counts_until_its_last_day(world: World, given_: int, until: int | None, counts: bool) -> None:
    now = today(world)
    ends = now + until * DAY if until is not None else None
    yes = papers.record_consent(world.ann, world.harby, "story", "A woman", now + given_ * DAY, ends)
    assert yes.number == "C-1001"
    assert known(world, consent_id=yes.pk).get("consent") == ("C-1001" if counts else None)
    assert yes.counts(now) is counts


def test_a_withdrawn_consent_counts_no_more_and_numbers_go_on(world: World) -> None:
    now = today(world)
    first = papers.record_consent(world.ann, world.harby, "name", "A man", now)
    papers.withdraw_consent(world.bal, first)
    assert "consent" not in known(world, consent_id=first.pk)
    with pytest.raises(Conflict):
        papers.withdraw_consent(world.ann, first)
    assert papers.record_consent(world.ann, world.harby, "name", "A man", now).number == "C-1002"
    assert papers.record_consent(world.gil, world.moor, "name", "A man", now).number == "C-1001"


@pytest.mark.parametrize(
    ("given_", "until", "kind"),
    [(1, None, "story"), (0, -1, "story"), (0, None, "anything")],
    ids=["ahead", "backwards", "kind"],
)
def test_a_consent_that_cannot_be_is_refused(world: World, given_: int, until: int | None, kind: str) -> None:
    now = today(world)
    with pytest.raises(Refused):
        papers.record_consent(
            world.ann, world.harby, kind, "A man", now + given_ * DAY, now + until * DAY if until is not None else None
        )


def test_an_election_is_on_in_its_areas_and_days(world: World) -> None:
    now = today(world)
    papers.plan_election(world.cara, "Mayor", now, now + 20 * DAY, [world.harby], ["Lee Moss", "Lee Moss", " "])
    facts = known(world)
    assert (facts["election"], facts["candidates"]) == (True, ["Lee Moss"])
    assert register.known(register.Asked(world.force, world.saltwick.pk)).facts["election"] is False
    later = papers.plan_election(world.cara, "Council", now, now, (), ["Ada Lund"])
    assert known(world)["candidates"] == ["Ada Lund", "Lee Moss"]
    papers.drop_election(world.esi, later)
    assert known(world)["candidates"] == ["Lee Moss"]
    papers.plan_election(world.cara, "Next year", now + DAY, now + 9 * DAY, (), ["Too Early"])
    assert known(world)["candidates"] == ["Lee Moss"]


@pytest.mark.parametrize("who", ["ann", "bal", "dev", "fay", "hana"])
def test_others_do_not_keep_the_calendar(world: World, who: str) -> None:
    now = today(world)
    period = papers.plan_election(world.cara, "Mayor", now, now)
    if who != "hana":
        with pytest.raises(NotAllowed):
            papers.plan_election(getattr(world, who), "Mayor", now, now)
    with pytest.raises(NotAllowed):
        papers.drop_election(getattr(world, who), period)


# --- pages


def test_an_officer_sees_where_a_case_stands_and_what_may_be_said(world: World) -> None:
    case = make_case(world.bal, stage="arrest")
    page = client_of(world.ann, factor=False).get(f"/cases/{case.pk}/").content.decode()
    assert "No name, address, job or nationality." in page
    assert "One tap." not in page
    assert REF in client_of(world.ann).get("/cases/?q=20345").content.decode()
    assert REF not in client_of(world.ann).get("/cases/?q=999").content.decode()


def test_one_tap_moves_a_case_on(world: World) -> None:
    case = make_case(world.bal)
    answer = client_of(world.bal).post(f"/cases/{case.pk}/stage/", {"stage": "arrest"})
    assert answer.status_code == 302
    case.refresh_from_db()
    assert case.stage == "arrest"


def test_the_pages_take_what_people_send_and_say_what_is_missing(world: World) -> None:
    bal, cara = client_of(world.bal), client_of(world.cara)
    said = {
        "ref": "14/9/26",
        "title": "Theft",
        "area": str(world.harby.pk),
        "stage": "charged",
        "known_as": "Mill Row\nOp Fern",
    }
    assert bal.post("/cases/add/", said).status_code == 302
    case = Case.objects.get()
    assert (case.stage, case.known_as) == ("charged", ["Mill Row", "Op Fern"])
    assert bal.post("/cases/add/", said).status_code == 400
    assert bal.post(f"/cases/{case.pk}/edit/", {"title": "Burglary", "linked_trial": "on"}).status_code == 302
    case.refresh_from_db()
    assert (case.title, case.linked_trial, case.known_as) == ("Burglary", True, [])
    assert bal.post(f"/cases/{case.pk}/order/", {"kind": "no_report", "made_on": "2026-05-03"}).status_code == 302
    order = case.orders.get()
    assert cara.post(f"/cases/{case.pk}/names/", {"order": str(order.pk), "words": NAME}).status_code == 302
    assert order.names.get().words == NAME
    assert bal.post(f"/cases/{case.pk}/gate/", {"tick": "family_informed"}).status_code == 302
    assert bal.post(f"/cases/{case.pk}/gate/", {"untick": "family_informed", "why": ""}).status_code == 302
    assert known(world, case)["family_informed"] is True
    assert bal.post(f"/cases/orders/{order.pk}/lift/", {"on": "2026-05-02"}).status_code == 400
    assert bal.post(f"/cases/orders/{order.pk}/lift/", {"on": "2026-06-02"}).status_code == 302
    yes = {
        "kind": "story",
        "whom": "The shopkeeper",
        "given_on": "2026-05-03",
        "area": str(world.harby.pk),
        "case": str(case.pk),
    }
    assert client_of(world.ann).post("/consents/add/", yes).status_code == 302
    assert "C-1001" in client_of(world.ann).get(f"/cases/{case.pk}/").content.decode()
    vote = {
        "title": "Mayor",
        "begins_on": "2026-05-03",
        "ends_on": "2027-06-04",
        "areas": [str(world.harby.pk)],
        "candidates": "Lee Moss",
    }
    assert cara.post("/calendar/add/", vote).status_code == 302
    assert "Mayor" in client_of(world.ann).get("/calendar/").content.decode()
    assert cara.post("/calendar/add/", vote | {"ends_on": "2026-05-01"}).status_code == 400


def test_lists_cost_the_same_with_many_rows(world: World, django_assert_max_num_queries: Any) -> None:
    for number in range(30):
        make_case(world.bal, f"14/{number}/26", lead=world.ann)
        papers.record_consent(world.ann, world.harby, "story", "A man", today(world))
    client = client_of(world.bal)
    for page in ("/cases/", "/consents/", "/calendar/"):
        with django_assert_max_num_queries(20):
            assert client.get(page).status_code == 200


# --- in any order


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["stage", "tick", "untick", "order", "lift", "name"]),
        st.sampled_from(STAGES),
        st.sampled_from(["ann", "bal", "cara", "dev", "hana"]),
    ),
    max_size=8,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_was_done_the_rules_are_told_what_the_register_says(
    world: World, steps: list[tuple[str, str, str]]
) -> None:
    case = make_case(world.bal, f"14/{Case.objects.count()}/26")
    for verb, stage, who in steps:
        with suppress(Told):
            _do(verb, stage, getattr(world, who), case)
    case.refresh_from_db()
    now = register.known(register.Asked(world.force, world.harby.pk, texts=[NAME], case_id=case.pk))
    assert now.stage == case.stage
    assert now.stage in CASE_STATES
    assert now.facts["case_orders"] == sorted({order.kind for order in case.orders.all() if order.binds(today(world))})
    ticked = case.gates.filter(kind="family_informed", undone_at=None).exists()
    assert now.facts["family_informed"] is ticked
    mine = ProtectedName.objects.filter(order__case=case, words=NAME).exists()
    assert mine <= (NAME in now.facts["protected"])


def _do(verb: str, stage: str, by: Member, case: Case) -> None:
    order = case.orders.filter(lifted_on=None).first()
    if verb == "stage":
        actions.set_stage(by, case, stage)
    elif verb == "tick":
        actions.tick(by, case, "family_informed")
    elif verb == "untick":
        actions.untick(by, case, "family_informed", "A mistake")
    elif verb == "order":
        make_order(by, case)
    elif order is not None and verb == "lift":
        actions.lift_order(by, order, register.today(by.force))
    elif order is not None:
        actions.add_name(by, order, NAME)
