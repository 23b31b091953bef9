"""The pages of the record, as the auditor and everybody else meet them."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bluelamp.audit import bundle, signing
from bluelamp.audit.append import Thing, record
from bluelamp.audit.models import Entry
from bluelamp.audit.views import PAGE
from bluelamp.kernel import ids
from tests.support.ledger import lower_the_walls, write
from tests.support.world import World, client_of

LIST = reverse("audit:list")


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path


def test_the_auditor_reads_who_did_what(world: World) -> None:
    record(world.force.pk, "post.approve", world.bal, Thing("post", ids.new_id(), "Beat meeting"))
    page = client_of(world.fay).get(LIST).content.decode()
    assert "approved Beat meeting" in page
    assert "Bal" in page


def test_looking_is_written_down(world: World) -> None:
    client_of(world.fay).get(LIST, {"person": "Ann"})
    seen = Entry.objects.of(world.force).latest("index")
    assert (seen.act, seen.actor_id, seen.facts) == ("audit.view", world.fay.pk, {"person": "Ann"})


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ({"act": "post.submit"}, {"handed in Alpha"}),
        ({"person": "ashdown"}, {"handed in Alpha", "changed Beta"}),
        ({"thing": "alph"}, {"handed in Alpha", "approved Alpha"}),
        ({"person": "Ann", "thing": "Beta"}, {"changed Beta"}),
        ({"act": "no.such"}, {"handed in Alpha", "approved Alpha", "changed Beta"}),
        ({"below": "later"}, {"handed in Alpha", "approved Alpha", "changed Beta"}),
    ],
)
def test_looking_for_something(world: World, sought: dict[str, str], found: set[str]) -> None:
    alpha, beta = Thing("post", ids.new_id(), "Alpha"), Thing("post", ids.new_id(), "Beta")
    record(world.force.pk, "post.submit", world.ann, alpha)
    record(world.force.pk, "post.approve", world.bal, alpha)
    record(world.force.pk, "post.edit", world.ann, beta)
    page = client_of(world.fay).get(LIST, sought).content.decode()
    every = {"handed in Alpha", "approved Alpha", "changed Beta"}
    assert {words for words in every if words in page} == found


def test_nothing_found_is_said_kindly(world: World) -> None:
    page = client_of(world.fay).get(LIST, {"thing": "Nobody"}).content.decode()
    assert "Nothing fits what you look for" in page


def test_a_long_record_comes_in_pages_that_do_not_shift(world: World) -> None:
    write(world.force.pk, PAGE + 10)
    client = client_of(world.fay)
    first = client.get(LIST)
    second = client.get(LIST, {"below": first.context["older"]})
    on_first = [item.entry.index for item in first.context["told"]]
    on_second = [item.entry.index for item in second.context["told"]]
    assert len(on_first) == PAGE
    assert on_second[0] == on_first[-1] - 1
    assert on_second[-1] == 0
    assert second.context["older"] is None


def test_the_list_asks_little_of_the_database(world: World) -> None:
    write(world.force.pk, PAGE + 10)
    client = client_of(world.fay)
    client.get(LIST)
    with CaptureQueriesContext(connection) as asked:
        client.get(LIST)
    assert len(asked) <= 13, [query["sql"][:90] for query in asked]


def test_an_entry_shows_its_proof(world: World) -> None:
    entry = write(world.force.pk, 9, content="Joan Ellis")[3]
    page = client_of(world.fay).get(reverse("audit:entry", args=[entry.pk])).content.decode()
    assert "As it was written" in page
    assert entry.leaf_hash.hex() in page
    assert "Joan Ellis" in page
    assert signing.signer().id in page


def test_an_entry_that_was_changed_says_so(world: World) -> None:
    entry = write(world.force.pk, 9)[3]
    lower_the_walls()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET actor_name = 'Somebody' WHERE id = %s", [entry.pk])
    page = client_of(world.fay).get(reverse("audit:entry", args=[entry.pk])).content.decode()
    assert "Not as it was written" in page


def test_foreign_text_stays_text(world: World) -> None:
    entry = record(
        world.force.pk, "post.edit", None, Thing("post", "7", "<script>x</script>"), note="<b>", content="<i>"
    )
    client = client_of(world.fay)
    for url in (LIST, reverse("audit:entry", args=[entry.pk]), reverse("audit:history", args=["post", "7"])):
        page = client.get(url).content.decode()
        assert "&lt;script&gt;" in page
        assert "<script>x" not in page
        assert "<b>" not in page
        assert "<i>" not in page


def test_the_life_of_one_object(world: World) -> None:
    post = Thing("post", ids.new_id())
    for act in ("post.create", "post.submit"):
        record(world.force.pk, act, world.ann, post)
    page = client_of(world.fay).get(reverse("audit:history", args=["post", post.id])).content.decode()
    assert page.index("began post") < page.index("handed in post")


def test_a_copy_to_take_home(world: World, tmp_path: Path) -> None:
    write(world.force.pk, 3)
    answer = client_of(world.fay).post(reverse("audit:export"))
    file = tmp_path / "record.jsonl"
    file.write_bytes(b"".join(answer))  # type: ignore[call-overload]
    with file.open() as lines:
        report, _ = bundle.verify(lines, signing.signer().id)
    last = Entry.objects.of(world.force).latest("index")
    assert (report.fault, report.size) == (None, last.index + 1)
    assert (last.act, last.actor_id) == ("audit.export", world.fay.pk)


@pytest.mark.parametrize("who", ["ann", "bal", "cara", "dev"])
def test_other_roles_learn_nothing(world: World, who: str) -> None:
    entry = write(world.force.pk, 1)[0]
    client = client_of(getattr(world, who))
    for url in (
        LIST,
        reverse("audit:entry", args=[entry.pk]),
        reverse("audit:history", args=["post", entry.object_id]),
    ):
        assert client.get(url).status_code in (403, 404)
    assert client.post(reverse("audit:export")).status_code in (403, 404)
    assert Entry.objects.of(world.force).count() == 1


def test_another_force_does_not_exist(world: World) -> None:
    theirs = write(world.other.pk, 1)[0]
    client = client_of(world.fay)
    assert client.get(reverse("audit:entry", args=[theirs.pk])).status_code == 404
    assert client.get(reverse("audit:history", args=["post", theirs.object_id])).status_code == 404
    assert theirs.object_id not in client.get(LIST).content.decode()


def test_strangers_sign_in_first_and_members_pass_the_second_step(world: World, client: Any) -> None:
    assert reverse("account_login") in client.get(LIST)["Location"]
    answer = client_of(world.fay, factor=False).get(LIST)
    assert reverse("forces:second_step") in answer["Location"]


def test_a_copy_is_taken_by_post_only(world: World) -> None:
    assert client_of(world.fay).get(reverse("audit:export")).status_code == 405
