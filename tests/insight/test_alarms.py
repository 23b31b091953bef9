"""The report about rules: counted in posts, with honest bounds, and about nobody."""

import csv
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.http import QueryDict

from bluelamp.forces.models import Member
from bluelamp.insight import alarms
from bluelamp.kernel import clock
from bluelamp.policy import assess, fine
from bluelamp.policy.models import FindingAnswer
from bluelamp.posts import fine as post_fine
from bluelamp.posts.models import Post, Version
from tests.support.posts import make_draft, make_waiting
from tests.support.small import install_small
from tests.support.world import World, client_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rules(world: World) -> None:
    install_small(world.force)


def answered(by: Member, post: Post, rule: str) -> FindingAnswer:
    found = next(f for f in assess.preview(post.force, post_fine.draft_of(post)).findings if f.rule == rule)
    data = QueryDict(mutable=True)
    data["fine"] = f"{fine.place(found, post.text)}:meaning"
    post_fine.answer(by, post, data)
    return FindingAnswer.objects.get(subject=str(post.pk), rule=rule)


def row(world: World, rule: str, days: int = 30) -> alarms.Row:
    return next(row for row in alarms.report(world.force, days) if row.rule == rule)


def test_a_rule_speaks_once_about_a_post_however_often_it_was_handed_in(world: World) -> None:
    version = make_waiting(world.ann, "A greengate, and the greengate again.")
    again = {"frozen": version.frozen, "digest": version.digest, "verdict": version.verdict}
    Version.objects.create(force=world.force, post=version.post, number=2, by=world.ann, **again)
    assert (row(world, "SM-3").spoke, row(world, "SM-3").fine) == (1, 0)


def test_fine_wrong_and_right_are_counted_apart(world: World) -> None:
    posts = [make_waiting(world.ann, f"The greengate number {n}").post for n in range(4)]
    kept = [answered(world.ann, post, "SM-3") for post in posts[:3]]
    fine.weigh(world.bal, posts[0], kept[0], True)
    fine.weigh(world.bal, posts[1], kept[1], False)
    found = row(world, "SM-3")
    assert (found.spoke, found.fine, found.wrong, found.right) == (4, 3, 1, 1)
    assert found.said == "Too few to say"


def test_what_was_stopped_while_writing_counts_where_its_author_spoke_up(world: World) -> None:
    post = make_draft(world.ann, "Our bluegate")
    answered(world.ann, post, "SM-1")
    assert (row(world, "SM-1").spoke, row(world, "SM-1").fine) == (1, 1)
    fine.take_back(world.ann, post, FindingAnswer.objects.get().place)
    assert not alarms.report(world.force, 30)


def test_enough_posts_give_bounds_and_come_first(world: World) -> None:
    for number in range(alarms.FEW):
        post = make_draft(world.ann, f"The greengate number {number}")
        kept = answered(world.ann, post, "SM-3")
        fine.weigh(world.bal, post, kept, number < 5)
    answered(world.ann, make_draft(world.ann, "Our bluegate"), "SM-1")
    first, second = alarms.report(world.force, 30)
    assert (first.rule, first.wrong, first.spoke, first.said) == ("SM-3", 5, 20, "11 to 47 %")
    assert (second.rule, second.few) == ("SM-1", True)


def test_older_things_and_other_forces_do_not_count(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    install_small(world.other)
    make_waiting(world.gil, "A greengate.")
    make_waiting(world.ann, "A greengate.")
    Version.objects.of(world.force).update(created_at=clock.now() - timedelta(days=40))
    assert not alarms.report(world.force, 30)
    assert row(world, "SM-3", 90).spoke == 1


def test_questions_do_not_grow_with_posts(world: World, django_assert_num_queries: Any) -> None:
    for number in range(5):
        answered(world.ann, make_waiting(world.ann, f"The greengate number {number}").post, "SM-3")
    with django_assert_num_queries(3):
        alarms.report(world.force, 30)


@pytest.mark.parametrize(("who", "status"), [("cara", 200), ("esi", 200), ("fay", 200), ("ann", 403), ("bal", 403)])
def test_press_administrators_and_auditors_read_it(world: World, who: str, status: int) -> None:
    assert client_of(getattr(world, who)).get("/rules/report/").status_code == status


def test_the_page_and_the_table_name_no_person(world: World) -> None:
    post = make_waiting(world.ann, "The greengate.").post
    fine.weigh(world.bal, post, answered(world.ann, post, "SM-3"), True)
    client = client_of(world.cara)
    page = client.get("/rules/report/?days=90")
    assert "Rule of greengate" in page.content.decode()
    download = client.get("/rules/report/?days=90&as=csv")
    assert "rules-90-days.csv" in download.headers["Content-Disposition"]
    (line,) = csv.DictReader(StringIO(download.content.decode()))
    assert (line["rule"], line["spoke"], line["agreed_wrong"], line["share_low"]) == ("SM-3", "1", "1", "")
    for said in (page.content.decode().split("<main")[1], download.content.decode()):
        assert "Ann Ashdown" not in said
        assert "Bal Sandhu" not in said


def test_a_title_is_no_formula() -> None:
    cell = alarms.as_csv([alarms.Row("=1+1", "@sum", True, 1, 1, 1, 0)]).splitlines()[1]
    assert cell.startswith("'=1+1,'@sum,")
